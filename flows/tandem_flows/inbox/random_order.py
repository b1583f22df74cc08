"""An order among equals that chance decided, read from `random_order.csv` of a practice's inbox."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from tandem_flows.inbox.headed import HeadedRow, read_headed
from tandem_flows.inbox.opened import InboxFile
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
    file = read_headed(path, tuple(RANDOM_ORDER), ())
    problems: list[Problem] = []
    seen: set[str] = set()
    for row in file.rows:
        problems += _wrong(row, seen)
        seen.add(row.line("case_id"))
    if problems:
        raise InputRefused(problems)
    read = [
        {name: row.line(name) for name in RANDOM_ORDER} | {"place": int(row.line("place"))}
        for row in file.rows
    ]
    return OrderFile(pl.DataFrame(read, RANDOM_ORDER), file.source_hash)


def _wrong(row: HeadedRow, seen: set[str]) -> list[Problem]:
    """Return what is wrong with one row: an empty cell, no place, a case that came before."""
    problems = [
        Problem(row.at(name), "is empty", "Fill it in, or take the row out.")
        for name in RANDOM_ORDER
        if not row.line(name)
    ]
    if row.line("place") and not _is_place(row.line("place")):
        remedy = "Write the place as drawn."
        problems.append(Problem(row.at("place"), "is not a number from 1", remedy))
    if row.line("case_id") in seen:
        remedy = "Keep the first place that was drawn."
        problems.append(Problem(row.at("case_id"), "is there twice", remedy))
    return problems


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) > 0
