"""When a patient was last seen, by whom, and whether covered."""

from __future__ import annotations

import pytest

from tandem_flows.source.care_facts import care_facts
from tests.source.plans import (
    AS_OF,
    PRACTICE,
    day,
    ed_line,
    line,
    member,
    opened,
    provider,
    stay_line,
)
from tests.values import standard_values

KNOWN = [
    provider("1", "Family Medicine", PRACTICE),
    provider("2", "Cardiology"),
    provider("3", "Neurology"),
    provider("4", "Emergency Medicine"),
]


def facts(folder, **views):
    with opened(folder, **views) as source:
        found = care_facts(source, ["P1"], PRACTICE, AS_OF, standard_values())
    return found.row(0, named=True)


@pytest.mark.clause("MEM-02")
def test_the_latest_visit_to_anyone_and_to_the_practice(tmp_path):
    claims = [line("2025-01-10"), line("2025-03-10", rendering_npi="2")]

    found = facts(tmp_path, medical_claim=claims, provider=KNOWN)

    assert found["last_seen_any_on"] == day("2025-03-10")
    assert found["last_seen_any_by_practice"] is False
    assert found["last_seen_practice_on"] == day("2025-01-10")


@pytest.mark.clause("MEM-02")
def test_without_providers_what_needs_them_is_unknown(tmp_path):
    found = facts(tmp_path, medical_claim=[line("2025-01-10")])

    assert found["last_seen_any_on"] == day("2025-01-10")
    assert found["last_seen_any_by_practice"] is None
    assert found["last_seen_practice_on"] is None
    assert found["outside_specialists"] is None


def test_a_visit_billed_by_the_practice_is_the_practice_s(tmp_path):
    claims = [line("2025-01-10", rendering_npi="99", billing_npi="1")]

    assert facts(tmp_path, medical_claim=claims, provider=KNOWN)["last_seen_any_by_practice"]


@pytest.mark.clause("MEM-02")
@pytest.mark.parametrize(("on", "visits"), [("2024-12-30", 0), ("2024-12-31", 1)])
def test_ed_visits_count_within_their_months(tmp_path, on, visits):
    assert facts(tmp_path, medical_claim=[ed_line(on)])["ed_visits"] == visits


@pytest.mark.parametrize(
    ("npis", "specialists"), [("1", 0), ("2", 1), ("22", 1), ("23", 2), ("4", 0)]
)
def test_outside_specialists_are_counted_once_each(tmp_path, npis, specialists):
    claims = [line(f"2025-02-{n:02d}", rendering_npi=npi) for n, npi in enumerate(npis, start=1)]

    found = facts(tmp_path, medical_claim=claims, provider=KNOWN)

    assert found["outside_specialists"] == specialists


@pytest.mark.clause("ROL-07")
@pytest.mark.parametrize(
    ("ends", "is_covered", "ended"),
    [
        ("2025-06-29", False, "2025-06-29"),
        ("2025-06-30", True, None),
        ("2025-07-01", True, None),
    ],
)
def test_coverage_on_the_day_and_when_it_ended(tmp_path, ends, is_covered, ended):
    found = facts(tmp_path, eligibility=[member(enrollment_end_date=day(ends))])

    assert found["is_covered"] is is_covered
    assert found["coverage_ended_on"] == (ended and day(ended))


@pytest.mark.parametrize(("died", "seen"), [("2025-06-30", True), ("2025-07-01", False)])
def test_a_death_is_seen_from_its_day_on(tmp_path, died, seen):
    found = facts(tmp_path, eligibility=[member(death_date=day(died))])

    assert (found["died_on"] is not None) is seen
    assert found["is_covered"] is not seen


def test_an_admission_told_by_the_feed_is_the_latest(tmp_path):
    event = {"person_id": "P1", "kind": "admission", "event_on": day("2025-06-20")}

    found = facts(
        tmp_path,
        medical_claim=[stay_line("2025-02-01", "2025-02-03")],
        utilization_event=[event],
    )

    assert found["last_admission_on"] == day("2025-06-20")
