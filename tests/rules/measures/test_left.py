"""Who dies or leaves while waiting: what counts until then, and how it is told."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.measures.estimate.evidence import evidence
from tandem_flows.rules.measures.estimate.followed import followed
from tandem_flows.rules.measures.estimate.left import left
from tandem_flows.rules.measures.exposure import listed_spans, waiting_spans
from tandem_flows.rules.measures.figure import ALL, WAITING
from tandem_flows.rules.measures.pmpm import enrolled_cohort
from tandem_flows.rules.measures.savings import savings
from tandem_flows.rules.measures.suppress import is_suppressed, suppressed
from tests.rules.measures.evidence import (
    care,
    cost,
    costs,
    facts,
    led,
    line,
    listed,
    of,
    people,
    records,
    seen,
    spans,
)
from tests.rules.measures.money import group
from tests.rules.measures.money import seen as evidence_of
from tests.values import standard_values

LISTED, VALUES = date(2025, 1, 6), standard_values()
SPENT = costs(cost("2024-06-10", 1_200.0), cost("2025-03-10", 30.0), cost("2025-06-10", 60.0))
LAST = date(2025, 3, 20)


def one(**given):
    return records("A", listed=listed("A", listed_on=LISTED), **given)


def until(last, died_on=None, **given):
    return facts(
        "PA", costs=SPENT, spans=spans("PA", end_on=last), people=people("PA", died_on=died_on),
        **given,
    )  # fmt: skip


def told(of_records, known):
    """Months and dollars of each side, and how the person left it."""
    table = followed(of_records, known, "paid", VALUES)
    sums = table.filter(pl.col("side") != "before").group_by("side", maintain_order=True)
    counted = {side: (m, d) for side, m, d in sums.agg(pl.col("months", "dollars").sum()).rows()}
    gone = left(of_records, known, table, "paid", VALUES)
    return counted, gone.select("side", "months_possible", "left").rows()


def outside(of_records, known):
    """Claims and dollars of each side that do not count for want of coverage."""
    table = followed(of_records, known, "paid", VALUES)
    gone = left(of_records, known, table, "paid", VALUES)
    return gone.select("side", "claims_outside", "dollars_outside").rows()


@pytest.mark.clause("EVL-14")
@pytest.mark.parametrize(("died_on", "how"), [(LAST, "died"), (None, "uncovered")])
def test_who_dies_or_leaves_while_waiting_counts_until_then_and_is_not_taken_out(died_on, how):
    counted, gone = told(one(), until(LAST, died_on))

    assert counted == {"waiting": (2.0, 30.0)}
    assert gone == [("waiting", 12, how)]


@pytest.mark.clause("EVL-14")
def test_dollars_after_coverage_ended_are_left_out_and_counted_on_their_side():
    of_led = one(enrolments=led("A", index_on=date(2025, 4, 8)))

    assert outside(one(), until(LAST)) == [("waiting", 1, 60.0)]
    assert outside(of_led, until(LAST)) == [("enrolled", 1, 60.0), ("waiting", 0, 0.0)]
    assert outside(one(), facts("PA", costs=SPENT)) == [("waiting", 0, 0.0)]


def test_who_dies_after_the_call_is_lost_to_the_enrolled_not_to_the_waiting():
    of_led = one(enrolments=led("A", index_on=date(2025, 3, 4)))

    counted, gone = told(of_led, until(date(2025, 5, 2), date(2025, 5, 2)))

    assert counted == {"waiting": (1.0, 0.0), "enrolled": (2.0, 0.0)}
    assert gone == [("enrolled", 12, "died"), ("waiting", 1, None)]


def test_who_dies_before_a_month_could_count_is_told_all_the_same():
    counted, gone = told(one(), until(date(2025, 1, 20), date(2025, 1, 20)))

    assert (counted, gone) == ({}, [("waiting", 12, "died")])


@pytest.mark.parametrize(
    ("last", "how"),
    [(date(2025, 12, 31), "uncovered"), (date(2026, 1, 1), None), (date(2026, 3, 1), None)],
)
def test_coverage_is_lost_when_the_last_month_looked_at_has_none(last, how):
    assert told(one(), until(last))[1] == [("waiting", 12, how)]


def test_a_gap_in_coverage_takes_its_months_and_nobody_is_lost():
    gap = pl.concat([spans("PA", end_on=LAST), spans("PA", start_on=date(2025, 6, 1))])

    counted, gone = told(one(), facts("PA", costs=SPENT, spans=gap))

    assert counted == {"waiting": (10.0, 90.0)}
    assert gone == [("waiting", 12, None)]


def test_months_that_are_not_over_are_not_looked_at():
    assert told(one(), until(LAST, data_through=date(2025, 2, 27)))[1] == []
    assert told(one(), until(LAST, data_through=date(2025, 2, 28)))[1] == [("waiting", 1, None)]


@pytest.mark.clause("EVL-05", "EVL-06")
@pytest.mark.parametrize("spans_of", [waiting_spans, listed_spans])
@pytest.mark.parametrize(
    "ended",
    [{"died_on": LAST}, {"coverage_ended_on": LAST}, {"left_practice_on": LAST}],
)
def test_years_at_risk_end_with_death_coverage_or_another_practice(ended, spans_of):
    of_records = one(care=care({"case_id": "A"} | ended))

    looked_at = spans_of(seen(of_records)[0], facts("PA"), date(2026, 6, 30))

    assert looked_at["end_on"].to_list() == [LAST if "died_on" in ended else date(2025, 3, 19)]


@pytest.mark.clause("EVL-14")
def test_the_lines_of_both_sides_say_who_was_lost():
    figures = savings(evidence_of(cost("2024-06-10", 10.0)), VALUES)

    assert of(line(figures, "M8_followed_died", WAITING)) == (0, 1, 0.0)
    assert of(line(figures, "M8_followed_uncovered", ALL)) == (0, 1, 0.0)
    assert of(line(figures, "M8_followed_months", WAITING)) == (12.0, 12.0, 100.0)


@pytest.mark.clause("EVL-14")
def test_who_has_no_month_that_counts_is_left_out_of_the_lines_by_reason():
    of_group, known = group(cost("2024-06-10", 10.0), cases="ABC")
    gone = pl.col("person_id").replace_strict({"PB": date(2025, 1, 20)}, default=date(2026, 6, 30))
    died = pl.when(pl.col("person_id") == "PB").then(date(2025, 1, 20))
    known = replace(
        known,
        spans=known.spans.with_columns(end_on=gone),
        people=known.people.with_columns(died_on=died),
    )
    cohort = enrolled_cohort(of_group, known, VALUES)
    figures = savings(evidence(cohort, of_group, known, 0.0, VALUES), VALUES)

    assert of(line(figures, "M8_followed_died", WAITING)) == (0, 1, 0.0)
    months = line(figures, "M8_followed_months", WAITING)
    assert of(months) == (12.0, 12.0, 100.0)
    assert months.exclusions == {"died_before_a_month_counts": 1}


@pytest.mark.parametrize(("died", "is_hidden"), [(0, False), (10, True), (11, False), (31, True)])
def test_few_deaths_are_hidden_and_so_is_what_would_give_them_away(died, is_hidden):
    figures = savings(evidence_of(cost("2024-06-10", 10.0)), VALUES)
    counted = line(figures, "M8_followed_died", WAITING)
    many = replace(counted, numerator=float(died), denominator=40.0, persons=40, exclusions={})

    assert is_suppressed(suppressed([many], VALUES)[0]) is is_hidden
