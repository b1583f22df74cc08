"""M2: follow-up after an emergency visit."""

import pytest

from tandem_flows.rules.measures.ed_follow_up import ed_follow_up
from tandem_flows.rules.measures.periods import Period
from tests.rules.measures.evidence import (
    AS_OF,
    LISTED_ON,
    care,
    day,
    facts,
    led,
    line,
    of,
    people,
    reached,
    records,
    seen,
    seen_days,
    spans,
    stay,
    stays,
    visit,
    visits,
)
from tests.values import standard_values

PERIOD = Period(day("2025-07-01"), AS_OF)
FRIDAY = "2026-03-06"


def m2(*given_visits, calls=(), given=None, changes=None, **claim):
    of_records = given or records(outreach_attempts=[reached(on=day(on)) for on in calls])
    known = facts(ed_visits=visits(*given_visits), **claim)
    values = standard_values(**(changes or {}))
    return ed_follow_up(of_records, *seen(of_records), known, PERIOD, values)


def main(*given_visits, **given):
    return line(m2(*given_visits, **given), "M2")


@pytest.mark.clause("EVL-03")
@pytest.mark.parametrize(
    ("called_on", "counts"),
    [("2026-03-05", 0), ("2026-03-06", 1), ("2026-03-13", 1), ("2026-03-14", 0)],
)
def test_a_call_counts_from_the_day_of_discharge_to_the_last_day_of_the_window(called_on, counts):
    assert of(main(visit(FRIDAY), calls=[called_on]))[:2] == (counts, 1)


@pytest.mark.clause("EVL-03")
@pytest.mark.parametrize(("called_on", "counts"), [("2026-03-10", 1), ("2026-03-11", 0)])
def test_two_business_days_pass_over_the_weekend(called_on, counts):
    found = m2(visit(FRIDAY), calls=[called_on])

    assert line(found, "M2_every_visit_call_2_business_days").numerator == counts


@pytest.mark.clause("EVL-03")
@pytest.mark.parametrize(
    ("called_on", "in_time"),
    [("2026-03-20", {"14", "30"}), ("2026-03-21", {"30"}), ("2026-04-05", {"30"}),
     ("2026-04-06", set())],
)  # fmt: skip
def test_the_longer_windows_are_shown_beside_it(called_on, in_time):
    found = m2(visit(FRIDAY), calls=[called_on])

    counted = {d for d in ("7", "14", "30") if line(found, f"M2_visits_call_{d}_days").numerator}
    assert counted == in_time


def test_the_clock_starts_when_the_visit_ends():
    late = visit(FRIDAY, discharged_on=day("2026-03-08"))

    assert main(late, calls=["2026-03-15"]).numerator == 1
    assert main(late, calls=["2026-03-07"]).numerator == 0


@pytest.mark.clause("EVL-03")
def test_every_visit_must_be_followed_up_in_the_main_form_and_any_in_its_companion():
    found = m2(visit(FRIDAY), visit("2026-05-04"), calls=["2026-03-07"])

    assert of(line(found, "M2")) == (0, 1, 0.0)
    assert of(line(found, "M2_any_visit_call_7_days")) == (1, 1, 100.0)
    assert of(line(found, "M2_visits_call_7_days")) == (1, 2, 50.0)


def test_visits_know_how_many_people_were_followed_up_and_how_many_missed():
    found = m2(visit(FRIDAY), visit("2026-05-04"), visit("2026-05-24"), calls=["2026-03-07"])

    by_visit = line(found, "M2_visits_call_7_days")
    assert of(by_visit)[:2] == (1, 3)
    assert (by_visit.persons, by_visit.counted, by_visit.uncounted) == (1, 1, 1)
    assert line(found, "M2").counted == 0


@pytest.mark.parametrize("channel", ["message", "face_to_face"])
def test_other_contacts_are_follow_ups_and_no_calls(channel):
    met = records(outreach_attempts=[reached(on=day("2026-03-07"), channel=channel)])
    found = m2(visit(FRIDAY), given=met)

    assert line(found, "M2").numerator == 0
    assert line(found, "M2_every_visit_any_follow_up_7_days").numerator == 1


def test_a_visit_to_a_provider_is_a_follow_up_and_no_call():
    found = m2(visit(FRIDAY), visits=seen_days(("PA", "2026-03-09")))

    assert line(found, "M2").numerator == 0
    assert line(found, "M2_every_visit_any_follow_up_7_days").numerator == 1


@pytest.mark.parametrize("result", ["no_answer", "declined"])
def test_a_call_that_nobody_answered_does_not_count(result):
    tried = records(outreach_attempts=[reached(on=day("2026-03-07"), result=result)])

    assert main(visit(FRIDAY), given=tried).numerator == 0


@pytest.mark.clause("EVL-03")
@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ({"stays": stays(stay("2026-03-13", "2026-03-15"))}, "admitted"),
        ({"hospice": seen_days(("PA", "2026-03-10"))}, "hospice"),
        ({"people": people("PA", died_on=day("2026-03-13"))}, "deceased"),
        ({"spans": spans("PA", end_on=day("2026-03-12"))}, "coverage_ended"),
        ({"data_through": day("2026-03-12")}, "window_not_over"),
    ],
)
def test_a_visit_that_could_not_be_followed_up_is_left_out_with_the_reason(claim, reason):
    figure = main(visit(FRIDAY), calls=["2026-03-07"], **claim)

    assert of(figure) == (0, 0, None)
    assert figure.exclusions == {reason: 1}


@pytest.mark.clause("EVL-03")
@pytest.mark.parametrize(
    "claim",
    [
        {"stays": stays(stay("2026-03-14", "2026-03-15"))},
        {"people": people("PA", died_on=day("2026-03-14"))},
        {"spans": spans("PA", end_on=day("2026-03-13"))},
        {"data_through": day("2026-03-13")},
    ],
)
def test_just_beyond_each_of_these_the_visit_counts(claim):
    assert of(main(visit(FRIDAY), calls=["2026-03-07"], **claim)) == (1, 1, 100.0)


def test_a_visit_that_ended_in_admission_is_left_out():
    assert main(visit(FRIDAY, led_to_stay=True)).exclusions == {"admitted": 1}


@pytest.mark.parametrize(("again_on", "counted"), [("2026-03-13", 1), ("2026-03-14", 2)])
def test_another_visit_inside_the_window_is_the_same_need(again_on, counted):
    found = m2(visit(FRIDAY), visit(again_on))

    assert line(found, "M2_visits_call_7_days").denominator == counted


def test_only_visits_of_patients_on_the_list_that_day_count():
    before = visit((LISTED_ON).replace(day=4).isoformat())
    gone = records(care=care({"case_id": "A", "coverage_ended_on": day("2026-03-01")}))

    assert main(before, visit(FRIDAY)).denominator == 1
    assert main(visit(FRIDAY), given=gone).denominator == 0


def test_by_lead_the_visit_belongs_to_who_led_that_day():
    given = records(decisions=led("A", lead="plan"))
    found = m2(visit("2026-01-10"), visit(FRIDAY), given=given)

    assert line(found, "M2", "lead_plan").denominator == 1
    assert line(found, "M2_visits_call_7_days").denominator == 2


def test_how_long_the_plan_took_to_hear_is_shown_apart():
    found = m2(visit(FRIDAY, notice_days=2), visit("2026-05-04", notice_days=5))

    assert line(found, "M2_notice_lag_days").value == 3.5
