"""The packet to the practice as a workbook: who is discussed, background, and the combined list."""

from __future__ import annotations

import polars as pl

from tandem_flows.documents.known import MISSING_WORD, WITHHOLDING, missing_word
from tandem_flows.documents.workbook import Sheet

_LIST_COLUMNS = (
    "case_id",
    "marked_for_call",
    "origin",
    "match",
    "plan_rank",
    "practice_rank",
    "risk_score",
    "first_name",
    "last_name",
    "birth_date",
    "pcp_name",
)
# an empty cell of these columns says something: no rank, or no place on the call
_MAY_BE_EMPTY = ("marked_for_call", "plan_rank", "practice_rank")


def call_list_sheets(
    combined_list: pl.DataFrame, agenda: pl.DataFrame, background: pl.DataFrame
) -> list[Sheet]:
    """Return the tabs of the packet for the practice, the patients of the call first in each.

    They hold this practice's own patients and the fields the guideline names, nothing else: the
    plan's own id of a person stays with the plan.
    """
    marked = agenda.select("case_id", pl.col("position").alias("marked_for_call"))
    people = combined_list.select("case_id", "first_name", "last_name", "birth_date")
    for_call = agenda.sort("position").join(people, on="case_id", how="left", maintain_order="left")
    return [
        Sheet(
            "For the call",
            "Patients to discuss on the call, in order",
            for_call.select(
                "position", "first_name", "last_name", "birth_date", "reason", "case_id", "tier",
                "clause",
            ),
        ),
        _background(combined_list, marked, background),
        _listed(combined_list, marked),
    ]  # fmt: skip


def _background(
    combined_list: pl.DataFrame, marked: pl.DataFrame, background: pl.DataFrame
) -> Sheet:
    rows = _call_first(background.join(marked, on="case_id", how="left", maintain_order="left"))
    told = rows.select("marked_for_call", *(name for name in _people_first(background.columns)))
    members = set(combined_list.drop_nulls("person_id")["case_id"])
    absent = [
        {
            name: ""
            if name in _MAY_BE_EMPTY
            else missing_word(row, name, row["case_id"] in members)
            for name in told.columns
        }
        for row in told.iter_rows(named=True)
    ]
    sentence = f"What the plan knows; the patients of the call first. {WITHHOLDING}"
    return Sheet(
        "Background", sentence, told, pl.DataFrame(absent, schema=_texts(told)).fill_null(""), 4
    )


def _listed(combined_list: pl.DataFrame, marked: pl.DataFrame) -> Sheet:
    listed = combined_list.join(marked, on="case_id", how="left", maintain_order="left")
    told = _call_first(listed).select(_people_first(_LIST_COLUMNS))
    absent = told.with_columns(
        pl.lit("" if name in _MAY_BE_EMPTY else MISSING_WORD).alias(name) for name in told.columns
    )
    return Sheet(
        "Combined list",
        "Everyone on either list; where the match says review, please tell us whether both are "
        "the same patient",
        told,
        absent,
        4,
    )


def _call_first(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.sort("marked_for_call", nulls_last=True, maintain_order=True)


def _people_first(columns: tuple[str, ...] | list[str]) -> list[str]:
    first = ["marked_for_call", "first_name", "last_name", "birth_date"]
    first = [name for name in first if name in columns]
    return [*first, *(name for name in columns if name not in first)]


def _texts(frame: pl.DataFrame) -> dict[str, type[pl.String]]:
    return dict.fromkeys(frame.columns, pl.String)
