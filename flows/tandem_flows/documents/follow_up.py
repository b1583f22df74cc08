"""The follow-up list: everything promised, by whom, by when, the late first; a part a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from tandem_flows.documents.paper import CARD, DAY, LATE, Column, Grid, Paper, Part, Words
from tandem_flows.documents.summary import name_of
from tandem_flows.documents.text import counted, words
from tandem_flows.marks import implements
from tandem_flows.rules.follow_up import counts

_OVERVIEW = (
    Column("Who", share=4),
    Column("Side", "side:", 3),
    Column("Open", "open:"),
    Column("Late", "late:"),
    Column("First due", "first due", 2),
)
_PROMISES = (
    Column("Due", "due", 2),
    Column("What", share=6),
    Column("Patient", share=5),
    Column("Report back", "report back", 2),
    Column("Promised", "promised on", 2),
)
_NOBODY = "No person named"


@implements("INF-07", "SUM-05")
def follow_up_paper(
    owed: pl.DataFrame, people: pl.DataFrame, names: Mapping[str, str], as_of: date
) -> Paper:
    """Return the list; `owed` as `promised` returns it, `people` has the patients' names."""
    late = owed["is_late"].sum()
    groups = counts(owed, ("organisation", "owner"))
    return Paper(
        kind="follow-up",
        title=f"What was promised, as of {as_of.strftime('%-d %B %Y')}",
        lead=(
            f"{counted(owed.height, 'thing is', 'things are').capitalize()} open, {late} late.",
            "To say what became of a next step, fill in the follow-up sheet and send it back.",
        ),
        parts=(
            _overview(groups, names),
            *(_person(row, owed, people, names) for row in groups.iter_rows(named=True)),
        ),
    )


def _overview(groups: pl.DataFrame, names: Mapping[str, str]) -> Part:
    rows = tuple(
        (
            Words(_who(row, names)),
            Words(row["organisation"]),
            Words(str(row["open"])),
            Words(str(row["late"]), LATE if row["late"] else ""),
            Words(words(row["first_due_on"]), DAY),
        )
        for row in groups.iter_rows(named=True)
    )
    closing = "" if rows else "Nothing is open."
    return Part("Who owes what", grid=Grid("", _OVERVIEW, rows), closing=closing)


def _person(
    group: dict[str, Any], owed: pl.DataFrame, people: pl.DataFrame, names: Mapping[str, str]
) -> Part:
    mine = owed.filter(
        pl.col("organisation") == group["organisation"],
        pl.col("owner").eq_missing(pl.lit(group["owner"])),
    )
    told = mine.join(people, on="case_id", how="left", maintain_order="left")
    late = f", {group['late']} late" if group["late"] else ""
    return Part(
        heading=f"{_who(group, names)} ({group['organisation']})",
        under=f"{group['open']} open{late}",
        look=CARD,
        grid=Grid("", _PROMISES, tuple(_line(row) for row in told.iter_rows(named=True))),
    )


def _line(row: dict[str, Any]) -> tuple[Words, ...]:
    due_on = words(row["due_on"])
    return (
        Words(f"{due_on} late", LATE) if row["is_late"] else Words(due_on, DAY),
        Words(words(row["action"])),
        Words(f"{name_of(row)} ({row['case_id']})"),
        Words(words(row["report_back_on"]), DAY),
        Words(words(row["call_date"]), DAY),
    )


def _who(row: dict[str, Any], names: Mapping[str, str]) -> str:
    return _NOBODY if row["owner"] is None else names.get(row["owner"], row["owner"])
