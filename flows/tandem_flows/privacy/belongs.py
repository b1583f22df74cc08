"""Which rows of the record belong to a patient: by case, by the plan's id, by the practice's row.

Pure. Words about a patient in another patient's rows are not found here; nobody can tell them apart
but a reader.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from tandem_flows.rules.combine import practice_identity
from tandem_flows.store.erasing import PLACE, Found

_PERSON = "person:"


@dataclass(frozen=True)
class Known:
    """By what a patient is known in the record: the case, the plan's ids, the practice's rows."""

    case_id: str
    person_ids: frozenset[str]
    practice_identities: frozenset[str]


def rows_of(case_id: str) -> Found:
    """Return how to find every row that belongs to the patient of a case."""

    def find(
        versions: Mapping[str, pl.DataFrame], identities: frozenset[str]
    ) -> dict[str, pl.DataFrame]:
        known = known_by(case_id, versions, identities)
        found = {name: _rows(name, frame, known) for name, frame in versions.items()}
        if "list_matches" in versions and "practice_list" in versions:
            matches = _matches(versions["list_matches"], found["practice_list"], known)
            found["list_matches"] = matches
        return {name: rows.select(PLACE) for name, rows in found.items() if rows.height}

    return find


def known_by(
    case_id: str, versions: Mapping[str, pl.DataFrame], identities: frozenset[str]
) -> Known:
    """Return by what the patient of a case is known; the plan's id also from the combined list."""
    ids = {name.removeprefix(_PERSON) for name in identities if name.startswith(_PERSON)}
    if "combined_list" in versions:
        own = versions["combined_list"].filter(pl.col("case_id") == case_id)
        ids |= set(own["person_id"].drop_nulls())
    others = frozenset(name for name in identities if not name.startswith(_PERSON))
    return Known(case_id, frozenset(ids), others)


def _rows(name: str, frame: pl.DataFrame, known: Known) -> pl.DataFrame:
    if "case_id" in frame.columns:
        return frame.filter(pl.col("case_id") == known.case_id)
    if name == "practice_list":
        return frame.filter(practice_identity().is_in(list(known.practice_identities)))
    if name == "sent_sheets":
        return _sheets(frame, known)
    if "person_id" in frame.columns:
        return frame.filter(pl.col("person_id").is_in(list(known.person_ids)))
    return frame.clear()


def _matches(matches: pl.DataFrame, practice: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Return the pairs of the member, or of the practice's row in the same round."""
    rows = practice.select(_round(), pl.col("rank").alias("practice_rank")).unique()
    of_row = matches.with_columns(_round()).join(rows, on=["round_id", "practice_rank"], how="semi")
    of_person = matches.filter(pl.col("person_id").is_in(list(known.person_ids)))
    return pl.concat([of_row.select(PLACE), of_person.select(PLACE)]).unique()


def _round() -> pl.Expr:
    return pl.col("handoff_id").str.split("-").list.first().alias("round_id")


def _sheets(frame: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Return all that a sheet was made from when the patient stands in any part of it.

    A part cannot be cut without changing its digest, and a sheet is of no use without its parts.
    """
    marks = {known.case_id, *known.person_ids}
    holds = [_holds(content, marks) for content in frame["content"]]
    of_patient = frame.filter(pl.Series(holds, dtype=pl.Boolean))
    return frame.join(of_patient.select("handoff_id").unique(), on="handoff_id", how="semi")


def _holds(content: str, marks: set[str]) -> bool:
    part = pl.read_ipc(io.BytesIO(base64.b64decode(content)))
    texts = part.select(pl.col(pl.String))
    return any(not marks.isdisjoint(texts[name].drop_nulls()) for name in texts.columns)
