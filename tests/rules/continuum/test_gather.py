"""Where the facts of the continuum come from, and what stays unknown."""

from datetime import date, timedelta

import polars as pl
import pytest

from tandem_flows.rules.continuum import Records, gather_facts, suggested_words, triage
from tandem_flows.rules.continuum.gather import PLAN_FACTS
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.values import standard_values

AS_OF = date(2026, 1, 8)
CALL = date(2026, 1, 13)
AGENDA = pl.DataFrame({"position": [2, 1], "case_id": ["C2", "C1"]})
SCHEMAS = {
    "prework": {"call_date": pl.Date, "case_id": pl.String, "organisation": pl.String,
                "risk_level": pl.String, "completed_on": pl.Date},
    "service_gaps": {"case_id": pl.String},
    "assessment": {"case_id": pl.String, "assessed_on": pl.Date, "illness": pl.Int64,
                   "readiness": pl.Int64, "social": pl.Int64, "health_systems": pl.Int64,
                   "resources": pl.Int64, "barriers": pl.String},
    "services": {"case_id": pl.String, "organisation": pl.String, "program": pl.String,
                 "kind": pl.String, "answer": pl.String},
    "outreach_attempts": {"case_id": pl.String, "contact_on": pl.Date, "organisation": pl.String,
                          "purpose": pl.String, "result": pl.String},
    "tracking_list": {"case_id": pl.String, "exited_on": pl.Date},
}  # fmt: skip


def known(plan=(), **given):
    rows = [{"case_id": "C1"} | dict(row) for row in plan]
    facts = pl.DataFrame(rows, schema=PLAN_FACTS)
    frames = {
        name: pl.DataFrame([{"case_id": "C1"} | row for row in given.get(name, [])], schema=schema)
        for name, schema in SCHEMAS.items()
    }
    return gather_facts(AGENDA, facts, Records(**frames), AS_OF, standard_values())


def first(**given):
    return known(**given).row(0, named=True)


def rating(level, side="plan", on=date(2026, 1, 6), done=True):
    completed = on if done else None
    return {"call_date": on, "organisation": side, "risk_level": level, "completed_on": completed}


def assessed(on=date(2026, 1, 1), **points):
    domains = dict.fromkeys(("illness", "readiness", "social", "health_systems", "resources"), 0)
    return {"assessed_on": on, "barriers": None} | domains | points


def service(organisation, kind="current", program="complex care", answer=None):
    return {"organisation": organisation, "kind": kind, "program": program, "answer": answer}


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


@pytest.mark.clause("CON-11", "CON-12")
def test_the_triage_is_a_valid_handoff_with_several_kinds_a_patient():
    frame = triage(known(plan=[COSTLY]), CALL, standard_values())

    checked = validated(frame, handoff("continuum"))
    ranks = checked.filter(pl.col("case_id") == "C1")["rank"].drop_nulls().to_list()
    assert ranks == list(range(1, len(ranks) + 1))
    assert len(ranks) > 1


@pytest.mark.clause("CON-12")
def test_the_sheet_says_reasons_duplication_and_what_is_not_known():
    services = [service("plan"), service("practice")]
    frame = triage(known(plan=[COSTLY], services=services), CALL, standard_values())

    words = dict(suggested_words(frame).iter_rows())

    assert words["C1"].startswith(
        "1. Care manager or nurse care manager of the practice, regular (CON-01). "
        "Because: 1 or more visits to the practice in 12 months (2); "
    )
    assert "Overlaps with 2." in words["C1"]
    assert "care management that the practice gives already" in words["C1"]
    assert "Possible duplication: more than one service is in place." in words["C1"]
    assert "May suit: Behavioural health support in primary care (CON-04)." in words["C1"]
    assert "duplication cannot be ruled out" in words["C2"]


COSTLY = {
    "practice_visits": 2,
    "chronic_conditions": 1,
    "admissions": 0,
    "ed_visits": 0,
    "cost_percentile": 95,
    "plan_cases": 0,
}
