"""The file of a page's answers, made from a filled XLSX sheet: both then say the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tandem_flows.inbox.cells import as_text
from tandem_flows.worksheets.answer_file import ANSWER_FORMAT
from tandem_flows.worksheets.returned import read_sheet


def as_answers(sheet: Path) -> dict[str, Any]:
    """The content of the file that the page would make of the same answers."""
    returned = read_sheet(sheet)
    return {
        "format": ANSWER_FORMAT,
        "sheet_id": returned.sheet_id,
        "kind": returned.kind,
        "call_date": returned.call_date.isoformat(),
        "practice": returned.head.practice,
        "tabs": [_tab(tab) for tab in returned.tabs],
    }


def _tab(tab: Any) -> Mapping[str, Any]:
    return {
        "name": tab.name,
        "columns": [line.column for line in tab.lines],
        "headings": [line.title for line in tab.lines],
        "rows": [
            {"number": row.number, "cells": [as_text(cell) or "" for cell in row.cells]}
            for row in tab.rows
        ],
    }


def write_answers(path: Path, held: Mapping[str, Any]) -> Path:
    path.write_text(json.dumps(held), encoding="utf-8")
    return path


def changed(held: dict[str, Any], tab: str, row: int, column: str, text: object) -> dict[str, Any]:
    """Put `text` into one cell, as an editor of text could."""
    found = next(one for one in held["tabs"] if one["name"] == tab)
    found["rows"][row]["cells"][found["columns"].index(column)] = text
    return held
