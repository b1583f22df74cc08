"""Goals and next steps of the call: only wrong data is refused."""

from datetime import date

import pytest

from tandem_flows.rules.next_steps import next_step_problems
from tests.rules.call_frames import attempt, attempts, goal, record, review, rows, task

BEFORE, ON, AFTER = date(2025, 3, 9), date(2025, 3, 10), date(2025, 3, 11)


def words(**changes) -> list[str]:
    return [str(problem) for problem in next_step_problems(record(**changes), "sheet.xlsx")]


@pytest.mark.parametrize(
    ("table", "frame"),
    [
        ("goals", rows("goals", goal(), goal("C7"))),
        ("tasks", rows("tasks", task(), task("C7"))),
        ("case_records", rows("case_records", review(), review("C7"))),
    ],
)
def test_row_for_a_patient_off_the_agenda_is_refused(table, frame):
    assert words(**{table: frame}) == [
        f"sheet.xlsx, {table}, case C7, column case_id: is not on the agenda of this call "
        "(SHR-03). Correct the case, or add the patient to the agenda first."
    ]


@pytest.mark.clause("PCG-01")
@pytest.mark.parametrize("reason", [None, " "])
def test_decided_patient_without_a_goal_and_without_a_reason_is_refused(reason):
    reviewed = rows("case_records", review(no_goal_reason=reason))

    assert words(goals=rows("goals"), case_records=reviewed) == [
        "sheet.xlsx, case_records, case C1, column no_goal_reason: is empty, and the patient has "
        "no goal (PCG-01). Record a goal, or the reason why there is none."
    ]


@pytest.mark.clause("PCG-01")
def test_reason_stands_in_for_a_goal():
    reviewed = rows("case_records", review(no_goal_reason="asks the patient first"))

    assert words(goals=rows("goals"), case_records=reviewed) == []


@pytest.mark.clause("PCG-01")
@pytest.mark.parametrize(("state", "count"), [("confirmed", 0), ("rejected", 1)])
def test_earlier_goal_counts_unless_the_patient_rejected_it(state, count):
    earlier = rows("goals", goal(state=state, confirmed_on=BEFORE))

    assert len(words(goals=rows("goals"), earlier_goals=earlier)) == count


@pytest.mark.clause("CAL-27")
def test_decided_patient_without_a_step_and_without_a_reason_is_refused():
    assert words(tasks=rows("tasks")) == [
        "sheet.xlsx, case_records, case C1, column no_task_reason: is empty, and the patient has "
        "no next step (CAL-27). Record a next step, or the reason why there is none."
    ]


@pytest.mark.clause("CAL-27")
def test_reason_stands_in_for_a_step():
    reviewed = rows("case_records", review(no_task_reason="all is in place"))

    assert words(tasks=rows("tasks"), case_records=reviewed) == []


@pytest.mark.clause("CAL-27")
@pytest.mark.parametrize(("state", "count"), [("open", 0), ("done", 1), ("cancelled", 1)])
def test_earlier_step_counts_while_it_is_open(state, count):
    earlier = rows("tasks", task(state=state))

    assert len(words(tasks=rows("tasks"), earlier_tasks=earlier)) == count


@pytest.mark.clause("CAL-29", "CAL-30")
@pytest.mark.parametrize(("column", "clause"), [("due_on", "CAL-29"), ("report_back_on", "CAL-30")])
@pytest.mark.parametrize(("day", "count"), [(BEFORE, 1), (ON, 0), (AFTER, 0)])
def test_step_dated_before_the_call_is_refused(column, clause, day, count):
    found = words(tasks=rows("tasks", task(**{column: day})))

    expected = (
        f"sheet.xlsx, tasks, case C1, column {column}: is before the call ({clause}). "
        "Give a date on or after the call."
    )
    assert found == [expected] * count


@pytest.mark.clause("CAL-29")
@pytest.mark.parametrize("owner", ["nobody", "carl"])
def test_owner_who_is_not_of_that_organisations_team_is_refused(owner):
    assert words(tasks=rows("tasks", task(owner=owner))) == [
        "sheet.xlsx, tasks, case C1, column owner: is not in the team of the owner's organisation "
        "(CAL-29). Name a person of that organisation from the team table."
    ]


@pytest.mark.clause("UNE-03")
@pytest.mark.parametrize(
    ("kind", "count"), [("outreach_attempt", 1), ("final_f2f_attempt", 1), ("referral", 0)]
)
def test_outreach_to_a_patient_who_declined_is_refused(kind, count):
    declined = attempts(attempt(BEFORE, "declined"))

    found = words(tasks=rows("tasks", task(kind=kind)), attempts=declined)

    assert len(found) == count
    assert all("Remove the task: plan and practice respect this wish." in each for each in found)
