"""A workspace in which every patient's data bears a mark, so that it is known wherever it shows.

Names and free text hold `MARK`; birth dates, telephone numbers, addresses and ids are what they are
and are looked for as written.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import polars as pl

from tandem_flows.workspace.folder import Workspace

MARK = "Qzxmark"
_NAMED = ("first_name", "last_name")


def mark_inputs(workspace: Workspace) -> None:
    """Mark the plan's tables and both practices' lists alike, so that they still match.

    The names in the profile bear the mark too: what Prefect keeps goes by ids alone.
    """
    plan = workspace.folder / "plan"
    _rewrite(plan / "eligibility.parquet", *_NAMED)
    _rewrite(plan / "case_management.parquet", "case_manager")
    _rewrite(plan / "social_need.parquet", "need")
    _mark_names(workspace.folder / "profile.yaml")
    for name in workspace.profile.practices:
        _mark_list(workspace.inbox(name) / "practice_list.csv")


def mark_answers(answers: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Mark every free text that people write into a sheet."""
    free = {
        "reason",
        "rationale",
        "goal",
        "draft_goal",
        "action",
        "result",
        "gap",
        "answer",
        "name",
    }
    free |= {"risk_drivers", "need", "measure", "barriers", "question", "purpose"}
    return {tab: _mark_columns(frame, free) for tab, frame in answers.items()}


def patients_of(workspace: Workspace, practice_id: str) -> set[str]:
    """Return everything that tells of the listed patients, as it may be written somewhere."""
    listed = workspace.store(practice_id).read("background").frame
    combined = workspace.store(practice_id).read("combined_list").frame
    found = {MARK, MARK.lower(), MARK.upper()}
    for column in ("address", "phone", "case_manager", "diagnoses", "prescriptions", "providers"):
        if column in listed.columns:
            found |= set(listed[column].cast(pl.String).drop_nulls())
    found |= set(combined["person_id"].drop_nulls())
    for day in combined["birth_date"]:
        found |= {f"{day:%Y-%m-%d}", f"{day:%m/%d/%Y}", f"{day.month}/{day.day}/{day.year}"}
    with (workspace.inbox(practice_id) / "practice_list.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found |= {row["Member #"], row["Phone"], row["Street"], row["MRN"]}
    return {text for text in found if len(text) > 5}


def _mark_names(profile: Path) -> None:
    text = profile.read_text(encoding="utf-8")
    marked = re.sub(r'name: "', f'name: "[{MARK}](http://x.org)<b>| ', text)
    profile.write_text(marked, encoding="utf-8")


def _mark_columns(frame: pl.DataFrame, free: set[str]) -> pl.DataFrame:
    names = [
        name for name, kind in frame.schema.items() if name in free and isinstance(kind, pl.String)
    ]
    return frame.with_columns((pl.col(name) + f" {MARK}").alias(name) for name in names)


def _rewrite(path: Path, *names: str) -> None:
    marked = [(MARK + pl.col(name)).alias(name) for name in names]
    pl.read_parquet(path).with_columns(marked).write_parquet(path)


def _mark_list(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for name in ("First", "Last"):
            row[name] = f"{MARK}{row[name]}"
        row["MRN"] = f"{MARK}{row['MRN']}"
        for name in ("Why high risk", "Reason for visit"):
            row[name] = f"{row[name]} {MARK}".strip()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
