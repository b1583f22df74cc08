"""Intervals by drawing persons, and whole practices where there are enough of them."""

import numpy as np
import pytest

from tandem_flows.rules.measures.bootstrap import (
    Sample,
    in_words,
    studentised_interval,
    units_of,
)
from tests.values import standard_values

DRAWS = {"bootstrap_draws": 200}


def sample(numerators, practices=None, denominators=None):
    below = denominators or [1.0] * len(numerators)
    sums = np.array([numerators, below], dtype=float).T.reshape(-1, 2)
    return Sample(sums, practices or ["one"] * len(numerators))


def ratio_of_sums(sums):
    return sums[..., 0] / sums[..., 1]


def studentised(numerators, practices=None, **changes):
    given = sample(numerators, practices)
    return studentised_interval(ratio_of_sums, given, standard_values(**DRAWS | changes))


def test_the_same_inputs_give_the_same_interval():
    assert studentised([1.0, 2.0, 5.0, 9.0]) == studentised([1.0, 2.0, 5.0, 9.0])


def test_drawing_leaves_the_chance_of_others_alone():
    np.random.seed(7)
    expected = np.random.random()
    np.random.seed(7)

    studentised([1.0, 2.0, 5.0])

    assert np.random.random() == expected


def test_people_who_do_not_differ_have_no_spread():
    assert studentised([3.0] * 5) == (3.0, 3.0)


def test_an_interval_is_as_wide_as_the_value_in_force():
    numbers = [float(n) for n in range(40)]
    narrow, wide = (
        studentised(numbers, confidence_percent=50),
        studentised(numbers, confidence_percent=99),
    )

    assert wide[0] < narrow[0] < 19.5 < narrow[1] < wide[1]


@pytest.mark.parametrize(("practices", "drawn"), [(9, "persons"), (10, "practices")])
def test_practices_are_drawn_whole_when_there_are_enough_of_them(practices, drawn):
    numbers = [float(n % practices) for n in range(10 * practices)]
    names = [f"practice {n % practices}" for n in range(10 * practices)]
    values = standard_values(min_drawn_practices=10)

    assert units_of(sample(numbers, names), values) == drawn


def test_patients_of_one_practice_are_alike_so_that_drawing_practices_widens():
    numbers = [float(n % 10) for n in range(100)]
    names = [f"practice {n % 10}" for n in range(100)]
    by_practice, by_person = studentised(numbers, names), studentised(numbers)

    assert by_practice[1] - by_practice[0] > 1.5 * (by_person[1] - by_person[0])


def test_skewed_dollars_get_a_wider_interval_than_the_middle_of_the_draws():
    dollars = [float(100 + n) for n in range(18)] + [20_000.0, 40_000.0]
    chance = np.random.default_rng(1)
    means = chance.choice(dollars, (2_000, len(dollars))).mean(axis=1)
    plain, wider = np.quantile(means, [0.025, 0.975]), studentised(dollars)

    assert wider[1] - wider[0] > 1.3 * (plain[1] - plain[0])


def test_an_interval_that_hangs_on_one_person_is_left_open():
    assert studentised([100.0] * 19 + [40_000.0]) is None


def test_nobody_to_draw_leaves_the_interval_open():
    assert studentised([]) is None


def test_one_person_alone_has_no_studentised_interval():
    assert studentised([3.0]) is None


def test_draws_without_a_value_leave_the_interval_open():
    none = sample([1.0, 1.0], denominators=[0.0, 0.0])

    assert studentised_interval(ratio_of_sums, none, standard_values()) is None


def test_an_interval_says_its_width_and_draws():
    words = in_words((-1_234.5, 10.0), standard_values(bootstrap_draws=500))

    assert words == "95 % interval -1,234.50 to 10.00 (500 draws)"
