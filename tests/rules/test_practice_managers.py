"""A practice with several care managers: all come, or one debriefs the others."""

from datetime import date

import pytest

from tandem_flows.rules.practice_managers import attendance_deviations, debrief_tasks
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.rules.call_frames import (
    agenda,
    attendance,
    contact,
    decision,
    person,
    record,
    rows,
    stopped,
    team,
)
from tests.values import standard_values

CORA = person("cora", "practice", "clinical_care_manager", is_core=False)
BOTH = team(CORA)
OF_CORA = contact("C1", "practice", name="cora")
DECIDED = (decision("C1"), decision("C2"))
OF_CARL = contact("C2", "practice", name="carl")


def call(*came, decisions=DECIDED, of=BOTH):
    return record(
        agenda=agenda("C1", "C2"),
        team=of,
        attendance=attendance("dina", "pam", *came, of=of),
        decisions=rows("decisions", *decisions),
        care_team=rows("care_team", OF_CORA, OF_CARL),
    )


def values(mode):
    return standard_values(cm_attendance_mode=mode)


@pytest.mark.clause("ROL-21")
@pytest.mark.parametrize(("came", "missing"), [(("carl", "cora"), []), (("carl",), [1]), ((), [2])])
def test_when_all_are_to_come_each_absent_care_manager_is_counted(came, missing):
    found = attendance_deviations(call(*came), values("all_attend"))

    assert found["detail_count"].to_list() == missing
    assert set(found["clause"]) <= {"ROL-21"}


@pytest.mark.clause("ROL-21")
def test_when_one_debriefs_the_others_nobody_is_missing():
    assert attendance_deviations(call("carl"), values("one_debriefs")).is_empty()


@pytest.mark.clause("ROL-21")
def test_the_one_who_came_debriefs_on_the_patients_of_those_who_did_not():
    found = validated(debrief_tasks(call("carl"), values("one_debriefs")), handoff("tasks"))

    assert found.select("case_id", "kind", "owner_organisation", "owner", "due_on").rows() == [
        ("C1", "debrief", "practice", "carl", date(2025, 3, 11))
    ]


@pytest.mark.clause("ROL-21")
def test_nobody_is_debriefed_when_all_came_or_all_are_to_come():
    assert debrief_tasks(call("carl", "cora"), values("one_debriefs")).is_empty()
    assert debrief_tasks(call("carl"), values("all_attend")).is_empty()


@pytest.mark.clause("ROL-21")
def test_without_any_care_manager_in_the_call_nobody_can_debrief():
    assert debrief_tasks(call(), values("one_debriefs")).is_empty()


@pytest.mark.clause("ROL-21")
def test_there_is_nothing_to_tell_of_a_patient_without_a_decision():
    undecided = call("carl", decisions=(stopped("C1"), decision("C2")))

    assert debrief_tasks(undecided, values("one_debriefs")).is_empty()


@pytest.mark.clause("ROL-21")
def test_a_practice_with_one_care_manager_has_nothing_to_agree_on():
    alone = call(of=team())

    assert attendance_deviations(alone, values("all_attend")).is_empty()
