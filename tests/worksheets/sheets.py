"""Sheets of the three kinds, written, filled in and read back through real files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from tandem_flows.rules.call_sheet import claims_review, quick_check
from tandem_flows.worksheets.check import Expectation, checked
from tandem_flows.worksheets.fill import fill_sheet
from tandem_flows.worksheets.follow_up_tabs import follow_up_tabs
from tandem_flows.worksheets.kinds import (
    CALL,
    FOLLOW_UP,
    PREWORK_PLAN,
    PREWORK_PRACTICE,
    call_tabs,
    prework_tabs,
)
from tandem_flows.worksheets.layout import sheet_file_name
from tandem_flows.worksheets.returned import read_sheet
from tandem_flows.worksheets.tab import Tab
from tandem_flows.worksheets.write import write_sheet
from tests.worksheets import people

SHEET_ID = "S-7F3A"
OF_A_CALL = (PREWORK_PLAN, PREWORK_PRACTICE, CALL)


@cache
def tabs_of(kind: str) -> tuple[Tab, ...]:
    agenda, background, facts = people.agenda(), people.background(), people.suggestions()
    if kind == FOLLOW_UP:
        return tuple(follow_up_tabs(people.open_tasks(), background, people.team()))
    if kind.startswith("prework_"):
        side = kind.removeprefix("prework_")
        return prework_tabs(
            side,
            agenda,
            background,
            facts,
            people.kinds(),
            people.open_tasks(),
            people.known_before(),
            people.of("service_gaps", []),
        )
    following = people.agenda(people.NEXT_CALL)
    preworks, team = people.both_preworks(), people.team()
    known = quick_check(agenda, background, preworks).join(
        claims_review(agenda, background), on="case_id"
    )
    return call_tabs(
        people.planned_call(),
        agenda,
        background,
        preworks,
        facts,
        team,
        following,
        known,
        people.of("goals", []),
        people.of("programs", []),
        people.of("invitees", []),
    )


def expected(kind: str, call_date: date = people.CALL, sheet_id: str = SHEET_ID) -> Expectation:
    return Expectation(sheet_id, kind, call_date, tabs_of(kind), people.SEEN_ON, people.PRACTICE)


def freshly_written(kind: str, folder: Path) -> Path:
    path = folder / sheet_file_name(kind, people.CALL, SHEET_ID)
    lines = ("Fill in the tabs from left to right.", "Send the sheet back before the call.")
    title = f"CareTandem: {kind.replace('_', ' ')}"
    return write_sheet(
        path, SHEET_ID, kind, people.CALL, title, tabs_of(kind), lines, people.PRACTICE
    )


@cache
def _content(kind: str) -> bytes:
    with TemporaryDirectory() as folder:
        return freshly_written(kind, Path(folder)).read_bytes()


def written(kind: str, folder: Path) -> Path:
    path = folder / sheet_file_name(kind, people.CALL, SHEET_ID)
    path.write_bytes(_content(kind))
    return path


def filled(kind: str, folder: Path, answers: Mapping[str, pl.DataFrame]) -> Path:
    return fill_sheet(written(kind, folder), folder / "filled.xlsx", answers)


def accepted(
    kind: str, folder: Path, answers: Mapping[str, pl.DataFrame]
) -> Mapping[str, pl.DataFrame]:
    return checked(read_sheet(filled(kind, folder, answers)), expected(kind))
