"""What could be worked out by taking one line of a table from another."""

import pytest

from tandem_flows.rules.measures.figure import (
    ALL,
    COMPLETE,
    DIED,
    LED_BY,
    PANEL,
    TRUNCATED,
    ratio,
)
from tandem_flows.rules.measures.subtraction import left_over
from tests.rules.measures.evidence import AS_OF
from tests.rules.measures.test_pooling import DAY_OF

MOST = 10
# What is left to the rest of the larger line: below, at and above the limit.
LEFT = [(0, False), (1, True), (10, True), (11, False)]


def figure(measure, cohort, counted, persons=40):
    return ratio(measure, cohort, counted, 500, DAY_OF, AS_OF, persons=persons, counted=counted)


@pytest.mark.parametrize(("left", "goes"), LEFT)
@pytest.mark.parametrize("measure", ["M4_pqe_02", "M5_pqi_90"])
def test_the_panel_goes_where_the_list_would_leave_it_a_few_events(measure, left, goes):
    lines = [figure(measure, ALL, 30), figure(measure, PANEL, 30 + left)]

    assert left_over(lines, MOST) == ({1} if goes else set())


@pytest.mark.parametrize(("left", "goes"), LEFT)
@pytest.mark.parametrize("cohort", [COMPLETE, DIED])
@pytest.mark.parametrize("side", ["before", "after", "savings"])
def test_a_cohort_of_the_enrolled_goes_where_it_leaves_few_of_them(side, cohort, left, goes):
    lines = [figure(f"M6_total_{side}", ALL, 20, persons=40),
             figure(f"M6_total_{side}", cohort, 20, persons=40 - left)]  # fmt: skip

    assert left_over(lines, MOST) == ({1} if goes else set())


@pytest.mark.parametrize(("left", "goes"), LEFT)
@pytest.mark.parametrize("cohort", [COMPLETE, TRUNCATED])
def test_a_cohort_of_the_enrolled_goes_where_few_others_have_dollars_or_are_cut(cohort, left, goes):
    lines = [figure("M6_total_after", ALL, 30), figure("M6_total_after", cohort, 30 - left)]

    assert left_over(lines, MOST) == ({1} if goes else set())


@pytest.mark.parametrize(("left", "goes"), LEFT)
def test_the_led_go_where_few_of_the_enrolled_have_no_lead(left, goes):
    by_lead = zip(LED_BY.values(), (20, 20, 20 - left), strict=True)
    leads = [figure("M6_total_after", cohort, 15, persons) for cohort, persons in by_lead]

    found = left_over([figure("M6_total_after", ALL, 60, persons=60), *leads], MOST)

    assert found == ({1, 2, 3} if goes else set())


@pytest.mark.parametrize(("left", "goes"), LEFT)
@pytest.mark.parametrize("kind", ["call", "any_follow_up"])
def test_any_visit_goes_where_few_have_some_visits_followed_up_and_not_all(kind, left, goes):
    lines = [figure(f"M2_every_visit_{kind}_7_days", ALL, 12),
             figure(f"M2_any_visit_{kind}_7_days", ALL, 12 + left),
             figure(f"M2_any_visit_{kind}_14_days", ALL, 13 + left)]  # fmt: skip

    assert left_over(lines, MOST) == ({1} if goes else set())


def test_lines_that_stand_alone_are_left_as_they_are():
    alone = [figure("M4_pqe_02", PANEL, 3), figure("M6_total_after", COMPLETE, 3),
             figure("M2_any_visit_call_7_days", ALL, 3)]  # fmt: skip

    assert left_over(alone, MOST) == set()
