"""Targets of the measures."""

from datetime import date

import pytest

from tandem_flows.rules.measures.exposure import PROVISIONAL
from tandem_flows.rules.measures.figure import ALL, ratio
from tandem_flows.rules.measures.periods import Period
from tandem_flows.rules.measures.targets import TARGETS, with_targets
from tests.values import standard_values

DAY = Period(date(2026, 1, 1), date(2026, 1, 1))


def note(measure, value, cohort=ALL, **changes):
    figure = ratio(measure, cohort, value, 100 if value is not None else 0, DAY, DAY.end_on,
                   scale=100.0)  # fmt: skip
    (found,) = with_targets([figure], standard_values(**changes))
    return found.notes


@pytest.mark.clause("EVL-19")
@pytest.mark.parametrize(("value", "word"), [(49, "not reached"), (50, "reached"), (51, "reached")])
def test_a_share_reaches_its_target_at_or_above_it(value, word):
    assert note("M1", value) == (f"target 50 or more: {word}",)


@pytest.mark.clause("EVL-19")
@pytest.mark.parametrize(("value", "word"), [(9, "reached"), (10, "reached"), (11, "not reached")])
def test_a_rate_of_avoidable_use_reaches_its_target_at_or_below_it(value, word):
    given = {"avoidable_admissions_target_per_1000": 10}

    assert note("M5_pqi_90", value, **given) == (f"target 10 or less: {word}",)


@pytest.mark.clause("EVL-19")
@pytest.mark.parametrize(("value", "word"), [(10, "reached so far"), (11, "not reached")])
def test_while_claims_still_arrive_a_low_rate_has_reached_its_target_so_far(value, word):
    figure = ratio("M5_pqi_90", ALL, value, 100, DAY, DAY.end_on, scale=100.0, notes=[PROVISIONAL])

    (found,) = with_targets([figure], standard_values(avoidable_admissions_target_per_1000=10))

    assert found.notes[-1] == f"target 10 or less: {word}"


@pytest.mark.clause("EVL-19")
def test_a_team_sets_its_own_target():
    assert note("M2", 61, ed_followup_target_percent=70) == ("target 70 or more: not reached",)


@pytest.mark.clause("EVL-19")
@pytest.mark.parametrize("measure", TARGETS)
def test_each_measure_with_a_target_says_whether_it_is_known(measure):
    (said,) = note(measure, None)

    assert said.endswith("not known yet")


@pytest.mark.parametrize(("measure", "cohort"), [("M1", "lead_plan"), ("M6_total_before", ALL)])
def test_parts_and_measures_without_a_target_say_nothing(measure, cohort):
    assert note(measure, 10, cohort) == ()
