"""Whom each kind of care management suits: every criterion below, at and above its limit."""

from dataclasses import replace

import pytest

from tandem_flows.rules.continuum import Facts
from tests.rules.continuum.cases import LISTED, SEEN, WELL, one, suited
from tests.values import standard_values

BEHAVIORAL = replace(WELL, bh_visits=1)


@pytest.mark.clause("CON-06")
def test_population_management_suits_everyone_even_one_of_whom_nothing_is_known():
    assert suited(SEEN) == ["population_management"]
    assert suited(Facts()) == ["population_management"]


@pytest.mark.clause("CON-01")
@pytest.mark.parametrize(
    ("reason", "below", "at", "above"),
    [
        ("chronic_conditions", 0, 1, 2),
        ("ed_visits", 1, 2, 3),
        ("admissions", 0, 1, 2),
        ("service_gaps", 0, 1, 2),
    ],
)
def test_the_practice_s_care_manager_suits_from_each_limit_on(reason, below, at, above):
    suits = ["practice_care_manager" in suited(replace(LISTED, **{reason: n}))
             for n in (below, at, above)]  # fmt: skip

    assert suits == [False, True, True]


@pytest.mark.clause("CON-01")
@pytest.mark.parametrize("changes", [{"practice_visits": 0}, {"is_high_need": False}])
def test_the_practice_s_care_manager_is_for_high_need_patients_whom_it_sees(changes):
    needy = replace(LISTED, chronic_conditions=3)

    assert "practice_care_manager" in suited(needy)
    assert "practice_care_manager" not in suited(replace(needy, **changes))


@pytest.mark.clause("CON-01", "CON-03", "CON-04")
@pytest.mark.parametrize(("visits", "suits"), [(1, False), (2, True), (3, True)])
def test_a_practice_sees_a_patient_over_time_from_the_agreed_visits_on(visits, suits):
    facts = replace(
        LISTED, practice_visits=visits, chronic_conditions=1, bh_visits=9,
        has_mental_health_need=True,
    )  # fmt: skip

    found = suited(facts, ongoing_visits_min=2)

    for name in ("practice_care_manager", "shared_care", "bh_support_in_primary_care"):
        assert (name in found) is suits


@pytest.mark.clause("CON-02")
@pytest.mark.parametrize(("points", "suits"), [(1, False), (2, True), (3, True)])
def test_behavioural_health_care_managers_suit_weak_capacity(points, suits):
    facts = replace(BEHAVIORAL, capacity_points=points)

    assert ("bh_practice_care_manager" in suited(facts)) is suits


@pytest.mark.clause("CON-02")
def test_behavioural_health_care_managers_suit_a_social_need_of_their_own_patients_only():
    assert "bh_practice_care_manager" in suited(replace(BEHAVIORAL, has_social_need=True))
    assert "bh_practice_care_manager" not in suited(replace(SEEN, has_social_need=True))


@pytest.mark.clause("CON-03")
@pytest.mark.parametrize(
    ("practice", "behavioural", "suits"), [(1, 1, True), (0, 1, False), (1, 0, False)]
)
def test_shared_care_suits_whom_both_practices_see(practice, behavioural, suits):
    facts = replace(WELL, practice_visits=practice, bh_visits=behavioural)

    assert ("shared_care" in suited(facts)) is suits


@pytest.mark.clause("CON-04")
@pytest.mark.parametrize("need", ["has_mental_health_need", "has_substance_use_need"])
def test_behavioural_health_support_suits_needs_of_patients_of_the_practice(need):
    assert "bh_support_in_primary_care" in suited(replace(SEEN, **{need: True}))
    assert "bh_support_in_primary_care" not in suited(replace(WELL, **{need: True}))


@pytest.mark.clause("CON-05")
@pytest.mark.parametrize(
    ("illness", "conditions", "suits"),
    [(True, 0, False), (True, 1, True), (True, 2, True), (False, 2, False)],
)
def test_medical_management_suits_serious_mental_illness_with_a_condition(
    illness, conditions, suits
):
    facts = replace(WELL, has_serious_mental_illness=illness, chronic_conditions=conditions)

    assert ("medical_management_in_bh" in suited(facts)) is suits


@pytest.mark.clause("CON-07")
@pytest.mark.parametrize(
    ("reason", "below", "at", "above"),
    [("providers", 5, 6, 7), ("chronic_conditions", 4, 5, 6), ("complexity_points", 7, 8, 9)],
)
def test_the_high_risk_team_suits_from_each_limit_on(reason, below, at, above):
    suits = ["high_risk_team" in suited(replace(WELL, **{reason: n})) for n in (below, at, above)]

    assert suits == [False, True, True]


@pytest.mark.clause("CON-08")
@pytest.mark.parametrize(("failed", "suits"), [(1, False), (2, True), (3, True)])
def test_the_community_team_suits_whom_nobody_reached(failed, suits):
    assert ("community_team" in suited(replace(SEEN, failed_attempts=failed))) is suits


@pytest.mark.clause("CON-08")
@pytest.mark.parametrize(
    "changes",
    [
        {"is_tracked": True},
        {"practice_visits": 0},
        {"has_social_need": True},
        {"has_mental_health_need": True},
        {"has_substance_use_need": True},
    ],
)
def test_the_community_team_suits_each_of_its_other_reasons(changes):
    assert "community_team" not in suited(SEEN)
    assert "community_team" in suited(replace(SEEN, **changes))


@pytest.mark.clause("CON-09")
def test_transition_support_suits_a_patient_in_transition():
    assert "transition_support" in suited(replace(SEEN, has_transition=True))
    assert "transition_support" not in suited(SEEN)


@pytest.mark.clause("CON-10")
@pytest.mark.parametrize(("percentile", "suits"), [(89, False), (90, True), (91, True)])
def test_the_plan_s_program_suits_high_cost(percentile, suits):
    assert ("payer_intensive_program" in suited(replace(SEEN, cost_percentile=percentile))) is suits


@pytest.mark.clause("CON-10")
def test_failed_services_alone_do_not_bring_the_plan_s_program():
    facts = replace(SEEN, has_refused_service=True, failed_attempts=3)

    assert "payer_intensive_program" not in suited(facts)


@pytest.mark.clause("CON-10")
@pytest.mark.parametrize(
    "failed", [{"has_refused_service": True}, {"failed_attempts": 2}, {"is_tracked": True}]
)
def test_where_others_failed_the_plan_s_program_moves_up(failed):
    costly = replace(SEEN, cost_percentile=99, has_transition=True)
    event, payer = "transition_support", "payer_intensive_program"

    ranks = [(one(facts, event).rank, one(facts, payer).rank)
             for facts in (costly, replace(costly, **failed))]  # fmt: skip

    assert ranks[0][0] < ranks[0][1]
    assert ranks[1][0] > ranks[1][1]


def test_the_limits_are_the_ones_in_force():
    facts = replace(SEEN, providers=4)

    assert "high_risk_team" not in suited(facts)
    assert "high_risk_team" in suited(facts, many_providers_min=4)
    assert standard_values().number("many_providers_min") > 4
