"""The plan source in one statement: every view and column that `source.sql` can bring.

Names follow the Tuva input layer where it has them. Validation, the queries and the data dictionary
read this list; nothing is queried here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Presence = Literal["filled", "required", "optional"]
SqlType = Literal["VARCHAR", "DATE", "DOUBLE"]
EVENT_KINDS = ("ed", "admission", "discharge", "referral", "out_of_network")
CODES_A_CLAIM = 25


@dataclass(frozen=True)
class SourceColumn:
    """One column: `filled` has a value in every row, `required` is there, `optional` may lack."""

    name: str
    type: SqlType
    presence: Presence
    description: str


@dataclass(frozen=True)
class SourceView:
    """One view of the plan source, with its columns in the order of the data dictionary."""

    name: str
    is_optional: bool
    description: str
    columns: tuple[SourceColumn, ...]


_TYPES: dict[str, SqlType] = {"text": "VARCHAR", "date": "DATE", "number": "DOUBLE"}
_MARKS: dict[str, Presence] = {"!": "filled", "*": "required", "": "optional"}


def _columns(statement: str) -> tuple[SourceColumn, ...]:
    """Read lines of `name type description`; `!` marks a filled, `*` a required column."""
    return tuple(_column(line) for line in statement.splitlines() if line.strip())


def _column(line: str) -> SourceColumn:
    name, kind, description = line.strip().split(maxsplit=2)
    mark = name[-1] if name[-1] in "!*" else ""
    return SourceColumn(name.removesuffix(mark), _TYPES[kind], _MARKS[mark], description)


def _codes(name: str, description: str) -> tuple[SourceColumn, ...]:
    places = range(1, CODES_A_CLAIM + 1)
    return tuple(
        SourceColumn(f"{name}_{n}", "VARCHAR", "optional", f"{description} {n}") for n in places
    )


_ELIGIBILITY = _columns("""
    person_id! text The plan's id of the person
    member_id* text The member id on the card
    birth_date! date Date of birth
    gender* text Gender: female, male, other or unknown
    enrollment_start_date! date First covered day of the span
    enrollment_end_date! date Last covered day of the span
    first_name text First name
    last_name text Last name
    phone text Telephone number
    address text Street address
    city text City
    state text State
    zip_code text ZIP code
    payer text Who pays
    plan text Name of the product
    payer_type text Kind of payer, such as commercial, medicare or medicaid
    coverage_level text Medicaid coverage level
    dual_status_code text Medicare-Medicaid dual status
    death_date date Day of death
""")
_MEDICAL = _columns("""
    claim_id! text Id of the claim
    claim_line_number! text Number of the line; the same number may return in a reversal
    person_id! text The plan's id of the person
    claim_start_date! date First day of service
    claim_end_date! date Last day of service
    paid_amount! number Paid by the plan, in US dollars; a reversal is negative
    allowed_amount number Allowed amount, in US dollars
    claim_type text institutional or professional
    bill_type_code text Bill type of a facility claim
    place_of_service_code text Place of service
    revenue_center_code text Revenue centre of a facility line
    hcpcs_code text HCPCS or CPT code
    ms_drg_code text MS-DRG of a stay
    admission_date date Day of admission; the first day of service where empty
    discharge_date date Day of discharge; the last day of service where empty
    admit_source_code text Point of origin
    discharge_disposition_code text Where the patient went
    rendering_npi text NPI of the clinician
    billing_npi text NPI that billed
    facility_npi text NPI of the facility
    paid_date date Day of payment; a claim is seen from then on
""")
_PHARMACY = _columns("""
    claim_id! text Id of the claim
    claim_line_number! text Number of the line
    person_id! text The plan's id of the person
    ndc_code* text NDC of the medicine
    dispensing_date! date Day of the fill
    paid_amount! number Paid by the plan, in US dollars; a reversal is negative
    drug_name text Name of the medicine
    quantity number Units dispensed
    days_supply number Days the fill lasts
    allowed_amount number Allowed amount, in US dollars
""")
_PERSON = "person_id! text The plan's id of the person\n"


def _view(name: str, description: str, statement: str, is_optional: bool = True) -> SourceView:
    return SourceView(name, is_optional, description, _columns(statement))


CONTRACT = (
    SourceView("eligibility", False, "One row a person and span of coverage", _ELIGIBILITY),
    SourceView(
        "medical_claim",
        False,
        "One row a claim line",
        _MEDICAL
        + _codes("diagnosis_code", "Diagnosis (ICD-10-CM)")
        + _codes("procedure_code", "Procedure (ICD-10-PCS)"),
    ),
    SourceView("pharmacy_claim", False, "One row a fill", _PHARMACY),
    _view("attribution", "Which practice a person belongs to", f"""{_PERSON}
        practice_id! text The practice
        pcp_npi text NPI of the primary care clinician
        pcp_name text Name of the primary care clinician""", False),
    _view("provider", "Who gives care, and for which practice", """
        npi! text NPI
        name* text Name
        specialty text Specialty in words
        practice_id text The practice, where the provider belongs to one"""),
    _view("risk_score", "The plan's risk scores", f"""{_PERSON}
        score! number Score; higher is riskier
        model text Model that gave the score
        scored_on date Day of the score"""),
    _view("case_management", "Cases in the plan's own case management", f"""{_PERSON}
        program! text Program
        status text Status; a case is over when it reads closed, ended, inactive or completed
        case_manager text Name of the case manager
        case_manager_phone text The case manager's telephone number
        started_on date Day the case began"""),
    _view("utilization_event", "Feed of admissions, transfers and utilisation", f"""{_PERSON}
        kind! text One of: {", ".join(EVENT_KINDS)}
        event_on! date Day of the event
        notified_on date Day the plan was told; the event is seen from then on
        facility text Facility
        npi text NPI of the facility or provider"""),
    _view("social_need", "Recorded social needs", _PERSON + "need! text The need"),
    _view("language", "Primary language", _PERSON + "primary_language! text Language"),
    _view("consent", "Consents that were given", f"""{_PERSON}
        kind! text What may be shared; substance_use_records is read
        given_on! date Day it was given
        ended_on date First day it no longer holds"""),
)  # fmt: skip
VIEWS = {view.name: view for view in CONTRACT}
