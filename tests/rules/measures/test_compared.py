"""The matched comparison: what the enrolled would have cost, had they gone on waiting."""

import polars as pl
import pytest

from tandem_flows.rules.measures.estimate.compared import Compared, TooFew, compared
from tandem_flows.rules.measures.estimate.evidence import Evidence
from tandem_flows.rules.measures.estimate.followed import SCHEMA
from tandem_flows.rules.measures.estimate.left import SCHEMA as LEFT
from tandem_flows.rules.measures.estimate.rungs import ADJUSTED, CHANCE, MATCHED, RAW, rungs
from tandem_flows.rules.measures.periods import Period
from tests.rules.measures.evidence import AS_OF
from tests.values import standard_values

VALUES = standard_values(bootstrap_draws=100, min_compared_patients=10)


def person(name, side, before, after, quarters=(0,), months=3.0):
    """One person: a year before listing, then months of a side in some quarters."""
    rows = [(name, "lakeside", "before", None, 12.0, 12 * before)]
    rows += [(name, "lakeside", side, quarter, months, months * after) for quarter in quarters]
    return rows


def table(*people):
    return pl.DataFrame([row for rows in people for row in rows], SCHEMA, orient="row")


def waiting(count, start=0, **changes):
    """Patients of whom the cheap stay as they were and the costly fall to a half."""
    levels = [(400.0, 400.0), (1_600.0, 800.0)]
    return [
        person(f"W{n:02}", "waiting", *levels[n % 2], **changes)
        for n in range(start, start + count)
    ]


def enrolled(count, before=1_600.0, after=800.0, **changes):
    return [person(f"E{n:02}", "enrolled", before, after, **changes) for n in range(count)]


@pytest.mark.clause("EVL-14")
def test_the_fall_of_the_costly_is_expected_when_the_costly_come_first():
    found = compared(table(*waiting(20), *enrolled(10)), VALUES)

    assert isinstance(found, Compared)
    assert (found.before, found.observed) == (1_600.0, 800.0)
    assert found.expected == pytest.approx(800.0)
    assert found.saved == pytest.approx(0.0)
    assert found.fell_by_itself == pytest.approx(800.0)


@pytest.mark.clause("EVL-14")
def test_what_the_enrolled_cost_less_than_expected_is_saved():
    found = compared(table(*waiting(20), *enrolled(10, after=700.0)), VALUES)

    assert found.saved == pytest.approx(100.0)
    assert found.interval[0] <= 100.0 <= found.interval[1]


@pytest.mark.parametrize(("of_waiting", "of_enrolled"), [(9, 10), (10, 9), (0, 10), (10, 0)])
def test_below_the_number_needed_on_either_side_nothing_is_estimated(of_waiting, of_enrolled):
    found = compared(table(*waiting(of_waiting), *enrolled(of_enrolled)), VALUES)

    assert found == TooFew(of_enrolled if of_waiting == 10 else 0, of_waiting, 10)


@pytest.mark.parametrize("count", [10, 11])
def test_at_the_number_needed_and_above_there_is_an_estimate(count):
    assert isinstance(compared(table(*waiting(count), *enrolled(count)), VALUES), Compared)


@pytest.mark.parametrize(("late", "quarters", "months"), [(9, (0,), 30.0), (10, (0, 1), 60.0)])
def test_only_quarters_with_enough_waiting_patients_are_compared(late, quarters, months):
    early = waiting(20)
    still = waiting(late, start=20, quarters=(1,))
    found = compared(table(*early, *still, *enrolled(10, quarters=(0, 1))), VALUES)

    assert found.quarters == quarters
    assert (found.months, found.months_all) == (months, 60.0)


def test_the_order_of_rows_changes_nothing():
    given = table(*waiting(20), *enrolled(12, after=700.0))

    assert compared(given, VALUES) == compared(given.reverse(), VALUES)


def evidence(followed, by_chance=()):
    none = pl.DataFrame(
        schema={"person_id": pl.String, "practice_id": pl.String, "total_before": pl.Float64,
                "months_before": pl.Float64, "total_after": pl.Float64, "months_after": pl.Float64}
    )  # fmt: skip
    listed = pl.DataFrame(schema={"person_id": pl.String, "practice_id": pl.String})
    return Evidence(
        none, listed, followed, pl.DataFrame(schema=LEFT), frozenset(by_chance), 600.0, {}, {},
        Period(AS_OF, AS_OF), AS_OF, False,
    )  # fmt: skip


def rung(kind, given, values=VALUES):
    return next(found for found in rungs(given, values) if found.kind == kind)


@pytest.mark.clause("EVL-14")
def test_the_cost_of_time_is_counted_for_the_months_compared():
    followed = table(*waiting(20), *enrolled(10, after=700.0, quarters=(0, 1)))
    found = rung(MATCHED, evidence(followed))

    assert (found.gross, found.cost, found.net) == (3_000.0, 300.0, 2_700.0)
    assert any(note.startswith("30 of 60 member-months") for note in found.told)
    assert "less the whole cost of time it would be 2,400.00 dollars" in found.told


@pytest.mark.clause("EVL-14")
def test_in_the_adjusted_rung_who_waits_long_weighs_the_same_before_and_after():
    """The cheap wait four times as long: nobody's cost changed, so the ratio is one."""
    cheap = [person(f"C{n}", "waiting", 100.0, 100.0, (0, 1, 2, 3)) for n in range(5)]
    costly = [person(f"D{n}", "waiting", 1_600.0, 1_600.0) for n in range(5)]
    found = rung(ADJUSTED, evidence(table(*cheap, *costly, *enrolled(10))))

    assert found.ratio == 1.0
    assert found.gross == pytest.approx(10 * 3 * (1_600.0 - 800.0))


@pytest.mark.parametrize(("before", "share"), [(1_599.0, 0.0), (1_600.0, 0.0), (1_601.0, 1.0)])
def test_it_is_told_how_many_enrolled_months_lie_beyond_most_of_the_waiting(before, share):
    found = compared(table(*waiting(20), *enrolled(10, before=before)), VALUES)

    assert found.stretched == share


@pytest.mark.clause("EVL-14")
def test_where_chance_decided_only_those_drawn_are_compared():
    drawn = [*waiting(12), *enrolled(10, after=700.0)]
    others = [person(f"X{n}", "enrolled", 1_600.0, 100.0) for n in range(10)]
    names = [rows[0][0] for rows in drawn]
    given = evidence(table(*drawn, *others), names)

    assert rung(CHANCE, given).gross == pytest.approx(3_000.0)
    assert rung(MATCHED, given).gross > 10_000.0


def test_without_a_recorded_order_the_last_rung_says_what_is_missing():
    found = rung(CHANCE, evidence(table(*waiting(20), *enrolled(10))))

    assert (found.net, found.interval) == (None, None)
    assert found.told == ("not known: no order among equals was drawn by chance and recorded",)


def test_raw_without_months_is_not_known():
    assert rung(RAW, evidence(table(*waiting(20)))).told[0].startswith("not known: no member")
