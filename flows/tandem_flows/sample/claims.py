"""Medical claims: each visit as the claim lines that a plan would hold, with some reversals.

Only billing here. Claims are paid 10 to 60 days after the service, so a look from any day sees
older service complete and recent service in part. A reversed line stays, with its negative.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from tandem_flows.sample.chance import money
from tandem_flows.sample.clinical import ED_LEVELS, OFFICE_LEVELS, PROCEDURES
from tandem_flows.sample.visits import ED, INPATIENT, NURSING, Visit

PAID_SHARE = 0.85
REVERSED = 0.015
BILLED_AGAIN = 0.6
PROCEDURE_DONE = 0.25


@dataclass(frozen=True)
class Charge:
    """One line's billing: revenue centre (facility) or service code, and the allowed amount."""

    allowed: float
    hcpcs_code: str | None = None
    revenue_center_code: str | None = None


@dataclass(frozen=True)
class Claim:
    """One claim for one visit, by the facility or by the clinician."""

    claim_id: str
    visit: Visit
    charges: tuple[Charge, ...]
    paid_on: date
    bill_type_code: str | None = None
    place_of_service_code: str | None = None
    procedure_code: str | None = None


# The columns filled below, in the order of a line; the others of the contract stay empty.
Line = tuple[str | int | float | date | None, ...]
LINE_COLUMNS = (
    "claim_id", "claim_line_number", "person_id", "claim_start_date", "claim_end_date",
    "claim_type", "bill_type_code", "place_of_service_code", "ms_drg_code", "admission_date",
    "discharge_date", "admit_source_code", "discharge_disposition_code", "rendering_npi",
    "billing_npi", "facility_npi", "diagnosis_code_1", "diagnosis_code_2", "diagnosis_code_3",
    "diagnosis_code_4", "procedure_code_1", "revenue_center_code", "hcpcs_code", "paid_date",
    "allowed_amount", "paid_amount",
)  # fmt: skip


def claim_lines(rng: Random, visits: list[Visit]) -> Iterator[Line]:
    """The lines of all visits' claims, with the negatives of those that were reversed."""
    for number, visit in enumerate(visits):
        for suffix, claim in zip("FP", _claims(rng, f"C{number:07d}", visit), strict=False):
            claim = replace(claim, claim_id=claim.claim_id + suffix)
            yield from _lines(claim)
            if rng.random() < REVERSED:
                yield from _reversal(rng, claim)


def _claims(rng: Random, claim_id: str, visit: Visit) -> list[Claim]:
    """The facility's claim where there is a facility, and the clinician's."""
    paid_on = visit.ends_on + timedelta(days=rng.randint(10, 45))
    if visit.kind == ED:
        level = rng.choice(ED_LEVELS)
        facility = Charge(money(rng, 350, 2600), level, "0450")
        clinician = Charge(money(rng, 90, 320), level)
        return [
            Claim(claim_id, visit, (facility,), paid_on, bill_type_code="131"),
            Claim(claim_id, visit, (clinician,), paid_on, place_of_service_code="23"),
        ]
    if visit.kind == INPATIENT:
        return _inpatient(rng, claim_id, visit, paid_on)
    if visit.kind == NURSING:
        room = Charge(money(rng, 3000, 9000), None, "0120")
        return [Claim(claim_id, visit, (room,), paid_on, bill_type_code="211")]
    charges = [Charge(money(rng, 70, 240), rng.choice(OFFICE_LEVELS))]
    if rng.random() < 0.15:
        charges.append(Charge(money(rng, 8, 60), rng.choice(("83036", "80053", "36415"))))
    return [Claim(claim_id, visit, tuple(charges), paid_on, place_of_service_code="11")]


def _inpatient(rng: Random, claim_id: str, visit: Visit, paid_on: date) -> list[Claim]:
    charges = [
        Charge(money(rng, 4000, 26000), None, "0120"),
        Charge(money(rng, 100, 1800), None, "0250"),
        Charge(money(rng, 80, 900), None, "0300"),
    ]
    if visit.came_through_ed:
        charges.append(Charge(money(rng, 350, 1600), "99285", "0450"))
    procedure = rng.choice(PROCEDURES) if rng.random() < PROCEDURE_DONE else None
    clinician = Charge(money(rng, 180, 900), "99223")
    return [
        Claim(claim_id, visit, tuple(charges), paid_on, "111", procedure_code=procedure),
        Claim(claim_id, visit, (clinician,), paid_on, place_of_service_code="21"),
    ]


def _lines(claim: Claim, first: int = 1, sign: int = 1) -> Iterator[Line]:
    """The claim's lines from number `first`; with sign -1 the negatives of its amounts."""
    head = _head(claim)
    for number, charge in enumerate(claim.charges, start=first):
        allowed = sign * charge.allowed
        paid = round(allowed * PAID_SHARE, 2)
        billing = (charge.revenue_center_code, charge.hcpcs_code, claim.paid_on, allowed, paid)
        yield (claim.claim_id, number, *head, *billing)


def _head(claim: Claim) -> Line:
    """What all lines of a claim share, from person_id to procedure_code_1."""
    visit, is_facility = claim.visit, claim.bill_type_code is not None
    is_stay = is_facility and visit.kind in (INPATIENT, NURSING)
    facility_npi = visit.facility.npi if visit.facility else None
    stay: Line = (None, None, None)
    if is_stay:
        stay = (visit.starts_on, visit.ends_on, "1")
    service = (visit.person_id, visit.starts_on, visit.ends_on)
    kind = ("institutional" if is_facility else "professional", claim.bill_type_code)
    drg = visit.ms_drg_code if is_facility else None
    disposition = visit.disposition if is_facility else None
    billing_npi = facility_npi if is_facility else visit.provider.npi
    npis = (visit.provider.npi, billing_npi, facility_npi)
    codes = (*visit.codes, None, None, None)[:4]
    return (*service, *kind, claim.place_of_service_code, drg, *stay, disposition, *npis, *codes,
            claim.procedure_code)  # fmt: skip


def _reversal(rng: Random, claim: Claim) -> Iterator[Line]:
    """The same lines taken back later; most are billed again a little lower."""
    later = claim.visit.ends_on + timedelta(days=rng.randint(46, 60))
    yield from _lines(replace(claim, paid_on=later), 1 + len(claim.charges), sign=-1)
    if rng.random() < BILLED_AGAIN:
        charges = tuple(replace(c, allowed=round(c.allowed * 0.9, 2)) for c in claim.charges)
        again = replace(claim, claim_id=claim.claim_id + "R", charges=charges, paid_on=later)
        yield from _lines(again)
