"""The vignettes' facts as the plan would hold them: rows of the plan source.

Not here: which facts a vignette has (its file) and how a plan's tables are written (`plans`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tandem_flows.vignettes import plan_rows
from tandem_flows.vignettes.facts import CaseManagement, Stay
from tandem_flows.vignettes.partnership import PRACTICE
from tandem_flows.vignettes.story import Vignette

_SCORED_ON = date(2026, 2, 1)
_LAST_FILL = "2026-02-16"
# Who gives care beside the practice and the specialists that the vignettes name.
_EMERGENCY, _HOSPITAL, _NURSING = "emergency medicine", "hospital medicine", "skilled nursing"


def write_plan_source(folder: Path, vignettes: Mapping[str, Vignette]) -> None:
    """Write the plan's tables of all vignettes and the `source.sql` that reads them."""
    views: dict[str, list[plan_rows.Row]] = {"provider": _providers(vignettes)}
    for person_id, story in vignettes.items():
        for view, rows in _views(person_id, story).items():
            views[view] = [*views.get(view, []), *rows]
    plan_rows.write_plan(folder, **views)


def member_id(person_id: str) -> str:
    """Return the member id on the patient's card."""
    return f"M-{person_id}"


def _views(person_id: str, story: Vignette) -> dict[str, list[plan_rows.Row]]:
    known, person = story.facts.plan, {"person_id": person_id}
    managed = known.case_management
    consent = {"kind": "substance_use_records", "given_on": known.substance_use_consent_on}
    scored = {"score": known.score, "model": "prospective", "scored_on": _SCORED_ON}
    return {
        "eligibility": _eligibility(person_id, story),
        "medical_claim": _claims(person_id, story),
        "pharmacy_claim": [
            plan_rows.fill(_LAST_FILL, person_id, drug_name=name, claim_id=f"{person_id}-{name}")
            for name in known.prescriptions
        ],
        "attribution": [
            plan_rows.attributed(person_id, PRACTICE, pcp_name=story.facts.practice.pcp)
        ],
        "risk_score": [person | scored] if known.score is not None else [],
        "case_management": [person | _open_case(managed)] if managed else [],
        "social_need": [person | {"need": need} for need in known.needs],
        "language": [person | {"primary_language": known.language}],
        "consent": [person | consent] if known.substance_use_consent_on else [],
    }


def _open_case(managed: CaseManagement) -> plan_rows.Row:
    return {
        "program": managed.program,
        "status": "open",
        "case_manager": managed.case_manager,
        "case_manager_phone": managed.phone,
    }


def _eligibility(person_id: str, story: Vignette) -> list[plan_rows.Row]:
    patient = story.facts.patient
    return [
        plan_rows.member(
            person_id,
            member_id=member_id(person_id),
            first_name=patient.first_name,
            last_name=patient.last_name,
            birth_date=patient.born,
            gender=patient.gender,
            payer_type="medicaid",
            coverage_level=span.level,
            enrollment_start_date=span.since,
            enrollment_end_date=span.until,
            phone="555-0160",
            address="1 Example Lane",
        )
        for span in story.facts.plan.coverage
    ]


def _claims(person_id: str, story: Vignette) -> list[plan_rows.Row]:
    known = story.facts.plan
    visits = [
        plan_rows.line(
            visit.day.isoformat(),
            person_id,
            rendering_npi=_npi(visit.to),
            diagnosis_code_1=visit.diagnosis,
        )
        for visit in known.visits
    ]
    emergencies = [
        plan_rows.ed_line(
            day.isoformat(),
            person_id,
            rendering_npi=_npi(_EMERGENCY),
            diagnosis_code_1=known.ed_diagnosis,
        )
        for day in known.ed_visits
    ]
    hospital = [_stay(person_id, stay, _HOSPITAL) for stay in known.admissions]
    nursing = [
        _stay(person_id, stay, _NURSING) | {"bill_type_code": "211", "revenue_center_code": "0191"}
        for stay in known.nursing_stays
    ]
    return [*visits, *emergencies, *hospital, *nursing]


def _stay(person_id: str, stay: Stay, given_by: str) -> plan_rows.Row:
    first, last = stay.day.isoformat(), stay.until.isoformat()
    by = {"rendering_npi": _npi(given_by), "diagnosis_code_1": stay.diagnosis}
    return plan_rows.stay_line(first, last, person_id, **by)


def _providers(vignettes: Mapping[str, Vignette]) -> list[plan_rows.Row]:
    named = {visit.to for story in vignettes.values() for visit in story.facts.plan.visits}
    outside = sorted({*named, _EMERGENCY, _HOSPITAL, _NURSING} - {"practice"})
    own = plan_rows.provider(_npi("practice"), "family medicine", PRACTICE)
    return [own, *(plan_rows.provider(_npi(name), name) for name in outside)]


def _npi(to: str) -> str:
    return f"npi-{to}"
