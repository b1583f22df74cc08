"""The register of goals."""

from datetime import date

import pytest

from tandem_flows.rules.goals import goal_problems, merge_goals
from tandem_validators.errors import RuleRefused
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.rules.call_frames import CALL, goal, rows

LATER = date(2025, 3, 17)


def merged(register, *recorded):
    frame = merge_goals(rows("goals", *register), rows("goals", *recorded), CALL)
    return validated(frame, handoff("goals"))


def refused(*recorded, register=()) -> list[str]:
    found = goal_problems(rows("goals", *register), rows("goals", *recorded), "sheet.xlsx")
    return [str(problem) for problem in found]


@pytest.mark.clause("PCG-03")
def test_new_goals_get_ids_from_call_case_and_number():
    found = merged([], goal(goal_id=None), goal("C2", goal_id=None), goal(goal_id=None))

    assert found["goal_id"].to_list() == [
        "20250310-C1-goal-1",
        "20250310-C1-goal-2",
        "20250310-C2-goal-1",
    ]
    assert found["state"].unique().to_list() == ["proposed"]


@pytest.mark.clause("PCG-04", "CMP-04")
@pytest.mark.parametrize("state", ["confirmed", "revised", "rejected"])
def test_answer_of_the_patient_changes_the_state_of_the_goal_with_its_date(state):
    found = merged([goal(), goal("C2")], goal(state=state, confirmed_on=LATER))

    assert found.select("goal_id", "state", "confirmed_on").rows() == [
        ("G-C1", state, LATER),
        ("G-C2", "proposed", None),
    ]


@pytest.mark.clause("PCG-04")
@pytest.mark.parametrize("state", ["confirmed", "revised", "rejected"])
def test_answer_without_a_date_is_refused(state):
    assert refused(goal(goal_id=None, state=state)) == [
        "sheet.xlsx, goals, case C1, column confirmed_on: is empty for a goal the patient "
        "answered (PCG-04). Give the date on which the patient was asked."
    ]


def test_goal_that_the_register_does_not_know_for_this_case_is_refused():
    assert refused(goal("C2", goal_id="G-C1"), register=[goal()]) == [
        "sheet.xlsx, goals, case C2, column goal_id: is not known for this case (PCG-04). "
        "Leave the id empty for a new goal, or use one of this case."
    ]


@pytest.mark.clause("PCG-03")
def test_goal_the_patient_answered_does_not_go_back_to_proposed():
    answered = goal(state="confirmed", confirmed_on=CALL)

    assert refused(goal(), register=[answered]) == [
        "sheet.xlsx, goals, case C1, column state: goes back to proposed (PCG-04). "
        "Record a new goal, or the state revised."
    ]


def test_merge_refuses_what_is_wrong_and_changes_nothing():
    register = rows("goals", goal())
    before = register.clone()

    with pytest.raises(RuleRefused, match="column confirmed_on"):
        merge_goals(register, rows("goals", goal(state="revised")), CALL)

    assert register.equals(before)


def test_goal_recorded_again_in_the_same_words_changes_nothing():
    assert merged([goal()], goal()).equals(rows("goals", goal()))
