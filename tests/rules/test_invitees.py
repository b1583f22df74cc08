"""Front-line people who join a call for one patient."""

from datetime import date

import pytest

from tandem_flows.rules.invitees import invited, invitee_problems
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.rules.call_frames import CALL, person, rows

NEXT = date(2025, 3, 17)
PLAN = ["case_manager", "social_care_manager"]
PRACTICE = [
    "community_health_worker",
    "behavioral_health_provider",
    "primary_care_clinician",
    "care_coordinator",
    "clinical_pharmacist",
]
ROLES = [*(("plan", role) for role in PLAN), *(("practice", role) for role in PRACTICE)]


def asked(*people, case_id="C1"):
    return rows("invitees", *({"case_id": case_id, "person": name} for name in people)).select(
        "case_id", "person"
    )


def problems(who, team, cases=frozenset({"C1"})):
    return [str(problem) for problem in invitee_problems(who, team, cases, "call.xlsx")]


@pytest.mark.clause("ROL-14", "ROL-20")
@pytest.mark.parametrize(("side", "role"), ROLES)
def test_front_line_people_of_either_side_may_join_for_a_patient(side, role):
    team = rows("team", person("ann", side, role, is_core=False))

    found = validated(invited(asked("ann"), team, NEXT, CALL), handoff("invitees"))

    assert found.rows() == [(NEXT, "C1", "ann", side, role, CALL)]
    assert problems(asked("ann"), team) == []


@pytest.mark.clause("ROL-14")
def test_nobody_is_asked_twice_for_the_same_patient():
    team = rows("team", person("ann", "plan", "case_manager"))

    assert invited(asked("ann", "ann"), team, NEXT, CALL).height == 1


@pytest.mark.clause("ROL-14")
def test_someone_outside_the_team_cannot_be_asked():
    assert problems(asked("nobody"), rows("team")) == [
        "call.xlsx, invitees, case C1, column person: is not in the team (ROL-14). "
        "Add the person to team.csv."
    ]


@pytest.mark.clause("ROL-14", "ROL-20")
@pytest.mark.parametrize("role", ["observer", "facilitator", "project_manager"])
def test_roles_that_do_not_care_for_the_patient_are_not_asked_for_one(role):
    (found,) = problems(asked("ann"), rows("team", person("ann", "plan", role)))

    assert "column person: has no role that joins for a patient" in found


@pytest.mark.clause("ROL-14")
def test_people_are_asked_for_patients_of_the_next_call_only():
    team = rows("team", person("ann", "plan", "case_manager"))

    (found,) = problems(asked("ann", case_id="C9"), team)

    assert "case C9, column case_id: is not on the next call" in found
