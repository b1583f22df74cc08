"""Where the facts of the continuum come from, and what stays unknown."""

from datetime import date, timedelta

import pytest

from tests.rules.continuum.records import AS_OF, assessed, first, known, rating, service


def test_of_a_patient_whom_nobody_recorded_only_the_partnership_s_own_facts_are_known():
    found = first()

    told = {name for name, value in found.items() if value is not None}
    assert told == {"case_id", "is_high_need", "failed_attempts", "is_tracked"}
    assert (found["is_high_need"], found["failed_attempts"], found["is_tracked"]) == (
        True, 0, False,
    )  # fmt: skip


def test_there_is_one_row_a_patient_in_the_order_of_the_agenda():
    assert known()["case_id"].to_list() == ["C1", "C2"]


@pytest.mark.clause("CON-01")
@pytest.mark.parametrize(
    ("ratings", "is_high"),
    [
        ([("high", "plan")], True),
        ([("very_high", "practice"), ("low", "plan")], True),
        ([("low", "plan")], True),
        ([("low", "plan"), ("moderate", "practice")], False),
    ],
)
def test_a_listed_patient_is_of_high_need_unless_both_sides_rate_lower(ratings, is_high):
    found = first(prework=[rating(level, side) for level, side in ratings])

    assert found["is_high_need"] is is_high


def test_the_latest_rating_of_each_side_counts():
    later = date(2026, 1, 7)

    found = first(prework=[rating("high"), rating("low", on=later),
                           rating("low", "practice", later)])  # fmt: skip

    assert found["is_high_need"] is False


@pytest.mark.clause("CON-01")
@pytest.mark.parametrize(
    ("done", "gaps", "expected"), [(True, 0, 0), (True, 2, 2), (False, 0, None), (False, 1, 1)]
)
def test_no_gaps_are_known_only_once_a_side_finished_its_research(done, gaps, expected):
    found = first(prework=[rating("high", done=done)], service_gaps=[{}] * gaps)

    assert found["service_gaps"] == expected


@pytest.mark.clause("CON-02")
def test_capacity_is_the_worse_of_readiness_and_resources():
    assert first(assessment=[assessed(readiness=1, resources=2)])["capacity_points"] == 2


@pytest.mark.clause("CON-07")
@pytest.mark.parametrize(("social", "points"), [(3, 9), (None, None)])
def test_complexity_is_known_only_where_every_domain_was_rated(social, points):
    found = first(assessment=[assessed(illness=3, resources=3, social=social)])

    assert found["complexity_points"] == points


def test_the_latest_assessment_counts():
    found = first(assessment=[assessed(date(2026, 1, 2), illness=1),
                              assessed(date(2025, 6, 1), illness=3)])  # fmt: skip

    assert found["complexity_points"] == 1


@pytest.mark.clause("CON-08")
@pytest.mark.parametrize(
    ("recorded", "points", "barriers", "expected"),
    [
        (None, None, None, None),
        (None, None, " ", None),
        (None, 1, None, False),
        (None, 2, None, True),
        (None, 3, None, True),
        (None, 0, "no fixed home", True),
        (True, 0, None, True),
        (False, None, None, False),
        (False, 2, None, True),
    ],
)
def test_a_social_need_is_recorded_by_the_plan_or_found_in_the_assessment(
    recorded, points, barriers, expected
):
    plan = [{"has_social_need": recorded}]

    found = first(plan=plan, assessment=[assessed(social=points, barriers=barriers)])

    assert found["has_social_need"] is expected


@pytest.mark.clause("CON-08", "CON-10")
def test_failed_attempts_are_those_since_the_patient_was_last_reached():
    def attempt(day, result):
        return {"contact_on": date(2026, 1, day), "organisation": "plan", "purpose": "engage",
                "result": result}  # fmt: skip

    tries = [attempt(1, "no_answer"), attempt(2, "reached"), attempt(3, "no_answer"),
             attempt(9, "no_answer")]  # fmt: skip

    assert first(outreach_attempts=tries)["failed_attempts"] == 1


@pytest.mark.clause("CON-08")
@pytest.mark.parametrize(("exited_on", "is_tracked"), [(None, True), (AS_OF, False)])
def test_a_patient_is_tracked_until_the_exit(exited_on, is_tracked):
    assert first(tracking_list=[{"exited_on": exited_on}])["is_tracked"] is is_tracked


@pytest.mark.clause("CON-09")
@pytest.mark.parametrize(("days", "expected"), [(29, True), (30, True), (31, False)])
def test_a_transition_lasts_the_agreed_days(days, expected):
    row = {"admissions": 1, "last_transition_on": AS_OF - timedelta(days=days)}

    assert first(plan=[row])["has_transition"] is expected


@pytest.mark.clause("CON-09")
def test_claims_that_know_of_no_transition_say_no_and_no_claims_say_nothing():
    assert first(plan=[{"admissions": 0}])["has_transition"] is False
    assert first()["has_transition"] is None


@pytest.mark.clause("CON-12")
def test_services_in_place_are_counted_by_side_and_refusals_noted():
    found = first(
        plan=[{"plan_cases": 1}],
        services=[
            service("plan"),
            service("practice"),
            service("practice"),
            service("practice", "offered", "diabetes care", "accepted"),
            service("practice", "offered", "classes", "refused"),
            service("practice", "requested", "rides", "open"),
        ],
    )

    assert (found["plan_services"], found["practice_services"]) == (1, 2)
    assert found["has_refused_service"] is True


@pytest.mark.clause("CON-12")
def test_services_nobody_recorded_are_not_taken_for_none():
    found = first(plan=[{"plan_cases": 1}])

    assert (found["plan_services"], found["practice_services"]) == (1, None)
    assert found["has_refused_service"] is None
