"""Questions of a call get somebody who answers; non-clinical steps get their department."""

import pytest

from tandem_flows.rules.next_steps import next_step_problems
from tandem_flows.rules.open_questions import question_deviations
from tandem_flows.rules.tasks import merge_tasks
from tandem_validators.errors import RuleRefused
from tandem_validators.handoffs.call_registers import DEPARTMENTS
from tests.rules.call_frames import CALL, decision, record, rows, task

WAITING = rows("decisions", decision(outcome="pending_information", lead=None))
QUESTION = task(task_id="Q", kind="information_request", action="Which clinic?")


def update(state, result):
    row = {"task_id": "Q", "state": state, "closed_on": CALL, "result": result}
    return rows("tasks", row).select("task_id", "state", "closed_on", "result")


@pytest.mark.clause("ROL-13")
def test_a_patient_who_waits_for_information_nobody_was_asked_for_is_a_departure():
    found = question_deviations(record(decisions=WAITING))

    assert found.select("case_id", "clause", "code").rows() == [
        ("C1", "ROL-13", "question_without_task")
    ]


@pytest.mark.clause("ROL-13")
@pytest.mark.parametrize("register", ["tasks", "earlier_tasks"])
def test_a_question_that_somebody_looks_into_is_none(register):
    call = record(decisions=WAITING, **{register: rows("tasks", QUESTION)})

    assert question_deviations(call).is_empty()


@pytest.mark.clause("ROL-13")
def test_an_answered_question_keeps_question_and_answer():
    asked = rows("tasks", QUESTION)

    found = merge_tasks(asked, asked.clear(), update("done", "The one in Hill Street"))

    assert found.select("action", "result").row(0) == ("Which clinic?", "The one in Hill Street")


@pytest.mark.clause("ROL-13")
@pytest.mark.parametrize("result", [None, " "])
def test_a_question_is_not_done_without_its_answer(result):
    asked = rows("tasks", QUESTION)

    with pytest.raises(RuleRefused, match=r"tasks, task Q, column result: holds no answer"):
        merge_tasks(asked, asked.clear(), update("done", result))


@pytest.mark.clause("ROL-13")
def test_a_question_may_be_dropped_without_an_answer():
    asked = rows("tasks", QUESTION)

    assert merge_tasks(asked, asked.clear(), update("cancelled", None))["state"][0] == "cancelled"


@pytest.mark.clause("ROL-10")
def test_a_non_clinical_step_without_a_department_is_refused():
    step = record(tasks=rows("tasks", task(kind="non_clinical", need_category="insurance")))

    assert [str(problem) for problem in next_step_problems(step, "s")] == [
        "s, tasks, case C1, column department: is empty for a non-clinical step (ROL-10). "
        "Say which department is asked, such as customer services."
    ]


@pytest.mark.clause("ROL-10")
@pytest.mark.parametrize("department", DEPARTMENTS)
def test_a_non_clinical_step_names_the_department_that_is_asked(department):
    step = record(tasks=rows("tasks", task(kind="non_clinical", department=department)))

    assert next_step_problems(step, "s") == []
