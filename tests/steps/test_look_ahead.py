"""Several practices asked of the plan source at once: the same rows, fewer looks."""

from datetime import date

import pytest

from tandem_flows.orchestrate.advancing import prepare_practices
from tandem_flows.steps.advance import DueRun
from tandem_flows.steps.look_ahead import look_ahead
from tandem_flows.steps.whole_plan import whole_plan
from tests.steps.workspaces import AS_OF

PRACTICES = ("lakeside", "millbrook")


def due(*steps):
    return [DueRun(step, None, "a test") for step in steps]


def test_lists_of_two_practices_are_made_in_one_look(fresh):
    look_ahead(fresh.workspace, dict.fromkeys(PRACTICES, due("identify")), AS_OF)

    lists = fresh.workspace.source.standing.lists.lists
    assert set(lists["practice_id"]) == set(PRACTICES)
    fresh.run("identify")
    assert fresh.rows("plan_list")["person_id"].to_list() == (
        lists.filter(practice_id="lakeside")["person_id"].to_list()
    )


@pytest.mark.parametrize("steps", [
    {"lakeside": due("identify")},
    {"lakeside": due("identify"), "millbrook": due("ready")},
    dict.fromkeys(PRACTICES, due("ready", "record_follow_up")),
])  # fmt: skip
def test_the_source_stays_closed_unless_two_practices_ask_it(fresh, steps):
    look_ahead(fresh.workspace, steps, AS_OF)

    assert "source" not in vars(fresh.workspace)


def test_whoever_is_on_a_list_already_is_looked_up_along_with_the_others(shared):
    listed = set(shared.rows("combined_list")["person_id"].drop_nulls())

    look_ahead(shared.workspace, dict.fromkeys(PRACTICES, due("prework")), AS_OF)

    expected = shared.workspace.source.connection.execute("FROM gathered.expected").fetchall()
    assert {person_id for (person_id,) in expected} == listed


def test_a_source_that_cannot_be_opened_is_left_to_the_runs(fresh):
    (fresh.workspace.folder / "source.sql").write_text("SELEC 1", encoding="utf-8")

    prepare_practices(fresh.workspace, PRACTICES, AS_OF)

    assert "source" not in vars(fresh.workspace)


def test_the_plan_s_measures_let_go_of_the_claims_they_asked_for(decided):
    whole_plan(decided.workspace, date(2026, 12, 31))

    rows = decided.workspace.source.connection.execute("FROM gathered.lines").fetchall()
    assert rows == []
