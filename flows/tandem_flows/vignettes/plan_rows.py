"""Rows of a plan's tables for invented patients: each states only what it is about.

Here: a plausible row of each view, and writing the views as files. Not here: whose rows.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from tandem_flows.source.contract import VIEWS

Row = dict[str, Any]
_PRACTICE = "north"
TYPES = {"VARCHAR": pl.String, "DATE": pl.Date, "DOUBLE": pl.Float64}


def day(text: str) -> date:
    """Return the day written as YYYY-MM-DD."""
    return date.fromisoformat(text)


def member(person_id: str = "P1", **changes: Any) -> Row:
    """Return a member of the plan with coverage; `changes` replace or add columns."""
    return {
        "person_id": person_id,
        "member_id": f"M-{person_id}",
        "birth_date": day("1960-02-03"),
        "gender": "F",
        "enrollment_start_date": day("2024-01-01"),
        "enrollment_end_date": day("2025-12-31"),
    } | changes


def line(on: str, person_id: str = "P1", **changes: Any) -> Row:
    """Return a claim line of a visit in an office on a day."""
    start = day(on)
    return {
        "claim_id": f"{person_id}-{on}",
        "claim_line_number": "1",
        "person_id": person_id,
        "claim_start_date": start,
        "claim_end_date": start,
        "paid_amount": 100.0,
        "place_of_service_code": "11",
        "hcpcs_code": "99213",
        "rendering_npi": "1",
        "paid_date": start,
    } | changes


def ed_line(on: str, person_id: str = "P1", **changes: Any) -> Row:
    """Return a claim line of a visit to an emergency department."""
    given = {"claim_id": f"{person_id}-ed-{on}", "place_of_service_code": None}
    billed = {"revenue_center_code": "0450", "hcpcs_code": "99284", "bill_type_code": "131"}
    return line(on, person_id, **given, **billed) | changes


def stay_line(on: str, until: str, person_id: str = "P1", **changes: Any) -> Row:
    """Return a claim line of a stay in hospital, from one day to another."""
    given = {"claim_id": f"{person_id}-ip-{on}", "place_of_service_code": None, "hcpcs_code": None}
    billed = {"revenue_center_code": "0120", "bill_type_code": "111", "paid_date": day(until)}
    return line(on, person_id, **given, **billed, claim_end_date=day(until)) | changes


def fill(on: str, person_id: str = "P1", **changes: Any) -> Row:
    """Return a prescription filled on a day."""
    return {
        "claim_id": f"{person_id}-rx-{on}",
        "claim_line_number": "1",
        "person_id": person_id,
        "ndc_code": "00000000001",
        "dispensing_date": day(on),
        "paid_amount": 10.0,
        "drug_name": "lisinopril",
    } | changes


def attributed(person_id: str = "P1", practice_id: str = _PRACTICE, **changes: Any) -> Row:
    """Return that the plan counts a person to a practice."""
    return {"person_id": person_id, "practice_id": practice_id} | changes


def provider(npi: str, specialty: str | None = None, practice_id: str | None = None) -> Row:
    """Return a clinician with specialty and, where it is one of theirs, practice."""
    name = f"Dr {npi}"
    return {"npi": npi, "name": name, "specialty": specialty, "practice_id": practice_id}


def needed() -> dict[str, list[Row]]:
    """The views no plan can do without, with one member and nothing of note."""
    return {
        "eligibility": [member()],
        "medical_claim": [line("2025-01-15")],
        "pharmacy_claim": [fill("2025-01-15")],
        "attribution": [attributed()],
    }


def write_plan(folder: Path, **views: list[Row]) -> Path:
    """Write the views as Parquet, and the `source.sql` that reads them."""
    statements = []
    for name, rows in (needed() | views).items():
        frame(name, rows).write_parquet(folder / f"{name}.parquet")
        statements.append(f"CREATE VIEW {name} AS FROM '{{folder}}/{name}.parquet';")
    source_sql = folder / "source.sql"
    source_sql.write_text("\n".join(statements))
    return source_sql


def frame(view: str, rows: list[Row]) -> pl.DataFrame:
    """Return rows of a view as a frame, in the types of the contract."""
    named = {name for row in rows for name in row}
    types = {c.name: TYPES[c.type] for c in VIEWS[view].columns if c.name in named}
    return pl.DataFrame(rows, schema=types)
