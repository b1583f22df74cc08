"""What follows from a vignette's facts before anybody decides: branch, place, suggestion, words."""

import polars as pl
import pytest

from tandem_flows.vignettes.partnership import PRACTICE
from tests.vignettes.each import VIGNETTES, each_vignette, missing


@each_vignette
@pytest.mark.clause("MEM-01", "MEM-02", "LED-02", "LED-03", "LED-05", "SCP-05")
@pytest.mark.clause("VIG-01", "VIG-02", "VIG-03", "VIG-04", "VIG-05", "VIG-06")
@pytest.mark.clause("VIG-07", "VIG-08", "VIG-09", "VIG-10", "VIG-11", "VIG-12")
def test_the_facts_alone_suggest_branch_and_lead_and_say_why(thread, name):
    expected = VIGNETTES[name].expect_from_facts

    (found,) = thread.rows("suggestions", name, VIGNETTES[name].call)

    assert found["membership"] == expected.membership
    assert (found["lead"] or "none") == expected.suggested_lead
    assert (found["lead_clause"] or "none") == expected.suggested_clause
    assert missing(expected.reason, found["reason"]) == []


@each_vignette
@pytest.mark.clause("PRI-01", "PRI-02", "PRI-03", "PRI-04", "PRI-06")
def test_the_facts_alone_give_the_patient_a_place_on_the_call(thread, name):
    expected = VIGNETTES[name].expect_from_facts

    (found,) = thread.rows("agenda", name, VIGNETTES[name].call)

    assert (found["tier"], found["clause"]) == (expected.tier, expected.tier_clause)


@each_vignette
@pytest.mark.clause("SHR-07", "SHR-09", "SHR-11", "SHR-12", "SHR-14", "SHR-15", "SHR-16", "SHR-18")
def test_the_background_shows_the_facts_and_withholds_what_nobody_consented_to(thread, name):
    expected, pcp = VIGNETTES[name].expect_from_facts, VIGNETTES[name].facts.practice.pcp

    (row,) = thread.rows("background", name)

    told = " ".join(str(value) for value in row.values())
    assert missing((*expected.background_shows, pcp), told) == []
    withheld = expected.background_withholds
    assert missing(withheld, told) == list(withheld)


@pytest.mark.clause("SCP-05", "LED-01")
def test_nothing_is_decided_before_people_decide(thread):
    first, second = (thread.undecided[call].store(PRACTICE) for call in (1, 2))
    later = thread.case_id("vig-12-connected-to-services")

    decided = [first.read(kind).frame.height for kind in ("decisions", "goals", "tasks")]
    decided_later = second.read("decisions").frame.filter(pl.col("case_id") == later)

    assert decided == [0, 0, 0]
    assert decided_later.is_empty()


@pytest.mark.clause("LED-01", "LED-03", "SCP-05")
def test_a_decision_against_the_suggestion_stands(thread):
    name = "vig-10-drug-form"

    (suggested,) = thread.rows("suggestions", name, 1)
    (decided,) = thread.rows("decisions", name, 1)

    assert (suggested["lead"], decided["lead"]) == ("plan", "practice")
