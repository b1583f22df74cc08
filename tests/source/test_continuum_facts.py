"""What the plan's records tell of the continuum, and what they cannot tell."""

from __future__ import annotations

import pytest

from tandem_flows.source.continuum_facts import continuum_facts
from tests.source.plans import (
    AS_OF,
    PRACTICE,
    day,
    ed_line,
    line,
    opened,
    provider,
    stay_line,
)
from tests.values import standard_values

KNOWN = [
    provider("1", "Family Medicine", PRACTICE),
    provider("2", "Psychiatry"),
    provider("3", "Addiction Medicine"),
    provider("4", "Clinical Social Worker"),
    provider("5", "Cardiology"),
]
CONSENT = {"person_id": "P1", "kind": "substance_use_records", "given_on": day("2025-01-01")}


def facts(folder, **views):
    with opened(folder, **views) as source:
        found = continuum_facts(source, ["P1"], PRACTICE, AS_OF, standard_values())
    return found.row(0, named=True)


def coded(*codes, claim=line, days=(1, 2), **changes):
    return [claim(f"2025-03-0{n}", diagnosis_code_1=code, **changes)
            for n in days for code in codes]  # fmt: skip


def test_without_optional_records_what_needs_them_is_unknown(tmp_path):
    found = facts(tmp_path)

    unknown = {name for name, value in found.items() if value is None}
    assert unknown == {"practice_visits", "bh_visits", "has_social_need", "has_substance_use_need",
                       "plan_cases", "last_transition_on"}  # fmt: skip


@pytest.mark.clause("CON-01", "CON-02")
def test_visits_are_days_with_the_practice_and_with_behavioural_health_care(tmp_path):
    claims = [
        line(f"2025-02-{n:02d}", rendering_npi=npi) for n, npi in enumerate("1122345", start=1)
    ]

    found = facts(tmp_path, medical_claim=claims, provider=KNOWN)
    shared = facts(tmp_path, medical_claim=claims, provider=KNOWN, consent=[CONSENT])

    # addiction medicine counts only where the patient agreed to share such records
    assert (found["practice_visits"], found["bh_visits"], found["providers"]) == (2, 3, 4)
    assert (shared["practice_visits"], shared["bh_visits"], shared["providers"]) == (2, 4, 5)


@pytest.mark.clause("CON-02")
def test_without_specialties_behavioural_health_care_is_unknown(tmp_path):
    known = [{"npi": "1", "name": "Dr 1", "practice_id": PRACTICE}]

    found = facts(tmp_path, provider=known)

    assert found["bh_visits"] is None
    assert found["practice_visits"] == 1


@pytest.mark.clause("CON-07")
@pytest.mark.parametrize(("on", "providers"), [("2024-06-30", 0), ("2024-07-01", 1)])
def test_providers_count_within_the_months_of_care(tmp_path, on, providers):
    assert facts(tmp_path, medical_claim=[line(on)], provider=KNOWN)["providers"] == providers


@pytest.mark.clause("CON-01", "CON-05")
@pytest.mark.parametrize(("days", "conditions"), [((1,), 0), ((1, 2), 1), ((1, 2, 3), 1)])
def test_long_term_conditions_stand_on_days_enough(tmp_path, days, conditions):
    claims = coded("E11.9", days=days)

    assert facts(tmp_path, medical_claim=claims)["chronic_conditions"] == conditions


@pytest.mark.clause("CON-05")
@pytest.mark.parametrize(
    ("code", "mental", "serious"),
    [
        ("F411", True, False),
        ("F321", True, False),
        ("F331", True, True),
        ("F322", True, True),
        ("F259", True, True),
        ("F0390", False, False),
        ("F17210", False, False),
    ],
)
def test_mental_health_needs_and_serious_mental_illness_come_from_diagnoses(
    tmp_path, code, mental, serious
):
    found = facts(tmp_path, medical_claim=coded(code))

    assert found["has_mental_health_need"] is mental
    assert found["has_serious_mental_illness"] is serious


@pytest.mark.clause("CON-04", "CON-08")
@pytest.mark.parametrize(
    ("code", "consents", "expected"),
    [
        ("F1020", [], None),
        ("E119", [], None),
        ("F1020", [CONSENT], True),
        ("E119", [CONSENT], False),
        ("F1020", [CONSENT | {"ended_on": AS_OF}], None),
    ],
)
def test_substance_use_is_unknown_alike_for_everyone_who_did_not_consent(
    tmp_path, code, consents, expected
):
    views = {"consent": consents} if consents else {}

    assert facts(tmp_path, medical_claim=coded(code), **views)["has_substance_use_need"] is expected


@pytest.mark.clause("CON-04")
def test_a_withheld_claim_gives_no_other_fact_away(tmp_path):
    both = coded("F1020", rendering_npi="3", diagnosis_code_2="F331")

    found = facts(tmp_path, medical_claim=both, provider=KNOWN)

    assert (found["bh_visits"], found["providers"], found["has_mental_health_need"]) == (
        0, 0, False,
    )  # fmt: skip


@pytest.mark.clause("CON-09")
def test_the_latest_transition_is_the_end_of_a_stay_an_ed_visit_or_a_told_discharge(tmp_path):
    def latest(*claims, **views):
        found = facts(tmp_path, medical_claim=list(claims), **views)
        return str(found["last_transition_on"])

    stay, visit = stay_line("2025-05-01", "2025-05-08"), ed_line("2025-05-20")
    told = {"person_id": "P1", "kind": "discharge", "event_on": day("2025-06-01")}

    assert latest(stay) == "2025-05-08"
    assert latest(stay, visit) == "2025-05-20"
    assert latest(stay, visit, utilization_event=[told]) == "2025-06-01"
    assert latest(line("2025-05-01")) == "None"


@pytest.mark.clause("CON-12")
def test_open_cases_of_the_plan_are_counted_and_closed_ones_are_not(tmp_path):
    def case(status, started_on="2025-01-01"):
        return {"person_id": "P1", "program": "complex care", "status": status,
                "started_on": day(started_on)}  # fmt: skip

    cases = [case("open"), case(None), case("closed"), case("open", "2025-07-01")]

    assert facts(tmp_path, case_management=cases)["plan_cases"] == 2
    assert facts(tmp_path, case_management=[case("closed")])["plan_cases"] == 0


@pytest.mark.clause("CON-08")
@pytest.mark.parametrize(("person", "expected"), [("P1", True), ("P2", False)])
def test_a_recorded_social_need_is_seen(tmp_path, person, expected):
    needs = [{"person_id": person, "need": "housing"}]

    assert facts(tmp_path, social_need=needs)["has_social_need"] is expected
