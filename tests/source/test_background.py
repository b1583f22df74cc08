"""The fifteen facts, and what is withheld from them."""

from __future__ import annotations

import pytest

from tandem_flows.source.background import background_facts
from tandem_flows.source.facts import NO_CLAIM_YET, NOT_CLASSIFIABLE
from tests.source.plans import (
    AS_OF,
    PRACTICE,
    attributed,
    day,
    ed_line,
    fill,
    line,
    member,
    opened,
    provider,
    stay_line,
)
from tests.values import standard_values


def background(folder, person_ids=("P1",), **views):
    with opened(folder, **views) as source:
        return background_facts(source, list(person_ids), PRACTICE, AS_OF, standard_values())


def facts(folder, **views):
    return background(folder, **views).row(0, named=True)


@pytest.mark.clause("SHR-04", "SHR-05", "SHR-06", "SHR-18")
def test_identity_contact_and_coverage_come_from_the_latest_span(tmp_path):
    moved = {"address": "2 New Street", "city": "Tarn", "state": "ME", "zip_code": "04001"}
    spans = [
        member(address="1 Old Street", phone="207-555-0100", first_name="Ada", last_name="Quist",
               enrollment_end_date=day("2024-12-31")),
        member(enrollment_start_date=day("2025-01-01"), payer_type="medicaid",
               coverage_level="Standard", **moved),
    ]  # fmt: skip

    found = facts(tmp_path, eligibility=spans)

    assert (found["first_name"], found["last_name"]) == ("Ada", "Quist")
    assert found["birth_date"] == day("1960-02-03")
    assert (found["address"], found["phone"]) == ("2 New Street, Tarn, ME 04001", "207-555-0100")
    assert (found["coverage_level"], found["is_medicaid"]) == ("Standard", True)


@pytest.mark.clause("SHR-07", "CAL-13")
def test_the_latest_admission_has_its_date_and_reason(tmp_path):
    claims = [
        stay_line("2025-01-01", "2025-01-03", diagnosis_code_1="J189"),
        stay_line("2025-03-01", "2025-03-04", diagnosis_code_1="I50.33"),
    ]

    found = facts(tmp_path, medical_claim=claims)

    assert (found["last_admission_on"], found["last_admission_reason"]) == (
        day("2025-03-01"), "I50.33",
    )  # fmt: skip


def test_an_admission_known_from_the_feed_says_that_its_claim_is_missing(tmp_path):
    event = {"person_id": "P1", "kind": "admission", "event_on": day("2025-06-01")}

    found = facts(tmp_path, utilization_event=[event])

    assert found["last_admission_reason"] == NO_CLAIM_YET


@pytest.mark.clause("SHR-08")
@pytest.mark.parametrize("code", [None, "~", "UNKNOWN"])
def test_an_ed_visit_without_a_usable_diagnosis_keeps_its_row(tmp_path, code):
    found = facts(tmp_path, medical_claim=[ed_line("2025-03-01", diagnosis_code_1=code)])

    assert (found["last_ed_on"], found["last_ed_reason"]) == (day("2025-03-01"), NOT_CLASSIFIABLE)


@pytest.mark.clause("SHR-09", "SHR-10", "CAL-14", "CAL-15")
def test_diagnoses_are_current_or_history_by_when_they_last_came(tmp_path):
    claims = [
        line("2024-06-30", diagnosis_code_1="J449"),
        line("2024-06-29", diagnosis_code_1="I10", diagnosis_code_2="E119"),
        line("2024-07-01", diagnosis_code_1="E11.9"),
    ]

    found = facts(tmp_path, medical_claim=claims)

    assert found["diagnoses"] == "E11.9"
    assert found["diagnostic_history"] == "J44.9; I10"


@pytest.mark.clause("SHR-11", "CAL-16")
def test_prescriptions_are_recent_fills_by_name_or_code(tmp_path):
    fills = [
        fill("2024-06-30", drug_name="too old"),
        fill("2025-01-01", drug_name="metformin"),
        fill("2025-02-01", drug_name=None, ndc_code="123"),
        fill("2025-03-01", drug_name="taken back"),
        fill("2025-03-01", drug_name="taken back", paid_amount=-10.0),
    ]

    assert facts(tmp_path, pharmacy_claim=fills)["prescriptions"] == "123; metformin"


@pytest.mark.clause("SHR-12", "SHR-20", "CAL-17")
def test_providers_and_specialty_visits_are_the_most_recent_first(tmp_path):
    claims = [
        line("2025-01-01", rendering_npi="1"),
        line("2025-03-01", rendering_npi="2", diagnosis_code_1="I10"),
        line("2025-02-01", rendering_npi="3"),
    ]
    known = [provider("1", "Family Medicine", PRACTICE), provider("2", "Cardiology")]

    found = facts(tmp_path, medical_claim=claims, provider=known,
                  attribution=[attributed(pcp_name="Dr North", pcp_npi="1")])  # fmt: skip

    assert found["providers"] == "Dr 2; 3; Dr 1"
    assert found["pcp_name"] == "Dr North"
    assert found["specialty_visits"] == "Cardiology 2025-03-01"
    assert found["principal_diagnosis"] == "I10"


@pytest.mark.clause("SHR-13", "SHR-14")
@pytest.mark.parametrize(("status", "is_open"), [("open", True), (None, True), ("closed", False)])
def test_case_management_names_the_case_manager_of_an_open_case(tmp_path, status, is_open):
    case = {"person_id": "P1", "program": "Complex care", "status": status, "case_manager": "Bo Li"}

    found = facts(tmp_path, case_management=[case])

    assert found["in_case_management"] is is_open
    assert found["case_manager"] == ("Bo Li" if is_open else None)


@pytest.mark.clause("SHR-15", "SHR-16", "SHR-17")
def test_needs_language_and_score_come_from_their_views(tmp_path):
    found = facts(
        tmp_path,
        social_need=[{"person_id": "P1", "need": need} for need in ("transport", "food")],
        language=[{"person_id": "P1", "primary_language": "Somali"}],
        risk_score=[{"person_id": "P1", "score": 2.5, "model": "M1"}],
    )

    assert found["social_needs"] == "food; transport"
    assert found["primary_language"] == "Somali"
    assert (found["risk_score"], found["score_source"]) == (2.5, "M1")


def test_what_the_plan_has_no_record_of_is_told_apart_from_nothing_found(tmp_path):
    found = facts(tmp_path, social_need=[{"person_id": "P9", "need": "food"}])

    assert (found["social_needs"], found["has_social_need"]) == (None, True)
    assert (found["in_case_management"], found["has_case_management"]) == (None, False)


def test_a_list_names_ten_at_most_and_every_person_has_a_row(tmp_path):
    codes = {f"diagnosis_code_{n}": f"E{n:02d}" for n in range(1, 12)}

    found = background(tmp_path, ("P1", "P2"), medical_claim=[line("2025-01-01", **codes)])

    assert len(found["diagnoses"][0].split("; ")) == 10
    assert found["person_id"].to_list() == ["P1", "P2"]


SUBSTANCE_USE = {
    "medical_claim": [
        line("2025-01-01", diagnosis_code_1="I10"),
        line("2025-02-01", rendering_npi="7", diagnosis_code_1="F10.20", diagnosis_code_2="E119"),
        line("2023-02-01", rendering_npi="7", diagnosis_code_1="F1120"),
        stay_line("2025-03-01", "2025-03-04", diagnosis_code_1="F10230", rendering_npi=None),
        ed_line("2025-04-01", diagnosis_code_1="F1123", rendering_npi=None),
    ],
    "pharmacy_claim": [
        fill("2025-01-01"),
        fill("2025-02-01", drug_name="Naltrexone 50 mg"),
        fill("2025-03-01", drug_name=None, ndc_code="555"),
    ],
    "provider": [provider("1", "Family Medicine", PRACTICE), provider("7", "Addiction medicine")],
}


@pytest.mark.clause("SHR-07", "SHR-08", "SHR-09", "SHR-11")
def test_substance_use_records_are_withheld_without_consent(tmp_path):
    found = facts(tmp_path, **SUBSTANCE_USE)

    assert (found["last_admission_on"], found["last_ed_on"]) == (
        day("2025-03-01"), day("2025-04-01"),
    )  # fmt: skip
    assert found["last_admission_reason"] == found["last_ed_reason"] == "not classifiable"
    assert (found["diagnoses"], found["diagnostic_history"]) == ("I10", None)
    assert found["prescriptions"] == "lisinopril"
    assert (found["providers"], found["specialty_visits"]) == ("Dr 1", None)
    assert found["principal_diagnosis"] == "I10"
    assert found["is_withheld"]


@pytest.mark.parametrize(
    ("given", "ended", "is_withheld"),
    [
        ("2025-06-30", None, False),
        ("2025-07-01", None, True),
        ("2025-01-01", "2025-07-01", False),
        ("2025-01-01", "2025-06-30", True),
    ],
)
def test_consent_opens_substance_use_records_while_it_holds(tmp_path, given, ended, is_withheld):
    consent = {
        "person_id": "P1",
        "kind": "substance_use_records",
        "given_on": day(given),
        "ended_on": ended and day(ended),
    }

    found = facts(tmp_path, **SUBSTANCE_USE, consent=[consent])

    assert found["is_withheld"] is is_withheld
    assert ("F10.20" in found["diagnoses"]) is not is_withheld
    assert ("Naltrexone" in found["prescriptions"]) is not is_withheld


def test_another_kind_of_consent_opens_nothing(tmp_path):
    consent = {"person_id": "P1", "kind": "contact", "given_on": day("2025-01-01")}

    assert facts(tmp_path, **SUBSTANCE_USE, consent=[consent])["is_withheld"]


def test_tobacco_is_no_substance_use_record(tmp_path):
    found = facts(tmp_path, medical_claim=[line("2025-01-01", diagnosis_code_1="F17.210")])

    assert (found["diagnoses"], found["is_withheld"]) == ("F17.210", False)
