"""Sheets on their way back: workbooks of each kind, the file of the page, and the page itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tandem_flows.worksheets.answer_file import ANSWER_FORMAT, page_problem, read_answer_file
from tandem_flows.worksheets.check import looked_at
from tandem_flows.worksheets.kinds import CALL, PREWORK_PLAN, PREWORK_PRACTICE
from tandem_flows.worksheets.returned import read_sheet
from tandem_validators.errors import InputRefused
from tests.fuzz.hostile import CANARY
from tests.fuzz.parsers import Change, Parser
from tests.worksheets import people
from tests.worksheets.answered import call_answers, prework_answers
from tests.worksheets.sheets import SHEET_ID, expected, filled, tabs_of


def parsers(archive: Change) -> Sequence[Parser]:
    """Return the parsers of sheets."""
    return (
        *(
            Parser(f"sheet: {kind}", f"{kind}.xlsx", _book(kind), _read(kind), archive, 1)
            for kind in (PREWORK_PLAN, PREWORK_PRACTICE, CALL)
        ),
        Parser("answers of the page of a call", "call.json", _answers, _read_answers),
        Parser("page of a call", "call.html", _page, page_problem),
    )


@cache
def _filled(kind: str) -> bytes:
    answers = call_answers() if kind == CALL else prework_answers()
    with TemporaryDirectory() as folder:
        return filled(kind, Path(folder), answers).read_bytes()


def _book(kind: str) -> Callable[[], list[bytes]]:
    return lambda: [_filled(kind)]


def _read(kind: str) -> Callable[[Path], object]:
    def read(path: Path) -> object:
        look = looked_at(read_sheet(path), expected(kind))
        return _refused_if_wrong(look.findings)

    return read


def _refused_if_wrong(findings: Sequence[object]) -> None:
    """Raise what a step raises for a sheet with mistakes."""
    if findings:
        raise InputRefused([finding.problem for finding in findings])  # type: ignore[attr-defined]


def _answers() -> list[bytes]:
    tabs = []
    for tab in tabs_of(CALL):
        titles = [shown.field.title for shown in tab.columns]
        cells = [CANARY if shown.field.kind == "text" else "" for shown in tab.columns]
        row = {"number": 5, "cells": cells}
        names = [shown.name for shown in tab.columns]
        tabs.append({"name": tab.name, "columns": names, "headings": titles, "rows": [row]})
    head = {"format": ANSWER_FORMAT, "sheet_id": SHEET_ID, "kind": CALL}
    head |= {"call_date": people.CALL.isoformat(), "practice": people.PRACTICE}
    return [json.dumps(head | {"tabs": tabs}, indent=0).encode()]


def _read_answers(path: Path) -> object:
    look = looked_at(read_answer_file(path), expected(CALL))
    return _refused_if_wrong(look.findings)


def _page() -> list[bytes]:
    return [b'<!doctype html><meta name="x" content="caretandem-call-page-1"><p>Hello</p>']
