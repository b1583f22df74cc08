"""What people decided: only wrong data is refused, all of it at once."""

from datetime import date

import pytest

from tandem_flows.rules.decisions import decision_problems
from tests.rules.call_frames import (
    agenda,
    attempt,
    attempts,
    contact,
    decision,
    goal,
    record,
    rows,
    stopped,
)

SHEET = "call-2025-03-10.xlsx"


def words(**changes) -> list[str]:
    return [str(problem) for problem in decision_problems(record(**changes), SHEET)]


def decided(**given) -> dict:
    return {"decisions": rows("decisions", decision(**given))}


NOTHING_AGREED = {"goals": rows("goals"), "tasks": rows("tasks")}


def test_sound_record_has_no_problems():
    assert words() == []


def test_decision_on_a_patient_off_the_agenda_is_refused():
    removed = decision("C7", outcome="removed", removal_reason="other")

    found = words(decisions=rows("decisions", decision(), removed))

    assert found == [
        "call-2025-03-10.xlsx, decisions, case C7, column case_id: is not on the agenda of this "
        "call (SHR-03). Remove the row, or add the patient to the agenda first."
    ]


@pytest.mark.clause("MEM-01")
def test_patient_of_the_agenda_without_a_row_is_refused():
    found = words(agenda=agenda("C1", "C2"))

    assert found == [
        "call-2025-03-10.xlsx, decisions, case C2, column case_id: is on the agenda and has no "
        "row (MEM-01). Add a row; if the patient was not discussed, the outcome is no_discussion."
    ]


@pytest.mark.clause("LED-01")
def test_active_patient_decided_without_a_lead_is_refused():
    found = words(**decided(lead=None))

    assert found == [
        "call-2025-03-10.xlsx, decisions, case C1, column lead: is empty for an active patient "
        "with a decision (LED-01). Say who leads: plan, practice or joint."
    ]


@pytest.mark.clause("PRI-07")
@pytest.mark.parametrize("outcome", ["pending_information", "no_discussion", "declined"])
def test_patient_without_a_decision_needs_no_lead_no_goal_and_no_step(outcome):
    undecided = decided(outcome=outcome, lead=None, decided_by_plan=None, decided_by_practice=None)

    assert words(**undecided, **NOTHING_AGREED) == []


@pytest.mark.parametrize("membership", ["unresponsive", "coverage_ended"])
def test_lead_for_a_patient_who_is_not_active_is_refused(membership):
    found = words(**decided(membership=membership))

    assert found == [
        "call-2025-03-10.xlsx, decisions, case C1, column lead: is given for a patient who is not "
        "active (LED-01). Leave it empty: a lead is decided for active patients only."
    ]


@pytest.mark.clause("LED-04")
@pytest.mark.parametrize("rationale", [None, "", "  "])
def test_joint_lead_without_a_reason_is_refused(rationale):
    found = words(**decided(lead="joint", rationale=rationale))

    assert found == [
        "call-2025-03-10.xlsx, decisions, case C1, column rationale: is empty although both lead "
        "jointly (LED-04). Write down the reason: the guideline gives no test for joint management."
    ]


@pytest.mark.clause("LED-04")
def test_joint_lead_with_a_reason_stands():
    assert words(**decided(lead="joint", rationale="Both see the patient weekly")) == []


@pytest.mark.clause("MEM-04")
def test_provider_change_stops_the_discussion():
    assert words(decisions=rows("decisions", stopped()), **NOTHING_AGREED) == []


@pytest.mark.clause("MEM-04")
def test_provider_change_with_outcome_lead_or_goal_is_refused():
    found = words(**decided(membership="possible_provider_change"))

    assert [problem.split(": ")[0] for problem in found] == [
        f"{SHEET}, decisions, case C1, column lead",
        f"{SHEET}, decisions, case C1, column outcome",
        f"{SHEET}, goals, case C1, column case_id",
    ]
    assert "Stop the discussion for now: the outcome is no_discussion." in found[1]
    assert "the discussion stops until the plan has asked the patient." in found[2]


@pytest.mark.clause("MEM-04")
def test_earlier_goal_does_not_stand_against_a_provider_change():
    stands = rows("goals", goal())

    found = words(decisions=rows("decisions", stopped()), **NOTHING_AGREED, earlier_goals=stands)

    assert found == []


@pytest.mark.clause("UNE-01")
@pytest.mark.parametrize(
    ("contact_on", "count"),
    [(date(2025, 3, 9), 0), (date(2025, 3, 10), 0), (date(2025, 3, 11), 1)],
)
def test_attempt_after_the_call_is_refused(contact_on, count):
    found = words(attempts=attempts(attempt(contact_on)))

    assert len(found) == count
    assert all("column contact_on: is after the call" in problem for problem in found)


@pytest.mark.clause("CMP-05")
@pytest.mark.parametrize(
    ("plan", "practice", "said"),
    [(False, False, "names no points"), (True, True, "names 2 points")],
)
def test_decided_patient_without_exactly_one_point_of_contact_is_refused(plan, practice, said):
    people = rows(
        "care_team",
        contact(is_point_of_contact=plan),
        contact(organisation="practice", is_point_of_contact=practice),
    )

    found = words(care_team=people)

    assert len(found) == 1
    assert said in found[0]


def test_all_problems_are_reported_at_once_and_hold_no_words_of_the_patient():
    secret = {"decided_by_plan": None, "rationale": " ", "lead": "joint"}

    found = words(**decided(**secret), care_team=rows("care_team"), tasks=rows("tasks"))

    assert len(found) == 4
    assert not any("Walk to the park" in problem for problem in found)
