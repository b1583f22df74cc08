"""What the sheet of the call shows before anyone speaks."""

from datetime import date

import pytest

from tandem_flows.rules.call_sheet import claims_review, quick_check
from tests.rules.call_frames import CALL, agenda, rows

BACKGROUND = rows(
    "background",
    {
        "case_id": "C1",
        "first_name": "Ana",
        "last_name": "Ode",
        "birth_date": date(1960, 1, 2),
        "address": "1 Elm Street",
        "phone": "555-0102",
        "last_admission_on": date(2025, 1, 3),
        "last_admission_reason": "asthma",
        "diagnoses": "J45",
        "diagnostic_history": "J20",
        "prescriptions": "inhaler",
        "providers": "Dr Lane",
    },
)


def research(plan, practice):
    side = {"call_date": CALL, "case_id": "C1"}
    return rows(
        "prework",
        side | {"organisation": "plan", "still_patient": plan, "still_covered": plan},
        side | {"organisation": "practice", "still_patient": practice, "still_covered": practice},
    )


@pytest.mark.clause("CAL-01")
def test_header_shows_name_birth_date_and_contact():
    found = quick_check(agenda("C1"), BACKGROUND, research(True, True)).row(0, named=True)

    assert found["first_name"] == "Ana"
    assert found["birth_date"] == date(1960, 1, 2)
    assert (found["address"], found["phone"]) == ("1 Elm Street", "555-0102")


@pytest.mark.clause("CAL-01", "PRE-02")
@pytest.mark.parametrize(
    ("plan", "practice", "expected"),
    [(True, True, True), (True, False, False), (None, True, True), (None, None, None)],
)
def test_enrolment_and_membership_are_no_if_either_side_says_no(plan, practice, expected):
    found = quick_check(agenda("C1"), BACKGROUND, research(plan, practice)).row(0, named=True)

    assert (found["still_patient"], found["still_covered"]) == (expected, expected)


@pytest.mark.clause("CAL-13", "CAL-14", "CAL-15", "CAL-16", "CAL-17")
def test_claims_show_admissions_diagnoses_history_prescriptions_and_providers():
    found = claims_review(agenda("C1"), BACKGROUND)

    assert found.rows() == [("C1", date(2025, 1, 3), "asthma", "J45", "J20", "inhaler", "Dr Lane")]


def test_patient_without_background_keeps_an_empty_place_in_order():
    found = claims_review(agenda("C2", "C1"), BACKGROUND)

    assert found["case_id"].to_list() == ["C2", "C1"]
    assert found["diagnoses"].to_list() == [None, "J45"]
