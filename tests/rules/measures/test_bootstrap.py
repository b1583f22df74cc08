"""Intervals by drawing persons, and whole practices where there are several."""

import pytest

from tandem_flows.rules.measures.bootstrap import draws, in_words, interval, ratio_of_sums
from tests.values import standard_values


def bounds(numerators, clusters=None, **changes):
    who = clusters or ["one"] * len(numerators)
    rate = ratio_of_sums(numerators, [1.0] * len(numerators))
    return interval(rate, [who], standard_values(**changes))


def test_the_same_inputs_give_the_same_interval():
    assert bounds([1.0, 2.0, 5.0]) == bounds([1.0, 2.0, 5.0])


def test_people_who_do_not_differ_have_no_spread():
    assert bounds([3.0] * 5) == (3.0, 3.0)


def test_the_middle_part_of_the_draws_is_as_wide_as_the_value_in_force():
    numbers = [float(n) for n in range(40)]
    narrow, wide = bounds(numbers, confidence_percent=50), bounds(numbers, confidence_percent=99)

    assert wide[0] < narrow[0] < 19.5 < narrow[1] < wide[1]


def test_several_practices_are_drawn_whole_so_that_the_interval_widens():
    numbers = [0.0] * 20 + [10.0] * 20
    practices = ["north"] * 20 + ["south"] * 20

    assert bounds(numbers, practices) == (0.0, 10.0)
    assert bounds(numbers)[0] > 2.0


@pytest.mark.parametrize("times", [100, 250])
def test_as_many_draws_are_made_as_in_force(times):
    assert len(list(draws(["one"] * 3, times))) == times


def test_a_draw_has_as_many_persons_as_there_are():
    assert {len(draw) for draw in draws(["one"] * 7, 50)} == {7}


def test_nobody_to_draw_leaves_the_interval_open():
    assert bounds([]) is None
    assert in_words(None, standard_values()) == "no interval: nobody to draw"


def test_draws_without_a_value_are_left_out():
    rate = ratio_of_sums([1.0, 1.0], [0.0, 0.0])

    assert interval(rate, [["one", "one"]], standard_values()) is None
