"""Small cells of a published table."""

from datetime import date

import pytest

from tandem_flows.rules.measures.figure import ALL, LED_BY, WAITING, Figure, ratio
from tandem_flows.rules.measures.periods import Period
from tandem_flows.rules.measures.suppress import FEW_LEFT_OUT, is_suppressed, suppressed
from tests.values import standard_values

DAY = Period(date(2026, 1, 1), date(2026, 1, 1))


def share(measure, there, among, cohort=ALL, persons=None, **given):
    return ratio(measure, cohort, there, among, DAY, DAY.end_on,
                 persons=among if persons is None else persons, **given)  # fmt: skip


def hidden(*figures, **changes):
    found = suppressed(figures, standard_values(**changes))
    return [is_suppressed(figure) for figure in found]


@pytest.mark.clause("EVL-07")
@pytest.mark.parametrize(
    ("there", "is_hidden"),
    [(0, False), (1, True), (10, True), (11, False), (89, False), (90, True), (99, True),
     (100, False)],
)  # fmt: skip
def test_a_count_of_a_few_and_a_rest_of_a_few_are_hidden_and_zero_may_show(there, is_hidden):
    assert hidden(share("M1", there, 100)) == [is_hidden]


@pytest.mark.parametrize(("persons", "is_hidden"), [(0, False), (10, True), (11, False)])
def test_dollars_of_a_few_people_are_hidden(persons, is_hidden):
    assert hidden(share("M6_total_before", 5000.0, 120.0, persons=persons)) == [is_hidden]


@pytest.mark.parametrize(("visits", "is_hidden"), [(0, False), (10, True), (11, False)])
def test_a_rate_hides_a_few_visits(visits, is_hidden):
    assert hidden(share("M4_pqe_02", visits, 60.5, persons=70)) == [is_hidden]


@pytest.mark.parametrize(("waiting", "is_hidden"), [(29, True), (20, True), (19, False)])
def test_the_waiting_are_hidden_where_they_would_leave_a_few_events_to_those_taken_up(
    waiting, is_hidden
):
    of_list = share("M4_pqe_02", 30, 60.5, persons=70)
    of_waiting = share("M4_pqe_02", waiting, 20.5, WAITING, persons=40)

    assert hidden(of_list, of_waiting) == [False, is_hidden]


@pytest.mark.parametrize(("led", "is_hidden"), [(29, True), (20, True), (19, False), (30, False)])
def test_the_led_are_hidden_where_they_would_leave_a_few_events_to_those_without_a_lead(
    led, is_hidden
):
    of_list = share("M4_pqe_02", 30, 60.5, persons=70)
    of_lead = share("M4_pqe_02", led, 20.5, LED_BY["plan"], persons=40)

    assert hidden(of_list, of_lead) == [False, is_hidden]


@pytest.mark.parametrize(("led", "is_hidden"), [(24, True), (15, True), (14, False)])
def test_waiting_and_led_are_hidden_where_both_leave_a_few_events_to_the_rest(led, is_hidden):
    of_list = share("M4_pqe_02", 50, 90.5, persons=90)
    waiting = share("M4_pqe_02", 25, 20.5, WAITING, persons=40)
    of_lead = share("M4_pqe_02", led, 20.5, LED_BY["practice"], persons=40)

    assert hidden(of_list, waiting, of_lead) == [False, is_hidden, is_hidden]


@pytest.mark.parametrize(
    ("counted", "uncounted", "is_hidden"),
    [(0, 40, False), (1, 40, True), (10, 40, True), (11, 40, False),
     (40, 10, True), (40, 11, False), (40, 0, False)],
)  # fmt: skip
@pytest.mark.parametrize("measure", ["M1_person_months", "M2_visits_call_7_days", "M12"])
def test_a_share_of_months_visits_or_duties_hides_few_people_on_either_side(
    measure, counted, uncounted, is_hidden
):
    line = share(measure, 283, 566, persons=50, counted=counted, uncounted=uncounted)

    assert hidden(line) == [is_hidden]


@pytest.mark.parametrize("late", [1, 10])
def test_a_few_late_duties_of_calls_alone_are_no_few_people(late):
    assert hidden(share("M12", 90 - late, 90, persons=40, counted=40, uncounted=0)) == [False]


@pytest.mark.parametrize(("counted", "is_hidden"), [(0, False), (1, True), (10, True), (11, False)])
@pytest.mark.parametrize("measure", ["M4_pqe_02", "M6_skilled_nursing_before"])
def test_visits_or_dollars_of_a_few_are_hidden_however_many_are_looked_at(
    measure, counted, is_hidden
):
    assert hidden(share(measure, 5000.0, 120.0, persons=70, counted=counted)) == [is_hidden]


@pytest.mark.parametrize("persons", [1, 10])
def test_no_dollars_of_a_small_cohort_stay_hidden(persons):
    assert hidden(share("M6_total_before", 0.0, 120.0, persons=persons, counted=0)) == [True]


@pytest.mark.parametrize(
    ("before", "after", "are_hidden"),
    [(10, 20, [True, False, True]), (20, 10, [False, True, True]), (11, 20, [False] * 3),
     (0, 20, [False] * 3)],
)  # fmt: skip
def test_savings_go_with_a_hidden_side_which_they_and_the_other_side_would_tell(
    before, after, are_hidden
):
    sides = {"before": before, "after": after, "savings": 25}
    lines = [share(f"M6_emergency_{name}", 5000.0, 120.0, persons=40, counted=counted)
             for name, counted in sides.items()]  # fmt: skip

    assert hidden(*lines) == are_hidden


def test_a_hidden_figure_keeps_no_number_and_no_note():
    (found,) = suppressed([share("M1", 5, 100, exclusions={"deceased": 2})], standard_values())

    assert (found.numerator, found.denominator, found.value, found.exclusions) == (
        None, None, None, {},
    )  # fmt: skip
    assert found.notes == ("suppressed: too few people",)


def test_one_hidden_lead_hides_the_others_so_that_nothing_is_left_by_subtraction():
    leads = [share("M1", there, 60, f"lead_{lead}")
             for lead, there in (("plan", 20), ("practice", 30), ("joint", 4))]  # fmt: skip

    assert hidden(share("M1", 54, 180), *leads) == [False, True, True, True]


def test_one_hidden_part_hides_its_sum_and_two_do_not():
    parts = [share("M5_pqi_11", 5, 60.0, persons=70), share("M5_pqi_12", 20, 60.0, persons=70)]
    whole = share("M5_pqi_91", 25, 60.0, persons=70)
    few = share("M5_pqi_12", 6, 60.0, persons=70)

    assert hidden(whole, *parts) == [True, True, False]
    assert hidden(whole, parts[0], few) == [False, True, True]


@pytest.mark.parametrize(
    ("first", "second", "is_hidden"),
    [(1, 9, True), (5, 5, True), (5, 6, False), (9, 10, False), (10, 10, True)],
)
def test_hidden_parts_are_not_told_together_where_they_are_few_or_their_sum_tells_each(
    first, second, is_hidden
):
    counts = {"92": first + second + 30, "01": first, "03": second, "05": 30}
    lines = [share(f"M5_pqi_{name}", there, 60.0, persons=70) for name, there in counts.items()]

    assert hidden(*lines) == [is_hidden, True, True, False]


@pytest.mark.parametrize(("people", "is_hidden"), [(4, True), (5, True), (6, False)])
def test_many_stays_of_few_people_are_not_told_together(people, is_hidden):
    of_few = [share(f"M5_pqi_{name}", 30, 60.0, persons=70, counted=counted)
              for name, counted in (("01", 5), ("03", people))]  # fmt: skip
    shown = share("M5_pqi_05", 30, 60.0, persons=70, counted=20)
    whole = share("M5_pqi_92", 90, 60.0, persons=70, counted=30)

    assert hidden(whole, *of_few, shown) == [is_hidden, True, True, False]


@pytest.mark.parametrize(("of_last", "is_hidden"), [(1, True), (2, False)])
def test_eleven_hidden_clauses_of_one_each_are_not_told_by_the_index(of_last, is_hidden):
    clauses = [share(f"M12_{place}", 1, 20) for place in range(10)]
    last = share("M12_last", of_last, 20)
    index = share("M12", 10 + of_last, 220, persons=40, counted=40, uncounted=40)

    assert hidden(index, *clauses, last)[0] is is_hidden


def test_a_hidden_composite_is_not_the_overall_one_less_the_other():
    acute, chronic, overall = (
        share(f"M5_pqi_{number}", there, 60.0, persons=70)
        for number, there in (("91", 6), ("92", 12), ("90", 18))
    )

    assert hidden(overall, acute, chronic) == [True, True, False]


def test_a_composite_hidden_for_one_indicator_is_not_told_by_the_overall_one():
    lines = [
        share(f"M5_pqi_{number}", there, 60.0, persons=70)
        for number, there in (("90", 45), ("91", 25), ("92", 20), ("11", 5), ("12", 20))
    ]

    assert hidden(*lines) == [True, True, False, True, False]


def test_one_hidden_answer_hides_the_others():
    answers = [share("M10", 50, 100), share("M10_maybe", 45, 100), share("M10_no", 5, 100)]

    assert hidden(*answers) == [True, True, True]


def test_a_few_left_out_are_not_told():
    given = {"deceased": 2, "coverage_ended": 11}
    (found,) = suppressed([share("M1", 50, 100, exclusions=given)], standard_values())

    assert found.exclusions == {"coverage_ended": 11}
    assert FEW_LEFT_OUT in found.notes


def test_an_organisation_sets_its_own_limit():
    assert hidden(share("M1", 10, 100), small_cell_max=9) == [False]


def test_the_time_of_the_staff_is_no_count_of_patients():
    plain = Figure("M7", ALL, 550.0, 2, 550.0, DAY, DAY.end_on)

    assert hidden(plain) == [False]
