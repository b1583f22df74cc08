"""Sharing under weights of one's own: the workspace's file counts, and the record names it."""

import json
from dataclasses import replace

import polars as pl
import pytest

from tandem_flows.desk import Job
from tandem_flows.rules.matching import shipped_weights
from tandem_flows.rules.matching.agreement import Agreement
from tandem_flows.rules.matching.weights import Worth
from tandem_flows.rules.matching.weights_file import read_weights, weights_text
from tandem_flows.steps.correct_match import answer_match
from tandem_flows.steps.own_rosters import own_rosters
from tandem_flows.workspace.match_weights import FILE
from tandem_validators.errors import InputRefused
from tests.steps.workspaces import AS_OF, FIRST_CALL


def doubtful():
    """Weights under which an equal birth date is worth nothing."""
    shipped = shipped_weights()
    born = dict(shipped.by_field["birth_date"]) | {Agreement.SAME: Worth(0)}
    return weights_text(replace(shipped, by_field=dict(shipped.by_field) | {"birth_date": born}))


def weights_on_record(practice):
    written = practice.store.ledger().filter(
        pl.col("action") == "handoff", pl.col("details").str.contains('"weights"')
    )
    return [json.loads(details)["weights"] for details in written["details"]]


@pytest.mark.clause("SHR-02")
def test_the_record_names_the_weights_that_ship_by_their_digest(shared):
    assert weights_on_record(shared) == [shipped_weights().digest]


@pytest.mark.clause("SHR-02")
def test_weights_in_the_workspace_count_and_stand_on_record(shared):
    (shared.workspace.folder / FILE).write_text(doubtful(), encoding="utf-8")
    sure = shared.rows("list_matches").filter(pl.col("match") == "exact").height

    shared.run("share", AS_OF, FIRST_CALL)

    assert shared.rows("list_matches").filter(pl.col("match") == "exact").height < sure
    assert weights_on_record(shared)[1:] == [read_weights(doubtful(), FILE).digest]


def test_sharing_again_under_the_same_weights_changes_nothing(shared):
    (shared.workspace.folder / FILE).write_text(doubtful(), encoding="utf-8")
    shared.run("share", AS_OF, FIRST_CALL)

    _, written = shared.run("share", AS_OF, FIRST_CALL)

    assert {item.outcome for item in written} == {"unchanged"}


def test_a_broken_file_of_weights_stops_sharing_before_anything_is_written(shared):
    (shared.workspace.folder / FILE).write_text(doubtful().replace(": 0}", ": 1}"), "utf-8")
    head = shared.store.ledger_head()

    with pytest.raises(InputRefused, match=r"match-weights.yaml, key 'digest': does not fit"):
        shared.run("share", AS_OF, FIRST_CALL)

    assert shared.store.ledger_head() == head


@pytest.mark.clause("PRE-08")
@pytest.mark.parametrize("is_same", [True, False])
def test_a_workspace_can_learn_from_its_lists_and_the_answers_about_matches(shared, is_same):
    waiting = shared.rows("combined_list").filter(pl.col("match") == "review").row(0, named=True)
    near = shared.rows("list_matches").filter(pl.col("practice_rank") == waiting["practice_rank"])
    job = Job("lakeside", AS_OF, None, "maria")
    answer_match(shared.workspace, job, waiting["case_id"], is_same=is_same, answered_by="L-1")

    own = own_rosters(shared.workspace, AS_OF)

    answered = (f"lakeside:{waiting['practice_rank']}", near["person_id"][0], is_same)
    assert own.answered.rows() == [answered]
    assert own.listed.height == 30
    assert answered[0] in own.listed["id"].to_list()
    assert answered[1] in own.members["id"].to_list()
