"""The continuum for the patients of a call: the handoff, and the words on the pre-work sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.continuum.facts import Facts
from tandem_flows.rules.continuum.limits import Limits, limits_of
from tandem_flows.rules.continuum.suited import SUITS, Suited, is_duplicated, suited_kinds
from tandem_flows.rules.continuum.words import (
    CODES,
    duplication_words,
    line_of,
    note_of,
    open_line_of,
)
from tandem_validators.guideline.values import Values

SCHEMA = {
    "call_date": pl.Date,
    "case_id": pl.String,
    "kind": pl.String,
    "clause": pl.String,
    "fit": pl.String,
    "rank": pl.Int64,
    "criteria": pl.String,
    "not_known": pl.String,
    "overlap": pl.String,
    "is_duplication_possible": pl.Boolean,
    "amount": pl.String,
    "note": pl.String,
}


@implements("CON-11", "CON-12")
def triage(known: pl.DataFrame, call_date: date, values: Values) -> pl.DataFrame:
    """Return the handoff `continuum`: for each patient every kind that suits or may suit.

    `known` is what `gather_facts` returns. Several kinds may suit; none is chosen, and none leads.
    """
    limits = limits_of(values)
    rows = [
        _row(found, case_id, call_date, facts, limits)
        for case_id, facts in _cases(known)
        for found in suited_kinds(facts, limits)
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


@implements("CON-12")
def suggested_words(continuum: pl.DataFrame) -> pl.DataFrame:
    """Return case_id and suggested_kinds: what the pre-work sheet shows, one text a patient."""
    rows = []
    for case in continuum.partition_by("case_id", maintain_order=True):
        suited = case.filter(pl.col("fit") == SUITS).sort("rank")
        ranks = dict(suited.select("kind", "rank").iter_rows())
        lines = [line_of(row, ranks) for row in suited.iter_rows(named=True)]
        lines += duplication_words(case["is_duplication_possible"][0])
        is_open = pl.col("fit") != SUITS
        lines += [open_line_of(row) for row in case.filter(is_open).iter_rows(named=True)]
        rows.append((case["case_id"][0], "\n".join(lines)))
    schema = {"case_id": pl.String, "suggested_kinds": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _cases(known: pl.DataFrame) -> Iterator[tuple[str, Facts]]:
    names = [field.name for field in fields(Facts)]
    for row in known.iter_rows(named=True):
        yield row["case_id"], Facts(**{name: row[name] for name in names})


def _row(
    found: Suited, case_id: str, call_date: date, facts: Facts, limits: Limits
) -> tuple[Any, ...]:
    return (
        call_date,
        case_id,
        found.kind.name,
        found.kind.clause,
        found.fit,
        found.rank,
        CODES.join(found.met),
        CODES.join(found.unknown),
        CODES.join(found.overlap),
        is_duplicated(facts),
        found.amount,
        note_of(found, facts, limits),
    )
