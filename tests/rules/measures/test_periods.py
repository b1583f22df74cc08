"""Months and years of coverage."""

from datetime import date

import pytest

from tandem_flows.rules.measures.periods import (
    Period,
    member_months,
    months_up_to,
    overlap,
    person_years,
    whole_months_through,
)
from tests.rules.measures.evidence import day, people, spans


@pytest.mark.parametrize(("end", "months"), [("2025-01-31", 1), ("2025-02-01", 2)])
def test_a_month_counts_with_coverage_on_any_day(end, months):
    found = member_months(spans("PA", start_on=day("2025-01-31"), end_on=day(end)), "any_day")

    assert found["share"].to_list() == [1.0] * months


def test_two_spans_in_a_month_count_it_once_and_by_their_days():
    both = spans("PA", start_on=day("2025-04-01"), end_on=day("2025-04-10")).vstack(
        spans("PA", start_on=day("2025-04-26"), end_on=day("2025-04-30"))
    )

    assert member_months(both, "any_day")["share"].to_list() == [1.0]
    assert member_months(both, "fraction")["share"].to_list() == [0.5]


@pytest.mark.parametrize(
    ("through", "until"),
    [("2025-03-30", "2025-02-28"), ("2025-03-31", "2025-03-31"), ("2025-04-01", "2025-03-31")],
)
def test_a_month_is_over_on_its_last_day(through, until):
    assert whole_months_through(day(through)) == day(until)


def test_years_begin_and_end_with_birthdays():
    year = Period(date(2025, 1, 1), date(2025, 12, 31))
    who = people("PA", birth_date=date(1985, 7, 2))

    below = person_years(spans("PA"), who, year, (18, 39))
    above = person_years(spans("PA"), who, year, (40, None))

    assert [round(f["years"][0] * 365.25) for f in (below, above)] == [182, 183]
    assert person_years(spans("PA"), who, year, (65, None)).is_empty()


def test_the_days_in_both_are_kept():
    on_list = spans("PA", start_on=day("2025-03-01"), end_on=day("2025-03-31"))
    covered = spans("PA", end_on=day("2025-03-10"))

    assert overlap(covered, on_list).row(0)[1:] == (day("2025-03-01"), day("2025-03-10"))
    assert overlap(spans("PB"), on_list).is_empty()


def test_a_period_of_months_ends_on_its_day():
    assert months_up_to(day("2026-06-30"), 12) == Period(day("2025-07-01"), day("2026-06-30"))
