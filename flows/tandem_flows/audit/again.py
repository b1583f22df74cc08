"""Findings of an export worked out again from its own chained record, with a guideline known here.

The guideline that an export encloses is never run: its texts are those of a stranger. Only when
this program holds the very guideline of that digest can its clauses be counted. Pure apart from
reading guidelines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from tandem_flows.audit.export import INDEX, MADE_BY, Partnership, program
from tandem_flows.audit.findings import FINDINGS, findings
from tandem_flows.audit.tables import read_table
from tandem_flows.workspace.profile import Waiver
from tandem_validators.errors import Problem
from tandem_validators.guideline.folder import guideline_folder
from tandem_validators.guideline.load import load_guideline
from tandem_validators.guideline.model import Guideline
from tandem_validators.guideline.releases import released_folder, released_versions

_ASK = "Rely on the chained record only, and ask the sender how the findings came about."
_RECORD = ("ledger", "manifest", "guideline")
_PARQUET = ".parquet"


@dataclass(frozen=True)
class Reach:
    """What a check reached: the parts held against the record, and those bound by hash only.

    `why` says why findings could not be worked out again, if they could not.
    """

    held: tuple[str, ...]
    by_hash: tuple[str, ...]
    why: str | None = None


def worked_out_again(
    files: Mapping[str, bytes], index: Mapping[str, Any], *, is_whole: bool
) -> tuple[Reach, list[Problem]]:
    """Return what could be worked out again from the record, and the findings that differ.

    `is_whole` says that every ledger of the export holds and that its table is its chain.
    """
    drawn = _names(files, FINDINGS)
    guideline = _known_guideline(str(index["guideline"].get("digest"))) if is_whole else None
    stated = _stated(index)
    if guideline is None or stated is None or index.get(MADE_BY) != program() or not drawn:
        held = _parts(files, _RECORD if is_whole else ())
        why = _why(index, is_whole, guideline) if drawn else None
        return Reach(held, _parts(files, held, others=True), why), []
    made = findings(_kept(files, index), guideline, *stated)
    problems = [
        Problem(name, "is not what the chained record gives", _ASK)
        for name in sorted(made.keys() | drawn)
        if not _is_same(made, files, name)
    ]
    held = _parts(files, (*_RECORD, *FINDINGS))
    return Reach(held, _parts(files, held, others=True)), problems


def _why(index: Mapping[str, Any], is_whole: bool, guideline: Guideline | None) -> str:
    """Return why findings cannot be worked out again."""
    if not is_whole:
        return "the record that they were drawn from does not hold"
    if index.get(MADE_BY) != program():
        return f"another program made the export, and this one is {program()}"
    if guideline is None:
        return "this program does not hold the guideline of this digest"
    return "the index does not say for which period and with which waivers"


@cache
def _known_guideline(digest: str) -> Guideline | None:
    """Return the draft or release of this program that has the digest."""
    for folder in (guideline_folder(), *map(released_folder, released_versions())):
        guideline = load_guideline(folder)
        if guideline.digest == digest:
            return guideline
    return None


def _stated(index: Mapping[str, Any]) -> tuple[list[Waiver], tuple[date, date]] | None:
    """Return waivers and period as the index states them; None when it does not."""
    try:
        waivers = [
            Waiver(str(one["clause"]), date.fromisoformat(one["since"]), "")
            for one in index["waivers"]
        ]
        first, last = (date.fromisoformat(index["period"][end]) for end in ("from", "to"))
    except (KeyError, TypeError, ValueError):
        return None
    return waivers, (first, last)


def _kept(files: Mapping[str, bytes], index: Mapping[str, Any]) -> list[Partnership]:
    names = [str(one["practice_id"]) for one in index["partnerships"]]
    tables = {name: read_table(files, f"ledger/{name}") for name in names}
    return [
        Partnership(name, table, pl.DataFrame(), "")
        for name, table in tables.items()
        if table is not None
    ]


def _is_same(made: Mapping[str, bytes], files: Mapping[str, bytes], name: str) -> bool:
    """Whether a file says what was made again; of a table the rows count, not its packing."""
    if made.get(name) == files.get(name):
        return True
    table = name.removesuffix(_PARQUET)
    there, again = (read_table(where, table) for where in (files, made))
    is_table = name.endswith(_PARQUET) and there is not None and again is not None
    return is_table and there.equals(again)  # type: ignore[union-attr, arg-type]


def _names(files: Mapping[str, bytes], parts: Sequence[str]) -> set[str]:
    return {name for name in files if name.partition("/")[0] in parts}


def _parts(
    files: Mapping[str, bytes], named: Sequence[str], *, others: bool = False
) -> tuple[str, ...]:
    """Return the parts of the export that are among `named`, or those that are not."""
    there = {name.partition("/")[0] for name in files} - {INDEX}
    return tuple(sorted(there - set(named) if others else there & set(named)))
