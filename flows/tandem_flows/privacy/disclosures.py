"""A patient's account of disclosures: what went out, when, to whom, how, and under which clause.

It is drawn from the ledger, so it stands after an erasure too. Nothing in it names the patient.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from tandem_validators.errors import InputRefused, Problem

_TOGETHER = "a file on several patients"


@dataclass(frozen=True)
class Disclosed:
    """One file that went out with a patient; `as_case` is the case it went out under."""

    sent_on: date
    file: str
    to: str
    channel: str
    clauses: tuple[str, ...]
    as_case: str
    record_entry: int
    note: str = ""


def disclosures_of(ledger: pl.DataFrame, case_id: str, to: str) -> list[Disclosed]:
    """Return every disclosure of a case, oldest first; `to` is the practice's name.

    What went out under a match that was later taken apart belongs to both cases. Raises
    InputRefused for a case that the ledger has never seen.
    """
    splits = _splits(ledger)
    found = []
    is_known = False
    for row in ledger.iter_rows(named=True):
        is_known = is_known or row["case_id"] == case_id
        if row["action"] == "disclosure":
            found += [_told(row, case, to) for case in _cases_in(row, case_id, splits)]
    if found or is_known or case_id in splits:
        return found
    remedy = "Take the case from `tandem show combined_list`."
    raise InputRefused(Problem(f"case {case_id}", "has gone out in no file on record", remedy))


def _splits(ledger: pl.DataFrame) -> dict[str, tuple[str, int]]:
    """Return for each case made by taking a match apart the case it was in, and the entry."""
    apart = ledger.filter(pl.col("action") == "correction", pl.col("code") == "split")
    rows = apart.select("case_id", "details", "sequence").iter_rows()
    said = [(json.loads(details or "{}"), (case, number)) for case, details, number in rows]
    return {facts["new_case"]: came_from for facts, came_from in said if "new_case" in facts}


def _cases_in(
    row: dict[str, Any], case_id: str, splits: dict[str, tuple[str, int]]
) -> Iterator[str]:
    """Yield the case under which the patient stands in a file that went out, if any."""
    named = set(json.loads(row["details"]).get("cases", "").split())
    if case_id in named:
        yield case_id
    elif case_id in splits:
        before, number = splits[case_id]
        if before in named and row["sequence"] < number:
            yield before


def _told(row: dict[str, Any], as_case: str, to: str) -> Disclosed:
    facts = json.loads(row["details"])
    is_shared = len(facts["cases"].split()) > 1
    return Disclosed(
        row["done_on"],
        facts["file"],
        to,
        facts["channel"],
        tuple(row["clauses"]),
        as_case,
        row["sequence"],
        _TOGETHER if is_shared else "",
    )
