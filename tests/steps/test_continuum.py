"""From the plan's records to the suggestion on its pre-work sheet, and to its reasons."""

from datetime import timedelta

import polars as pl
import pytest

from tandem_flows.demo.answers import prework_answers
from tandem_flows.source.list_reasons import SCORE_ONLY
from tandem_flows.worksheets.returned import read_sheet
from tests.steps.workspaces import FIRST_CALL, SECOND_CALL

DAY = timedelta(days=1)


def prework(practice, call=FIRST_CALL):
    practice.run("prework", call - 5 * DAY, call)
    return practice.rows("continuum", call)


def headings(practice, side, call=FIRST_CALL):
    sheet = read_sheet(practice.sheet(f"prework_{side}", call))
    return [line.column for tab in sheet.tabs for line in tab.lines]


@pytest.mark.clause("CON-11", "CON-12")
def test_every_patient_of_the_call_gets_a_ranked_set_and_never_one_verdict(shared):
    found = prework(shared)

    agenda = shared.rows("agenda", FIRST_CALL)
    assert set(found["case_id"]) == set(agenda["case_id"])
    for case in found.partition_by("case_id"):
        ranks = case["rank"].drop_nulls().sort().to_list()
        assert ranks == list(range(1, len(ranks) + 1))
        assert "population_management" in case["kind"]
    assert found.drop_nulls("rank").group_by("case_id").len()["len"].max() > 1


@pytest.mark.clause("CON-12")
def test_the_plan_s_sheet_shows_the_suggestion_and_the_practice_s_does_not(shared):
    prework(shared)

    assert "suggested_kinds" in headings(shared, "plan")
    assert "suggested_kinds" not in headings(shared, "practice")


@pytest.mark.clause("SCP-05")
def test_the_suggested_lead_is_untouched_by_the_kinds(shared):
    found = prework(shared)

    assert found.height > 0
    assert shared.rows("suggestions", FIRST_CALL)["lead"].is_null().all()


def test_made_again_after_the_answers_came_the_suggestion_is_the_same(shared):
    shared.run("prework", FIRST_CALL - DAY, FIRST_CALL)
    before = shared.rows("continuum", FIRST_CALL)
    answers = prework_answers(shared.rows("agenda", FIRST_CALL), "plan", FIRST_CALL - DAY)
    shared.send_back("prework_plan", FIRST_CALL, dict(answers))
    shared.run("record_prework", FIRST_CALL - DAY, FIRST_CALL)

    shared.run("prework", FIRST_CALL - DAY, FIRST_CALL)

    assert shared.rows("continuum", FIRST_CALL).equals(before)


@pytest.mark.clause("CON-01")
def test_what_an_earlier_call_found_enters_the_next_one(decided):
    decided.run("summary", FIRST_CALL, FIRST_CALL)
    decided.run("share", FIRST_CALL + DAY, SECOND_CALL)

    found = prework(decided, SECOND_CALL)

    earlier = decided.rows("service_gaps", FIRST_CALL)["case_id"].unique()
    again = found.filter(pl.col("case_id").is_in(earlier.implode()))
    open_kinds = again.filter(pl.col("not_known").str.contains("service_gaps"))
    assert open_kinds.is_empty()


@pytest.mark.clause("ELM-01")
def test_every_patient_of_the_plan_s_list_comes_with_need_and_cost(shared):
    reasons = shared.rows("plan_list")["reasons"]

    assert not reasons.str.ends_with(SCORE_ONLY).any()
    assert reasons.str.contains("conditions: ").any()
    assert reasons.str.contains("US dollars").any()


@pytest.mark.clause("IDN-04")
def test_the_lists_are_looked_at_as_lists_before_each_call(shared):
    prework(shared)

    overlap = shared.rows("list_overlap")
    combined = shared.rows("combined_list")
    common = combined.filter(pl.col("origin") == "common").height
    assert overlap.select("list_round", "listed", "common").rows() == [
        ("R1", combined.height, common)
    ]
    shares = shared.rows("list_shares")
    assert set(shares["dimension"]) == {"language", "age", "sex", "coverage"}
    shown = shares["listed"].drop_nulls().to_list()
    assert all(count == 0 or count > 10 for count in shown)


@pytest.mark.clause("LES-07")
def test_nobody_is_removed_by_a_proposal(shared):
    before = shared.rows("combined_list")

    prework(shared)

    assert shared.rows("combined_list").equals(before)
    assert shared.rows("removal_proposals").height >= 0
    assert shared.rows("decisions").is_empty()
