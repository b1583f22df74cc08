"""Claims activity of a reporting period."""

from __future__ import annotations

import pytest

from tandem_flows.source.activity import claims_activity
from tests.source.plans import AS_OF, day, ed_line, fill, line, opened, stay_line

pytestmark = pytest.mark.clause("TRK-04", "LED-07")
START, END, LAST_REPORT = day("2025-03-01"), day("2025-05-31"), day("2025-02-28")


def activity(folder, last_report_on=LAST_REPORT, **views):
    with opened(folder, **views) as source:
        found = claims_activity(source, ["P1", "P2"], START, END, AS_OF, last_report_on)
    return found.row(0, named=True), found.row(1, named=True)


def test_a_person_without_care_has_zeros(tmp_path):
    _, idle = activity(tmp_path)

    assert idle == {
        "person_id": "P2", "ed_visits": 0, "admissions": 0, "referrals": None,
        "out_of_network": None, "paid_amount": 0.0, "late_claims": 0, "late_ed_visits": 0,
        "late_admissions": 0, "late_paid_amount": 0.0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("on", "count"), [("2025-02-28", 0), ("2025-03-01", 1), ("2025-05-31", 1), ("2025-06-01", 0)]
)
def test_care_counts_from_the_first_to_the_last_day(tmp_path, on, count):
    found, _ = activity(tmp_path, medical_claim=[ed_line(on), stay_line(on, "2025-06-10")])

    assert (found["ed_visits"], found["admissions"]) == (count, count)


def test_events_count_by_kind_where_the_plan_has_the_feed(tmp_path):
    kinds = ["referral", "referral", "out_of_network", "discharge"]
    events = [{"person_id": "P1", "kind": kind, "event_on": day("2025-04-01")} for kind in kinds]

    found, idle = activity(tmp_path, utilization_event=events)

    assert (found["referrals"], found["out_of_network"]) == (2, 1)
    assert (idle["referrals"], idle["out_of_network"]) == (0, 0)


def test_the_paid_amount_nets_reversals_over_care_and_medicines(tmp_path):
    claims = [line("2025-04-01"), line("2025-04-02"), line("2025-04-02", paid_amount=-100.0)]

    found, _ = activity(tmp_path, medical_claim=claims, pharmacy_claim=[fill("2025-04-01")])

    assert found["paid_amount"] == 110.0


@pytest.mark.parametrize(
    ("on", "paid", "late"),
    [
        ("2025-02-28", "2025-03-01", 1),
        ("2025-02-28", "2025-02-28", 0),
        ("2025-03-01", "2025-04-01", 0),
        ("2025-02-28", "2025-06-30", 1),
        ("2025-02-28", "2025-07-01", 0),
    ],
)
def test_claims_of_an_earlier_period_that_arrived_since_are_late(tmp_path, on, paid, late):
    found, _ = activity(tmp_path, medical_claim=[line(on, paid_date=day(paid))])

    assert found["late_claims"] == late


@pytest.mark.clause("TRK-04")
@pytest.mark.parametrize(
    ("paid", "visits", "dollars"), [("2025-03-01", 1, 100.0), ("2025-02-28", 0, 0.0)]
)
def test_what_a_late_claim_showed_stands_in_the_report_it_came_in_time_for(
    tmp_path, paid, visits, dollars
):
    visit = line("2025-02-20", revenue_center_code="0450", paid_date=day(paid))

    found, _ = activity(tmp_path, medical_claim=[visit])

    assert found["ed_visits"] == 0
    assert (found["late_ed_visits"], found["late_paid_amount"]) == (visits, dollars)


def test_before_a_first_report_nothing_is_late(tmp_path):
    found, _ = activity(tmp_path, None, medical_claim=[line("2025-02-01", paid_date=START)])

    assert found["late_claims"] == 0


def test_without_payment_dates_lateness_is_unknown(tmp_path):
    claim = {name: value for name, value in line("2025-02-01").items() if name != "paid_date"}

    found, _ = activity(tmp_path, medical_claim=[claim])

    assert found["late_claims"] is None
