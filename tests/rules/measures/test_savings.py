"""M8: net savings of a group, raw and adjusted side by side."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.measures.estimate.evidence import evidence
from tandem_flows.rules.measures.pmpm import enrolled_cohort
from tandem_flows.rules.measures.savings import CAVEAT, savings
from tests.rules.measures.evidence import line
from tests.rules.measures.money import group, monthly, seen
from tests.values import standard_values


def m8(*given_costs, **given):
    return savings(seen(*given_costs, **given), standard_values(bootstrap_draws=100))


@pytest.mark.clause("EVL-12", "EVL-14")
def test_raw_takes_the_cost_of_time_off_the_difference_times_the_months_after():
    found = m8(*monthly("PA", 150.0, 100.0))

    assert line(found, "M8_gross_raw").value == 600.0
    assert line(found, "M8_net_raw").value == 540.0
    assert line(found, "M8_benefit_cost_ratio_raw").value == 10.0
    assert line(found, "M8_return_on_investment_raw").value == 9.0


@pytest.mark.clause("EVL-14")
def test_adjusted_asks_what_became_of_those_who_wait():
    found = groups(enrolled=10, waiting=10)

    assert line(found, "M8_comparison_ratio", "waiting").value == 0.6667
    assert line(found, "M8_net_raw").value == 5_940.0
    assert line(found, "M8_gross_adjusted").value == 0.0
    assert line(found, "M8_net_adjusted").value == -60.0


@pytest.mark.clause("EVL-14")
@pytest.mark.parametrize("kind", ["adjusted", "matched"])
@pytest.mark.parametrize(("enrolled", "waiting"), [(9, 12), (12, 9), (1, 1)])
def test_too_few_patients_are_told_with_the_number_needed_never_as_zero(kind, enrolled, waiting):
    figure = line(groups(enrolled, waiting), f"M8_net_{kind}")

    assert (figure.value, figure.interval) == (None, None)
    assert any("at least 10 of each are needed" in note for note in figure.notes)


@pytest.mark.parametrize("patients", [10, 11])
def test_from_the_number_needed_on_every_rung_has_an_answer(patients):
    found = groups(patients, patients)

    assert line(found, "M8_net_matched").value == -60.0
    assert line(found, "M8_before_matched").value == 150.0
    assert line(found, "M8_expected_matched").value == 100.0
    assert line(found, "M8_after_matched").value == 100.0


def test_without_anybody_waiting_the_adjusted_result_is_not_known_and_says_so():
    figure = line(m8(*monthly("PA", 150.0, 100.0), cases="A"), "M8_net_adjusted")

    assert figure.value is None
    assert any("nobody on the list still waits" in note for note in figure.notes)


def groups(enrolled, waiting):
    """Enrolled fall from 150 to 100 a month; those who wait from 300 to 200, and some as them."""
    led, wait = [f"E{n:02}" for n in range(enrolled)], [f"W{n:02}" for n in range(waiting)]
    spent = [row for case in led for row in monthly(f"P{case}", 150.0, 100.0)]
    for n, case in enumerate(wait):
        of = 150.0 if n % 2 else 450.0
        spent += monthly(f"P{case}", of, of * 2 / 3)
    return m8(*spent, cases=led + wait, enrolled=led)


def many(count, before=150.0, after=100.0, prefix=""):
    """Cases that cost about as much: enrolled are those with an even number."""
    cases = [f"{prefix}{n:02}" for n in range(count)]
    spent = [monthly(f"P{case}", before + n, after + n) for n, case in enumerate(cases)]
    return cases, [row for rows in spent for row in rows]


@pytest.mark.clause("EVL-14")
def test_each_result_carries_an_interval_and_the_caveat():
    cases, spent = many(20)
    found = m8(*spent, cases=cases, enrolled=cases[::2])

    raw, adjusted = line(found, "M8_net_raw"), line(found, "M8_net_adjusted")
    assert raw.interval[0] < raw.value < raw.interval[1]
    assert adjusted.interval[0] < adjusted.value < adjusted.interval[1]
    assert CAVEAT in raw.notes
    assert any(note.startswith("95 % interval") for note in raw.notes)
    assert any("drawn one by one" in note for note in raw.notes)


@pytest.mark.clause("EVL-14")
def test_every_ratio_beside_net_savings_is_its_numerator_by_its_denominator():
    cases, spent = many(20)
    found = m8(*spent, cases=cases, enrolled=cases[::2])
    parts = (
        "comparison_ratio",
        "waiting",
        "benefit_cost",
        "return_on",
        "before",
        "expected",
        "after_",
    )
    ratios = [of for of in found if of.measure.removeprefix("M8_").startswith(parts)]

    assert len(ratios) == 3 + 2 * 3 + 3
    assert [of.value for of in ratios] == pytest.approx(
        [of.numerator / of.denominator for of in ratios], abs=1e-3
    )


@pytest.mark.parametrize(("enrolled", "has_interval"), [(9, False), (10, True), (11, True)])
def test_no_interval_is_drawn_from_fewer_patients_than_needed(enrolled, has_interval):
    cases, spent = many(22)
    raw = line(m8(*spent, cases=cases, enrolled=cases[:enrolled]), "M8_net_raw")

    assert (raw.interval is not None) is has_interval
    told = f"no interval: {enrolled} patients, and at least 10 are needed"
    assert (told in raw.notes) is not has_interval


@pytest.mark.clause("EVL-14")
def test_the_worked_example_of_the_guideline_comes_out_of_the_whole_rule():
    """Net 38,880 raw and minus 6,120 adjusted, from bills and coverage."""
    enrolled, waiting = [f"E{n:02}" for n in range(20)], [f"W{n:02}" for n in range(20)]
    spent = [
        row
        for case in enrolled + waiting
        for row in monthly(f"P{case}", 1_500.0, 300_000 / 230)[: 14 if case in "E00W00" else 24]
    ]
    of, known = group(*spent, cases=enrolled + waiting, enrolled=enrolled)
    left_early = pl.col("person_id").is_in(["PE00", "PW00"])
    end_on = pl.when(left_early).then(date(2025, 3, 31)).otherwise("end_on").alias("end_on")
    known = replace(known, spans=known.spans.with_columns(end_on))
    values = standard_values(bootstrap_draws=100)

    found = savings(
        evidence(enrolled_cohort(of, known, values), of, known, 6_120.0, values), values
    )

    assert line(found, "M8_net_raw").denominator == 230
    assert line(found, "M8_gross_raw").value == 45_000.00
    assert line(found, "M8_net_raw").value == 38_880.00
    assert line(found, "M8_gross_adjusted").value == 0.00
    assert line(found, "M8_net_adjusted").value == -6_120.00
    assert line(found, "M8_net_matched").value == pytest.approx(-6_120.00)
