"""The order of the kinds: from the closest to an ongoing relationship to the most general."""

from dataclasses import replace

import pytest

from tandem_flows.rules.continuum.kinds import BASES, KINDS
from tests.rules.continuum.cases import EVERYTHING, LISTED, WELL, looked_at, one, suited


@pytest.mark.clause("CON-11")
def test_the_kinds_closest_to_an_ongoing_relationship_come_first():
    found = looked_at(EVERYTHING)

    assert [suggestion.rank for suggestion in found] == list(range(1, len(KINDS) + 1))
    bases = [BASES.index(suggestion.kind.base) for suggestion in found]
    assert bases == sorted(bases)
    assert found[-1].kind.name == "population_management"


@pytest.mark.clause("CON-11")
def test_more_reasons_do_not_move_a_kind_ahead_of_the_patient_s_practice():
    facts = replace(LISTED, admissions=1, has_social_need=True, is_tracked=True, failed_attempts=9)

    assert suited(facts)[:2] == ["practice_care_manager", "community_team"]


@pytest.mark.clause("CON-11")
def test_a_kind_of_the_practice_is_preferred_only_where_it_fits():
    assert suited(replace(WELL, has_social_need=True))[0] == "community_team"


@pytest.mark.clause("CON-11")
def test_after_the_practice_come_team_home_those_already_involved_and_last_the_plan():
    in_practice = {kind.name for kind in KINDS if kind.base == "practice"}

    found = suited(EVERYTHING)

    assert set(found[: len(in_practice)]) == in_practice
    assert found[len(in_practice) :] == [
        "high_risk_team",
        "community_team",
        "transition_support",
        "payer_intensive_program",
        "population_management",
    ]


@pytest.mark.clause("CON-10", "CON-11")
def test_where_others_failed_the_plan_s_program_still_comes_after_closer_kinds():
    failed = replace(EVERYTHING, has_refused_service=True)

    assert one(failed, "payer_intensive_program").is_raised
    assert suited(failed)[-4:] == [
        "community_team",
        "payer_intensive_program",
        "transition_support",
        "population_management",
    ]
