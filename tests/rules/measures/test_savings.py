"""M8: net savings of a group, raw and adjusted side by side."""

from dataclasses import replace
from datetime import date

import pytest

from tandem_flows.rules.measures.periods import Period
from tandem_flows.rules.measures.pmpm import enrolled_cohort
from tandem_flows.rules.measures.program_cost import program_cost
from tandem_flows.rules.measures.savings import CAVEAT, savings, waiting
from tests.rules.measures.evidence import CALL, cost, costs, facts, line, listed, records
from tests.values import standard_values

LISTED, INDEX = date(2025, 1, 6), date(2025, 1, 13)
TIME = {"minutes": 60, "activity": "call", "role": "case_manager", "call_date": INDEX}


def monthly(person, before, after):
    """A cost a month for the year before and after January 2025."""
    return [cost(f"2024-{m:02}-10", before, person) for m in range(1, 13)] + [
        cost(f"{2025 + m // 12}-{m % 12 + 1:02}-10", after, person) for m in range(1, 13)
    ]


def group(*given_costs, cases="AB", enrolled="A", decisions=()):
    persons = [f"P{case}" for case in cases]
    known = facts(*persons, costs=costs(*given_costs))
    index = [{"case_id": case, "index_on": INDEX, "lead": "plan"} for case in enrolled]
    of = records(cases, listed=listed(*cases, listed_on=LISTED), enrolments=index,
                 decisions=list(decisions), time_spent=[TIME])  # fmt: skip
    return of, known


def m8(*given_costs, **given):
    of, known = group(*given_costs, **given)
    values = standard_values(bootstrap_draws=100)
    cohort = enrolled_cohort(of, known, values)
    spent = program_cost(of.time_spent, Period(CALL.replace(year=2025), CALL), values)
    return savings(cohort, of, known, spent, values)


@pytest.mark.clause("EVL-12", "EVL-14")
def test_raw_takes_the_cost_of_time_off_the_difference_times_the_months_after():
    found = m8(*monthly("PA", 150.0, 100.0))

    assert line(found, "M8_gross_raw").value == 600.0
    assert line(found, "M8_net_raw").value == 540.0
    assert line(found, "M8_benefit_cost_ratio_raw").value == 10.0
    assert line(found, "M8_return_on_investment_raw").value == 9.0


@pytest.mark.clause("EVL-14")
def test_adjusted_asks_what_became_of_those_who_wait():
    found = m8(*monthly("PA", 150.0, 100.0), *monthly("PB", 300.0, 200.0))

    assert line(found, "M8_comparison_ratio", "waiting").value == 0.6667
    assert line(found, "M8_net_raw").value == 540.0
    assert line(found, "M8_gross_adjusted").value == 0.0
    assert line(found, "M8_net_adjusted").value == -60.0


def test_without_anybody_waiting_the_adjusted_result_is_not_known_and_says_so():
    figure = line(m8(*monthly("PA", 150.0, 100.0), cases="A"), "M8_net_adjusted")

    assert figure.value is None
    assert any("nobody on the list still waits" in note for note in figure.notes)


def test_both_groups_are_lined_up_on_the_day_they_were_listed():
    of, known = group(*monthly("PA", 150.0, 100.0), *monthly("PB", 300.0, 200.0))

    still = waiting(of, known, standard_values())

    assert still.select("person_id", "zero_on").rows() == [("PB", LISTED)]


@pytest.mark.parametrize(
    ("outcome", "waits"),
    [("no_discussion", True), ("pending_information", True), ("declined", False)],
)
def test_who_was_discussed_no_longer_waits(outcome, waits):
    said = [{"case_id": "B", "outcome": outcome, "call_date": INDEX}]
    of, known = group(*monthly("PB", 1.0, 1.0), decisions=said)

    assert ("PB" in waiting(of, known, standard_values())["person_id"]) is waits


def test_who_is_enrolled_later_waits_until_the_month_before():
    of, known = group(cases="B", enrolled="B")
    later = of.enrolments.with_columns(index_on=date(2025, 5, 20))
    (row,) = waiting(replace(of, enrolments=later), known, standard_values()).rows(named=True)

    assert row["until_on"] == date(2025, 4, 30)


@pytest.mark.clause("EVL-14")
def test_each_result_carries_an_interval_and_the_caveat():
    found = m8(*monthly("PA", 150.0, 100.0), *monthly("PB", 300.0, 200.0),
               *monthly("PC", 90.0, 95.0), *monthly("PD", 100.0, 120.0),
               cases="ABCD", enrolled="AC")  # fmt: skip

    raw, adjusted = line(found, "M8_net_raw"), line(found, "M8_net_adjusted")
    assert raw.interval[0] < raw.value < raw.interval[1]
    assert adjusted.interval[0] < adjusted.value < adjusted.interval[1]
    assert CAVEAT in raw.notes
    assert any(note.startswith("95 % interval") for note in raw.notes)
