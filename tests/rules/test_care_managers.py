"""Who is a care manager: licensed, of one side, and maybe overseeing others."""

import pytest

from tandem_flows.rules.ready import contact_problems, without_licence
from tests.rules.call_frames import person, rows

DIRECTOR = person("dina", "plan", "director_of_care_management")
MANAGER = person("pam", "plan", "project_manager")
CARE = person("carl", "practice", "clinical_care_manager", licence_type="registered_nurse")
WORKER = person("wanda", "practice", "community_health_worker")


def problems(*people):
    return [str(problem) for problem in contact_problems(rows("team", *people))]


@pytest.mark.clause("DEF-03")
@pytest.mark.parametrize(
    ("role", "is_asked"),
    [
        ("case_manager", True),
        ("social_care_manager", True),
        ("clinical_care_manager", True),
        ("community_health_worker", False),
        ("project_manager", False),
    ],
)
def test_only_a_care_manager_is_asked_for_a_licence(role, is_asked):
    found = without_licence(rows("team", person("x", "plan", role)))

    assert found["person"].to_list() == (["x"] if is_asked else [])


@pytest.mark.clause("DEF-03")
def test_a_care_manager_with_a_licence_on_the_list_is_not_named():
    assert without_licence(rows("team", CARE)).is_empty()


@pytest.mark.clause("DEF-04")
def test_a_care_manager_may_delegate_to_someone_of_the_same_side():
    assert problems(DIRECTOR, MANAGER, CARE | {"delegated_to": "wanda"}, WORKER) == []


@pytest.mark.clause("DEF-04")
@pytest.mark.parametrize("to", ["carl", "pam", "nobody"])
def test_delegation_to_oneself_the_other_side_or_a_stranger_is_refused(to):
    assert problems(DIRECTOR, MANAGER, CARE | {"delegated_to": to}, WORKER) == [
        "team, row 3, column delegated_to: names nobody else of that organisation's team (DEF-04). "
        "Give the id of another person of the same organisation, or leave it empty."
    ]


@pytest.mark.clause("DEF-04")
def test_only_a_care_manager_delegates():
    (found,) = problems(DIRECTOR, MANAGER, CARE, WORKER | {"delegated_to": "carl"})

    assert "team, row 4, column delegated_to: is given for a person who is no care manager" in found


@pytest.mark.clause("ROL-05")
def test_a_team_without_a_project_manager_of_the_plan_is_refused():
    assert problems(DIRECTOR, CARE) == [
        "team, column role: has no project manager of the plan (ROL-05). "
        "Name the person who has this role."
    ]
