"""The front-line people of each patient."""

import pytest

from tandem_flows.rules.care_team import merge_care_team, point_of_contact_problems
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.rules.call_frames import contact, rows


def merged(register, *recorded):
    frame = merge_care_team(rows("care_team", *register), rows("care_team", *recorded))
    return validated(frame, handoff("care_team"))


@pytest.mark.clause("CAL-20", "CAL-21")
def test_managers_of_both_sides_are_kept_with_name_and_telephone():
    found = merged([contact()], contact(organisation="practice"))

    assert found.select("organisation", "name", "phone").rows() == [
        ("plan", "case_manager", "555-0101"),
        ("practice", "clinical_care_manager", "555-0101"),
    ]


def test_newly_named_person_takes_the_place_of_the_last_in_that_role():
    found = merged([contact(name="mia"), contact("C2", name="mia")], contact(name="noa"))

    assert found.select("case_id", "name").rows() == [("C2", "mia"), ("C1", "noa")]


@pytest.mark.clause("CMP-05")
def test_new_point_of_contact_ends_the_earlier_one_of_that_patient_only():
    new = contact(organisation="practice", is_point_of_contact=True)

    found = merged([contact(), contact("C2")], new)

    assert found.filter("is_point_of_contact").select("case_id", "organisation").rows() == [
        ("C2", "plan"),
        ("C1", "practice"),
    ]


@pytest.mark.clause("CMP-05")
def test_point_of_contact_stays_when_another_person_is_named():
    found = merged([contact()], contact(organisation="practice"))

    assert found.filter("is_point_of_contact")["organisation"].to_list() == ["plan"]


@pytest.mark.clause("CMP-05")
@pytest.mark.parametrize(("points", "said"), [(0, "no"), (1, None), (2, "2")])
def test_exactly_one_point_of_contact_is_asked_for(points, said):
    people = rows(
        "care_team",
        contact(is_point_of_contact=points > 0),
        contact(organisation="practice", is_point_of_contact=points > 1),
    )

    found = point_of_contact_problems(people, people["case_id"].unique(), "sheet.xlsx")

    expected = (
        f"sheet.xlsx, care_team, case C1, column is_point_of_contact: names {said} points of "
        "contact (CMP-05). Name exactly one person to whom the patient turns."
    )
    assert [str(problem) for problem in found] == ([expected] if said else [])
