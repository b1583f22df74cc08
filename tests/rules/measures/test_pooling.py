"""Partnerships taken together: sums divided, never rates averaged."""

from dataclasses import replace

import pytest

from tandem_flows.rules.measures.figure import Figure, ratio
from tandem_flows.rules.measures.periods import Period
from tandem_flows.rules.measures.pooling import (
    pooled_figures,
    pooled_months,
    telling_of_others,
)
from tandem_flows.rules.measures.suppress import (
    is_suppressed,
    line_of,
    suppressed,
    suppressed_months,
)
from tests.rules.measures.evidence import AS_OF, DAY
from tests.values import standard_values

DAY_OF = Period(AS_OF, AS_OF)


def share(above, below, measure="M1", **changes):
    line = ratio(measure, "all", above, below, DAY_OF, AS_OF, scale=100.0, persons=below)
    return replace(line, **changes)


@pytest.mark.clause("EVL-02")
def test_numerators_and_denominators_are_added_up():
    (found,) = pooled_figures([[share(30, 40)], [share(10, 60)]])

    assert (found.numerator, found.denominator, found.value) == (40, 100, 40.0)
    assert found.persons == 100
    assert found.notes == ("2 partnerships",)


def test_what_is_left_out_is_added_up_and_the_data_reach_to_the_earliest_day():
    one = share(30, 40, exclusions={"deceased": 20}, data_through=AS_OF)
    other = share(10, 60, exclusions={"deceased": 15}, data_through=AS_OF - DAY)

    (found,) = pooled_figures([[one], [other]])

    assert found.exclusions == {"deceased": 35}
    assert found.data_through == AS_OF - DAY


@pytest.mark.parametrize(
    "measure", ["M3_days_to_confirm", "M2_notice_lag_days", "M9_mean_change", "M8_net_raw",
                "M6_total_savings", "M11"],
)  # fmt: skip
def test_middles_and_what_is_worked_out_anew_are_not_added(measure):
    assert pooled_figures([[share(1, 2, measure)], [share(1, 2, measure)]]) == []


def test_what_lines_say_beside_their_numbers_is_kept_and_of_how_many_it_is_said():
    one = share(
        30,
        40,
        notes=(
            "AHRQ PQI codes of 2024",
            "target 50 or more: reached",
            "95 % interval 1.00 to 2.00 (500 draws)",
            "due 3, done 2, on time 1",
        ),
    )
    other = share(10, 60, notes=("AHRQ PQI codes of 2024", "provisional"))  # fmt: skip

    (found,) = pooled_figures([[one], [other]])

    assert found.notes == (
        "2 partnerships", "AHRQ PQI codes of 2024", "provisional (said of 1 of 2)",
    )  # fmt: skip


def test_the_cost_of_time_is_a_sum():
    cost = Figure("M7", "all", 500.0, 4, 500.0, DAY_OF, AS_OF)

    (found,) = pooled_figures([[cost], [cost]])

    assert (found.value, found.denominator) == (1_000.0, 8)


def test_a_partnership_where_a_line_is_unknown_adds_nothing_to_it():
    (found,) = pooled_figures([[share(30, 40)], [share(None, 0)]])

    assert found.value == 75.0


def test_months_are_added_month_by_month():
    earlier = Period(AS_OF - 31 * DAY, AS_OF - 30 * DAY)
    lines = [share(20, 40), share(30, 60, period=earlier)]

    found = pooled_months([lines, lines])

    assert [(line.numerator, line.denominator) for line in found] == [(60, 120), (40, 80)]


@pytest.mark.clause("EVL-07")
def test_small_cells_of_two_partnerships_may_show_once_they_are_enough_together():
    parts = [[share(8, 20)], [share(7, 20)]]
    values = standard_values(small_cell_max=10)

    assert all(is_suppressed(suppressed(part, values)[0]) for part in parts)
    assert not is_suppressed(suppressed(pooled_figures(parts), values)[0])


@pytest.mark.parametrize(
    ("sizes", "tells"),
    [([60, 10], True), ([60, 11], False), ([60], False), ([6, 6, 6], False), ([60, 4, 6], True)],
)
def test_a_line_that_tells_a_partnership_of_the_others_few_is_named(sizes, tells):
    parts = [[share(0, size)] for size in sizes]
    months = [[share(0, 60)] for _ in sizes]

    told = telling_of_others(parts, months, [], standard_values())

    assert told == ({line_of(pooled_figures(parts)[0])} if tells else set())


def test_the_people_behind_numerator_and_rest_are_added_up():
    parts = [[share(30, 40, counted=12, uncounted=4)], [share(30, 40, counted=13, uncounted=5)]]

    (found,) = pooled_figures(parts)

    assert (found.counted, found.uncounted) == (25, 9)


@pytest.mark.parametrize(("counted", "tells"), [(0, False), (1, True), (10, True), (11, False)])
def test_many_duties_of_few_people_of_the_others_are_named(counted, tells):
    own, others = share(60, 200, counted=30), share(60, 200, counted=counted)

    told = telling_of_others([[own], [others]], [], [], standard_values())

    assert bool(told) is tells


@pytest.mark.parametrize(("of_all", "tells"), [(70, False), (71, True), (80, True), (81, False)])
def test_net_savings_of_all_are_named_where_a_partnership_learns_of_the_others_few(of_all, tells):
    own = share(5_000.0, 1.0, "M8_net_raw", persons=70)
    anew = replace(own, persons=of_all)

    told = telling_of_others([[own]], [], [anew], standard_values())

    assert told == ({line_of(anew)} if tells else set())


def test_a_month_that_tells_of_few_is_named_too_and_hidden():
    months = [[share(0, 60)], [share(0, 10)]]

    told = telling_of_others([], months, [], standard_values())
    (line,) = suppressed_months(pooled_months(months), standard_values(), told)

    assert is_suppressed(line)
