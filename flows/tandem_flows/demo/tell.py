"""What happened in the demonstration, counted from its stores, and where each thing lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from tandem_flows.workspace.folder import Workspace


@dataclass(frozen=True)
class Line:
    """One thing that happened: counts for each practice, and how to look at it."""

    what: str
    counts: tuple[str, ...]
    look: str


@dataclass(frozen=True)
class Story:
    """The table of the demonstration."""

    folder: Path
    practices: tuple[str, ...]
    lines: tuple[Line, ...]


def tell(workspace: Workspace) -> Story:
    """Return the story of every practice of the workspace, side by side."""
    practices = tuple(workspace.profile.practices)
    told = [_practice(workspace, practice) for practice in practices]
    lines = [
        Line(what, tuple(counts[index] for counts in told), look)
        for index, (what, look) in enumerate(_LOOKS)
    ]
    return Story(workspace.folder, practices, tuple(lines))


_LOOKS = (
    ("Lists: plan, practice", "tandem show practice_list"),
    ("Listed in all, by both", "tandem show combined_list"),
    ("Near matches to confirm", "tandem show list_matches"),
    ("On the agendas", "tandem show agenda"),
    ("Decisions, with a lead", "tandem show decisions"),
    ("Goals, next steps", "tandem show tasks"),
    ("Summaries, late", "outbox/<practice>/summary-*.html"),
    ("Tracked, reports sent", "tandem show reports"),
    ("Enrolled, survey questions", "tandem show surveys"),
    ("Deviations noted", "tandem audit trace SHR-03"),
    ("Ledger entries, chain holds", "tandem audit verify"),
)


def _practice(workspace: Workspace, practice_id: str) -> list[str]:
    store = workspace.store(practice_id)
    names = (
        "plan_list",
        "practice_list",
        "combined_list",
        "agenda",
        "decisions",
        "goals",
        "tasks",
        "summary",
        "tracking_list",
        "reports",
        "enrolments",
        "surveys",
    )
    read = {name: store.read(name).frame for name in names}
    rows = {name: frame.height for name, frame in read.items()}
    ledger = store.ledger()
    listed = read["combined_list"]
    late = read["summary"].filter(pl.col("sent_on") > pl.col("due_on")).height
    return [
        f"{rows['plan_list']}, {rows['practice_list']}",
        f"{listed.height}, {listed.filter(pl.col('origin') == 'common').height}",
        f"{listed.filter(pl.col('match') == 'review').height}",
        f"{rows['agenda']}",
        f"{rows['decisions']}, {read['decisions'].drop_nulls('lead').height}",
        f"{rows['goals']}, {rows['tasks']}",
        f"{rows['summary']}, {late}",
        f"{rows['tracking_list']}, {rows['reports']}",
        f"{rows['enrolments']}, {rows['surveys']}",
        f"{ledger.filter(pl.col('action') == 'deviation').height}",
        f"{ledger.height}, {'no' if store.verify() else 'yes'}",
    ]
