"""An order among equals that chance decided, read from `random_order.csv` of a practice's inbox."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import polars as pl

from tandem_flows.inbox.cells import as_one_line
from tandem_flows.inbox.csv_text import read_csv
from tandem_flows.inbox.opened import InboxFile, read_file
from tandem_flows.inbox.place import at
from tandem_flows.rules.measures.records import RANDOM_ORDER
from tandem_validators.errors import InputRefused, Problem

FILE = "random_order.csv"


@dataclass(frozen=True)
class OrderFile:
    """The order as case_id, tied and place, and the hash of its file."""

    order: pl.DataFrame
    source_hash: str


def read_random_order(path: InboxFile) -> OrderFile:
    """Return the order in `path`; raise InputRefused with all its problems at once."""
    content = read_file(path)
    rows = [row for row in read_csv(content, path.name).rows if any(row)]
    headings = [(as_one_line(cell) or "").lower() for cell in rows[0]] if rows else []
    problems = [
        Problem(at(path.name, row=1, column=name), "is missing", f"Add the heading {name}.")
        for name in RANDOM_ORDER
        if name not in headings
    ]
    if problems:
        raise InputRefused(problems)
    read: list[dict[str, str | int]] = []
    seen: set[str] = set()
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(headings, (as_one_line(cell) or "" for cell in row), strict=False))
        problems += _wrong(cells, seen, path.name, number)
        seen.add(cells.get("case_id", ""))
        read.append(cells | {"place": int(cells["place"])} if _is_place(cells) else dict(cells))
    if problems:
        raise InputRefused(problems)
    order = pl.DataFrame([{name: row[name] for name in RANDOM_ORDER} for row in read], RANDOM_ORDER)
    return OrderFile(order, hashlib.sha256(content).hexdigest())


def _wrong(cells: dict[str, str], seen: set[str], file: str, number: int) -> list[Problem]:
    """Return what is wrong with one row: an empty cell, no place, a case that came before."""
    problems = [
        Problem(at(file, row=number, column=name), "is empty", "Fill it in, or take the row out.")
        for name in RANDOM_ORDER
        if not cells.get(name)
    ]
    if cells.get("place") and not _is_place(cells):
        where = at(file, row=number, column="place")
        problems.append(Problem(where, "is not a number from 1", "Write the place as drawn."))
    if cells.get("case_id") in seen:
        where = at(file, row=number, column="case_id")
        problems.append(Problem(where, "is there twice", "Keep the first place that was drawn."))
    return problems


def _is_place(cells: dict[str, str]) -> bool:
    place = cells.get("place", "")
    return place.isascii() and place.isdigit() and int(place) > 0
