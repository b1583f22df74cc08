"""The plan's list: who is on it, in which order, and why."""

from __future__ import annotations

import pytest

from tandem_flows.source.default_score import SCORE_SOURCE
from tandem_flows.source.members import high_risk_members
from tandem_flows.source.people import all_members
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.source.plans import (
    AS_OF,
    PRACTICE,
    attributed,
    day,
    line,
    member,
    opened,
)
from tests.values import standard_values

pytestmark = pytest.mark.clause("IDN-01")


def scored(person_id, score, model="M1", on="2025-06-01"):
    return {"person_id": person_id, "score": score, "model": model, "scored_on": day(on)}


def listed(folder, list_size=3, **views):
    with opened(folder, **views) as source:
        values = standard_values(list_size=list_size)
        return high_risk_members(source, PRACTICE, AS_OF, values, "score above one")


def people(*persons, **views):
    given = {
        "eligibility": [member(p) for p in persons],
        "attribution": [attributed(p) for p in persons],
        "risk_score": [scored(p, 1.0) for p in persons],
    }
    return given | views


@pytest.mark.parametrize(("members", "rows"), [("12", 2), ("123", 3), ("1234", 3)])
def test_the_list_holds_at_most_the_agreed_size(tmp_path, members, rows):
    assert listed(tmp_path, **people(*members)).height == rows


def test_members_are_ranked_by_score_then_person(tmp_path):
    scores = [scored("C", 1.0), scored("B", 1.0), scored("A", 0.5)]

    found = listed(tmp_path, **people("A", "B", "C", risk_score=scores))

    assert found["person_id"].to_list() == ["B", "C", "A"]
    assert found["rank"].to_list() == [1, 2, 3]


def test_the_list_is_a_valid_handoff(tmp_path):
    found = listed(tmp_path, **people("A", "B"))

    assert validated(found, handoff("plan_list")).height == 2


@pytest.mark.clause("ROL-07")
@pytest.mark.parametrize(
    ("changes", "is_listed"),
    [
        ({"enrollment_end_date": day("2025-06-29")}, False),
        ({"enrollment_end_date": day("2025-06-30")}, True),
        ({"enrollment_start_date": day("2025-07-01")}, False),
        ({"death_date": day("2025-06-30")}, False),
        ({"death_date": day("2025-07-01")}, True),
    ],
)
def test_only_covered_and_living_members_are_listed(tmp_path, changes, is_listed):
    views = people("A", "B") | {"eligibility": [member("A"), member("B", **changes)]}

    assert ("B" in listed(tmp_path, **views)["person_id"]) is is_listed


def test_another_practice_s_member_is_not_listed(tmp_path):
    views = people("A", "B") | {"attribution": [attributed("A"), attributed("B", "south")]}

    assert listed(tmp_path, **views)["person_id"].to_list() == ["A"]


@pytest.mark.clause("IDN-04")
def test_scores_of_two_models_are_never_in_one_list(tmp_path):
    scores = [scored("A", 1.0), scored("B", 2.0), scored("C", 9.0, "M2"), scored("A", 8.0, "M2"),
              scored("D", 3.0)]  # fmt: skip

    found = listed(tmp_path, **people(*"ABCD", risk_score=scores))

    assert found["person_id"].to_list() == ["D", "B", "A"]
    assert found["score_source"].unique().to_list() == ["M1"]


def test_the_latest_score_by_the_day_counts(tmp_path):
    scores = [scored("A", 1.0, on="2025-01-01"), scored("A", 2.0, on="2025-06-30"),
              scored("A", 3.0, on="2025-07-01")]  # fmt: skip

    assert listed(tmp_path, **people("A", risk_score=scores))["risk_score"].to_list() == [2.0]


@pytest.mark.clause("IDN-04")
def test_a_plan_without_scores_gets_a_labelled_default(tmp_path):
    views = people("A", "B", medical_claim=[line("2025-05-01", "B", diagnosis_code_1="I50.9")])
    del views["risk_score"]

    found = listed(tmp_path, **views)

    assert found["person_id"].to_list() == ["B", "A"]
    assert set(found["score_source"]) == {SCORE_SOURCE}


def test_all_members_tell_coverage_and_practice(tmp_path):
    ended = member("B", enrollment_end_date=day("2025-01-31"))
    views = {"eligibility": [member("A"), ended], "attribution": [attributed("A")]}

    with opened(tmp_path, **views) as source:
        found = all_members(source, AS_OF)

    assert found.select("id", "is_covered", "attributed_practice", "gender").rows() == [
        ("A", True, PRACTICE, "female"),
        ("B", False, None, "female"),
    ]
