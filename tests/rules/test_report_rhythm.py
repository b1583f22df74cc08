"""When the reports of each kind fall due."""

from datetime import date

import pytest

from tandem_flows.rules.tracking import (
    plan_lead_dates,
)
from tests.rules.tracked import TRACKED, due
from tests.values import standard_values


@pytest.mark.clause("TRK-03")
@pytest.mark.parametrize(
    ("until", "days"),
    [
        (date(2026, 7, 30), []),
        (date(2026, 7, 31), [date(2026, 7, 31)]),
        (date(2027, 1, 31), [date(2026, 7, 31), date(2027, 1, 31)]),
    ],
)
def test_tracked_patients_are_reported_on_in_the_months_in_force_from_entry(until, days):
    actual = due(tracked=[TRACKED], until=until)

    assert actual["due_on"].to_list() == days
    assert set(actual["kind"]) <= {"tracking"}


@pytest.mark.clause("TRK-03")
def test_months_are_counted_from_entry_so_that_a_short_month_moves_nothing():
    actual = due(tracked=[TRACKED], until=date(2026, 4, 30), tracking_report_months=1)

    assert actual["due_on"].to_list() == [
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 4, 30),
    ]


def test_no_report_is_owed_from_the_day_a_patient_left_tracking():
    left = TRACKED | {"exited_on": date(2026, 7, 31)}

    assert due(tracked=[left], until=date(2026, 12, 31)).is_empty()


@pytest.mark.clause("LED-08")
def test_while_the_plan_leads_it_reports_weekly_for_a_month_then_monthly():
    actual = plan_lead_dates(date(2026, 1, 5), date(2026, 4, 5), standard_values())

    assert actual == [
        date(2026, 1, 12),
        date(2026, 1, 19),
        date(2026, 1, 26),
        date(2026, 2, 2),
        date(2026, 3, 5),
        date(2026, 4, 5),
    ]


@pytest.mark.clause("LED-08")
@pytest.mark.parametrize(
    ("interval", "days"),
    [(30, [date(2026, 1, 31)]), (31, [date(2026, 2, 1)]), (32, [])],
)
def test_the_quick_rhythm_lasts_up_to_and_with_its_last_day(interval, days):
    values = standard_values(plan_lead_first_interval_days=interval)

    assert plan_lead_dates(date(2026, 1, 1), date(2026, 2, 2), values) == days


@pytest.mark.clause("LED-08")
def test_without_a_quick_rhythm_the_plan_reports_monthly_from_the_start():
    values = standard_values(plan_lead_first_months=0, plan_lead_later_interval_months=2)

    actual = plan_lead_dates(date(2026, 1, 5), date(2026, 5, 5), values)

    assert actual == [date(2026, 3, 5), date(2026, 5, 5)]


@pytest.mark.clause("LED-07")
def test_while_the_plan_monitors_it_reports_in_the_months_in_force():
    monitored = {"lead": "practice", "report_schedule": "monitor"}

    actual = due([monitored], until=date(2026, 7, 5), monitor_interval_months=3)

    assert actual["due_on"].to_list() == [date(2026, 4, 5), date(2026, 7, 5)]
