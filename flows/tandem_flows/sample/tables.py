"""The plan source's tables: the contract's columns and types, and the frames that fill them.

The contract's columns are spelled once, here. Nothing is drawn here; columns that the sample does
not fill are present and empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

_TYPES: dict[str, type[pl.DataType]] = {
    **dict.fromkeys(("claim_line_number", "days_supply"), pl.Int64),
    **dict.fromkeys(("paid_amount", "allowed_amount", "quantity", "score"), pl.Float64),
    **dict.fromkeys(("admission_date", "discharge_date", "paid_date", "birth_date"), pl.Date),
    **dict.fromkeys(("claim_start_date", "claim_end_date", "dispensing_date"), pl.Date),
    **dict.fromkeys(("enrollment_start_date", "enrollment_end_date", "death_date"), pl.Date),
    **dict.fromkeys(("scored_on", "started_on", "event_on", "notified_on"), pl.Date),
    **dict.fromkeys(("given_on", "ended_on"), pl.Date),
}


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COLUMNS: dict[str, tuple[str, ...]] = {
    "eligibility": _words(
        """person_id member_id birth_date gender enrollment_start_date enrollment_end_date
        first_name last_name phone address city state zip_code payer plan payer_type
        coverage_level dual_status_code death_date"""
    ),
    "medical_claim": _words(
        """claim_id claim_line_number person_id claim_start_date claim_end_date paid_amount
        allowed_amount claim_type bill_type_code place_of_service_code revenue_center_code
        hcpcs_code ms_drg_code admission_date discharge_date admit_source_code
        discharge_disposition_code rendering_npi billing_npi facility_npi paid_date"""
    )
    + tuple(f"{kind}_code_{n}" for kind in ("diagnosis", "procedure") for n in range(1, 26)),
    "pharmacy_claim": _words(
        """claim_id claim_line_number person_id ndc_code dispensing_date paid_amount drug_name
        quantity days_supply allowed_amount"""
    ),
    "attribution": _words("person_id practice_id pcp_npi pcp_name"),
    "provider": _words("npi name specialty practice_id"),
    "risk_score": _words("person_id score model scored_on"),
    "case_management": _words(
        "person_id program status case_manager case_manager_phone started_on"
    ),
    "utilization_event": _words("person_id kind event_on notified_on facility npi"),
    "social_need": _words("person_id need"),
    "language": _words("person_id primary_language"),
    "consent": _words("person_id kind given_on ended_on"),
}


def frame(
    view: str, rows: Iterable[Sequence[object]], filled: Sequence[str] | None = None
) -> pl.DataFrame:
    """The rows as the frame of a view; `filled` names their columns where some stay empty."""
    given = tuple(filled or COLUMNS[view])
    schema = {column: column_type(column) for column in given}
    drawn = pl.DataFrame(list(rows), schema=schema, orient="row")
    empty = [c for c in COLUMNS[view] if c not in given]
    nothing = [pl.lit(None, dtype=column_type(c)).alias(c) for c in empty]
    return drawn.with_columns(nothing).select(COLUMNS[view])


def column_type(column: str) -> type[pl.DataType]:
    """A column's type: DATE for days, numbers for amounts and counts, text for the rest."""
    return _TYPES.get(column, pl.String)
