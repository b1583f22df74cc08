"""Late claims while a result is provisional."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.measures.completion import APPLIED, UNKNOWN, completed
from tests.rules.measures.evidence import cost, costs, day, facts


def known(*given, through="2026-06-30", paid_through=None):
    paid = None if paid_through is None else day(paid_through)
    return facts(costs=costs(*given), data_through=day(through), paid_through=paid)


def paid(on, dollars, paid_on, **changes):
    return cost(on, dollars, paid_on=day(paid_on), **changes)


OLD = [paid("2024-03-10", 60.0, "2024-03-20"), paid("2024-03-11", 20.0, "2024-04-20"),
       paid("2024-03-12", 20.0, "2024-05-20")]  # fmt: skip


@pytest.mark.clause("EVL-09")
@pytest.mark.parametrize(
    ("month", "share"), [("2026-06", 0.6), ("2026-05", 0.8), ("2026-04", 1.0), ("2025-01", 1.0)]
)
def test_a_months_cost_grows_by_what_older_claims_showed_at_that_age(month, share):
    found, note = completed(known(*OLD, paid(f"{month}-01", 90.0, f"{month}-02")))

    grown = found.costs.filter(pl.col("on") == date.fromisoformat(f"{month}-01"))["paid"][0]
    assert grown == pytest.approx(90.0 / share)
    assert note == APPLIED


def test_a_month_had_until_the_last_payment_not_until_the_last_day_of_service():
    recent = paid("2026-05-01", 90.0, "2026-05-02")

    found, _ = completed(known(*OLD, recent, through="2026-06-10", paid_through="2026-06-30"))
    early, _ = completed(known(*OLD, recent, through="2026-05-31", paid_through="2026-05-31"))

    assert found.costs["paid"].to_list()[-1] == pytest.approx(90.0 / 0.8)
    assert early.costs["paid"].to_list()[-1] == pytest.approx(90.0 / 0.6)


@pytest.mark.parametrize(("paid_through", "share"), [("2026-06-19", 0.6), ("2026-06-20", 0.8),
                                                     ("2026-06-21", 0.8)])  # fmt: skip
def test_how_long_a_month_had_is_counted_in_days(paid_through, share):
    recent = paid("2026-05-01", 90.0, "2026-05-02")

    found, _ = completed(known(*OLD, recent, through="2026-06-10", paid_through=paid_through))

    assert found.costs["paid"].to_list()[-1] == pytest.approx(90.0 / share)


def test_a_service_that_is_always_paid_late_is_not_estimated_and_named():
    late = [paid("2024-03-10", 60.0, "2024-06-20", service="skilled_nursing")]
    recent = paid("2026-06-01", 90.0, "2026-06-02", service="skilled_nursing")

    found, note = completed(known(*OLD, *late, recent))

    assert found.costs["paid"].to_list()[-1] == 90.0
    assert note.endswith("known so early: skilled nursing of the last months")


def test_a_service_learns_from_its_own_claims_only():
    found, _ = completed(known(*OLD, paid("2026-06-01", 90.0, "2026-06-02", service="inpatient")))

    assert found.costs.filter(pl.col("service") == "inpatient")["paid"].to_list() == [90.0]


def test_without_payment_dates_nothing_is_changed_and_that_is_said():
    given = known(cost("2026-06-01", 90.0))

    assert completed(given) == (given, UNKNOWN)


def test_the_facts_that_were_given_are_not_changed():
    given = known(*OLD, paid("2026-06-01", 90.0, "2026-06-02"))
    before = given.costs.clone()

    completed(given)

    assert given.costs.equals(before)
