"""Conformance as OSCAL assessment results (NIST, 1.1.2), for tools that collect findings. Pure.

A clause is a control; a finding is satisfied when the clause was done each time it applied and
departed from never. Identifiers are derived from content, so that equal findings give equal bytes.
"""

from __future__ import annotations

import json
import uuid
from datetime import date
from typing import Any

import polars as pl

from tandem_validators.guideline.model import Guideline

OSCAL_VERSION = "1.1.2"
_SPACE = uuid.UUID("6f2c1f0e-6f0b-5a43-9a3f-0f6f9c1f7f55")


def assessment_results(
    clauses: pl.DataFrame, guideline: Guideline, period: tuple[date, date]
) -> bytes:
    """Return the findings of the clauses that applied in `period`, as OSCAL JSON."""
    applied = clauses.filter(pl.col("applied") > 0)
    rows = list(applied.iter_rows(named=True))
    scope = f"{guideline.digest}/{period[0]}/{period[1]}"
    result = {
        "uuid": _id("result", scope),
        "title": f"Conformance from {period[0]} to {period[1]}",
        "description": "Worked out from the ledger; no person's judgement is part of it.",
        "start": f"{period[0]}T00:00:00Z",
        "end": f"{period[1]}T23:59:59Z",
        "reviewed-controls": {
            "control-selections": [
                {"include-controls": [{"control-id": row["clause"].lower()} for row in rows]}
            ]
        },
        "observations": [_observation(row, scope) for row in rows],
        "findings": [_finding(row, scope, guideline) for row in rows],
    }
    if not rows:
        result["reviewed-controls"] = {"control-selections": [{"include-all": {}}]}
        del result["observations"], result["findings"]
    content = {
        "assessment-results": {
            "uuid": _id("assessment", scope),
            "metadata": {
                "title": f"CareTandem conformance: {guideline.title}",
                "last-modified": f"{period[1]}T23:59:59Z",
                "version": guideline.version,
                "oscal-version": OSCAL_VERSION,
            },
            "import-ap": {"href": "../index.json"},
            "results": [result],
        }
    }
    return (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode()


def _observation(row: dict[str, Any], scope: str) -> dict[str, Any]:
    said = ", ".join(f"{name} {row[name]}" for name in ("applied", "done", "late", "deviated"))
    return {
        "uuid": _id("observation", scope, row["clause"]),
        "description": f"Occasions: {said}, waived {row['waived']}.",
        "methods": ["EXAMINE"],
        "collected": f"{row['last_on']}T00:00:00Z",
    }


def _finding(row: dict[str, Any], scope: str, guideline: Guideline) -> dict[str, Any]:
    clause = guideline.clauses[row["clause"]]
    holds = row["done"] == row["applied"] and row["deviated"] == 0 and row["late"] == 0
    status: dict[str, Any] = {"state": "satisfied" if holds else "not-satisfied"}
    if row["reasons"]:
        status["remarks"] = "Departures: " + ", ".join(row["reasons"])
    return {
        "uuid": _id("finding", scope, clause.id),
        "title": clause.id,
        "description": clause.text.strip(),
        "target": {"type": "objective-id", "target-id": clause.anchor, "status": status},
        "related-observations": [{"observation-uuid": _id("observation", scope, clause.id)}],
    }


def _id(*parts: str) -> str:
    return str(uuid.uuid5(_SPACE, "/".join(parts)))
