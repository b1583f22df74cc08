"""Intervals by drawing persons, and whole practices where there are enough of them."""

import numpy as np
import pytest

from tandem_flows.rules.measures.bootstrap import (
    Sample,
    in_words,
    interval,
    ratio_of_sums,
    studentised_interval,
    units_of,
)
from tests.values import standard_values

DRAWS = {"bootstrap_draws": 200}


def sample(numerators, practices=None, denominators=None):
    below = denominators or [1.0] * len(numerators)
    sums = np.array([numerators, below], dtype=float).T.reshape(-1, 2)
    return Sample(sums, practices or ["one"] * len(numerators))


def bounds(numerators, practices=None, **changes):
    given = sample(numerators, practices)
    return interval(ratio_of_sums, given, standard_values(**DRAWS | changes))


def studentised(numerators, practices=None, **changes):
    given = sample(numerators, practices)
    return studentised_interval(ratio_of_sums, given, standard_values(**DRAWS | changes))


@pytest.mark.parametrize("how", [bounds, studentised])
def test_the_same_inputs_give_the_same_interval(how):
    assert how([1.0, 2.0, 5.0, 9.0]) == how([1.0, 2.0, 5.0, 9.0])


@pytest.mark.parametrize("how", [bounds, studentised])
def test_drawing_leaves_the_chance_of_others_alone(how):
    np.random.seed(7)
    expected = np.random.random()
    np.random.seed(7)

    how([1.0, 2.0, 5.0])

    assert np.random.random() == expected


@pytest.mark.parametrize("how", [bounds, studentised])
def test_people_who_do_not_differ_have_no_spread(how):
    assert how([3.0] * 5) == (3.0, 3.0)


@pytest.mark.parametrize("how", [bounds, studentised])
def test_an_interval_is_as_wide_as_the_value_in_force(how):
    numbers = [float(n) for n in range(40)]
    narrow, wide = how(numbers, confidence_percent=50), how(numbers, confidence_percent=99)

    assert wide[0] < narrow[0] < 19.5 < narrow[1] < wide[1]


@pytest.mark.parametrize(("practices", "drawn"), [(9, "persons"), (10, "practices")])
def test_practices_are_drawn_whole_when_there_are_enough_of_them(practices, drawn):
    numbers = [float(n % practices) for n in range(10 * practices)]
    names = [f"practice {n % practices}" for n in range(10 * practices)]
    values = standard_values(min_drawn_practices=10)

    assert units_of(sample(numbers, names), values) == drawn


@pytest.mark.parametrize("how", [bounds, studentised])
def test_patients_of_one_practice_are_alike_so_that_drawing_practices_widens(how):
    numbers = [float(n % 10) for n in range(100)]
    names = [f"practice {n % 10}" for n in range(100)]
    by_practice, by_person = how(numbers, names), how(numbers)

    assert by_practice[1] - by_practice[0] > 1.5 * (by_person[1] - by_person[0])


def test_skewed_dollars_get_a_wider_interval_than_the_middle_of_the_draws():
    dollars = [float(100 + n) for n in range(18)] + [20_000.0, 40_000.0]
    plain, wider = bounds(dollars), studentised(dollars)

    assert wider[1] - wider[0] > 1.3 * (plain[1] - plain[0])


def test_an_interval_that_hangs_on_one_person_is_left_open():
    assert studentised([100.0] * 19 + [40_000.0]) is None


@pytest.mark.parametrize("how", [bounds, studentised])
def test_nobody_to_draw_leaves_the_interval_open(how):
    assert how([]) is None
    assert in_words(None, standard_values()) == "no interval: too few people to draw from"


def test_one_person_alone_has_no_studentised_interval():
    assert studentised([3.0]) is None


def test_draws_without_a_value_leave_the_interval_open():
    none = sample([1.0, 1.0], denominators=[0.0, 0.0])

    assert interval(ratio_of_sums, none, standard_values()) is None


def test_an_interval_says_its_width_and_draws():
    words = in_words((-1_234.5, 10.0), standard_values(bootstrap_draws=500))

    assert words == "95 % interval -1,234.50 to 10.00 (500 draws)"
