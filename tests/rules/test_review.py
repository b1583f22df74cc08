"""The answers of the review from a to k."""

from datetime import date

import pytest

from tandem_flows.rules.deviations import deviation
from tandem_flows.rules.review import review_deviations
from tests.rules.call_frames import decision, record, review, rows
from tests.values import standard_values


def codes(values=None, **changes) -> list[str]:
    found = review_deviations(record(**changes), values or standard_values())
    return found["code"].to_list()


def test_whole_review_shows_no_departure():
    assert codes() == []


@pytest.mark.clause("CAL-01", "CAL-03", "CAL-04", "CAL-05", "CAL-06", "CAL-07", "CAL-08", "CAL-09")
@pytest.mark.clause("CAL-10", "CAL-11", "CAL-12", "CAL-18", "CAL-23", "CAL-26")
@pytest.mark.parametrize(
    ("column", "empty", "code", "clause"),
    [
        ("quick_check_done", False, "quick_check_missing", "CAL-01"),
        ("leads_compared", False, "leads_not_compared", "CAL-03"),
        ("profile", None, "profile_missing", "CAL-04"),
        ("pcp_name", None, "pcp_missing", "CAL-05"),
        ("last_visit_on", None, "last_visit_missing", "CAL-06"),
        ("last_visit_purpose", " ", "visit_purpose_missing", "CAL-06"),
        ("risk_drivers", None, "risk_drivers_missing", "CAL-07"),
        ("engagement_issues", None, "engagement_issues_missing", "CAL-08"),
        ("needed_services", None, "needed_services_missing", "CAL-09"),
        ("proposed_next_steps", "", "proposed_steps_missing", "CAL-10"),
        ("has_care_plan", None, "care_plan_unknown", "CAL-11"),
        ("demographics_confirmed", False, "details_not_confirmed", "CAL-12"),
        ("claims_reviewed", False, "claims_not_reviewed", "CAL-13"),
        ("plan_services", None, "plan_services_missing", "CAL-18"),
        ("read_back", False, "read_back_missing", "CAL-23"),
        ("agreed_driver", None, "driver_not_agreed", "CAL-26"),
        ("agreed_barriers", None, "barriers_not_agreed", "CAL-26"),
    ],
)
def test_missing_answer_shows_under_its_clause(column, empty, code, clause):
    found = codes(case_records=rows("case_records", review(**{column: empty})))

    assert found == [code]
    assert deviation(code).clause == clause


@pytest.mark.clause("CAL-11")
def test_answer_that_there_is_no_care_plan_is_an_answer():
    assert codes(case_records=rows("case_records", review(has_care_plan=False))) == []


@pytest.mark.clause("CAL-19")
def test_missing_date_of_the_next_update_shows():
    assert codes(decisions=rows("decisions", decision(next_update_on=None))) == [
        "next_update_missing"
    ]


@pytest.mark.clause("CAL-02")
@pytest.mark.parametrize(
    ("agreed", "led", "expected"),
    [
        ("practice", "practice", []),
        ("practice", "plan", ["other_side_led"]),
        ("plan", "plan", []),
        ("plan", "practice", ["other_side_led"]),
    ],
)
def test_the_side_that_was_agreed_leads_the_discussion(agreed, led, expected):
    reviewed = rows("case_records", review(leader=led))

    assert codes(standard_values(call_leader=agreed), case_records=reviewed) == expected


@pytest.mark.clause("CAL-04")
def test_decided_patient_whose_review_nobody_recorded_shows_once():
    assert codes(case_records=rows("case_records")) == ["review_not_recorded"]


def test_patient_without_a_decision_needs_no_review():
    pending = decision(outcome="pending_information", next_update_on=date(2025, 3, 17))

    found = codes(decisions=rows("decisions", pending), case_records=rows("case_records"))

    assert found == []
