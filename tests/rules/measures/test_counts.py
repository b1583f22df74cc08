"""The range around a rate of events: none, few and many, of people of whom some come back."""

import pytest

from tandem_flows.rules.measures.counts import rate_interval
from tests.values import standard_values

VALUES = standard_values()


def of(events, people=100, values=VALUES):
    """The range of `events` single events in a hundred years, of so many people."""
    each = [1.0] * events + [0.0] * (people - events)
    return rate_interval(each, [100 / people] * people, values)


# Exact Poisson limits of 0, 1, 10 and 50 events; Byar's come within one in fifty from ten on.
@pytest.mark.parametrize(
    ("events", "low", "high"), [(0, 0.0, 3.69), (10, 4.80, 18.39), (50, 37.11, 65.92)]
)
def test_events_that_fall_on_different_people_have_the_exact_limits_of_chance(events, low, high):
    found = of(events, people=1000)

    assert found == pytest.approx((low / 100, high / 100), rel=0.02)


def test_of_nothing_in_many_years_a_high_rate_is_ruled_out():
    low, high = of(0)

    assert low == 0
    assert 0.03 < high < 0.04


def test_people_who_come_back_widen_the_range():
    years = [1.0] * 100
    apart = rate_interval([1.0] * 10 + [0.0] * 90, years, VALUES)
    of_two = rate_interval([5.0] * 2 + [0.0] * 98, years, VALUES)

    assert of_two[0] < apart[0]
    assert of_two[1] > apart[1]


@pytest.mark.parametrize(("people", "is_told"), [(9, False), (10, True), (11, True)])
def test_fewer_people_than_the_guideline_asks_have_no_range(people, is_told):
    assert (of(2, people=people) is not None) is is_told


def test_a_higher_confidence_is_wider():
    narrow, wide = of(10), of(10, values=standard_values(confidence_percent=99))

    assert wide[0] < narrow[0]
    assert wide[1] > narrow[1]
