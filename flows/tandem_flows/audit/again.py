"""Findings of an export worked out again from its own chained record, with a guideline known here.

The guideline that an export encloses is never run: its texts are those of a stranger. Only when
this program holds the very guideline of that digest can its clauses be counted. Pure apart from
reading guidelines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import polars as pl

from tandem_flows.audit.export import README, Partnership
from tandem_flows.audit.findings import FINDINGS, findings
from tandem_flows.audit.index import INDEX, Index, names_of, program
from tandem_flows.audit.tables import read_table
from tandem_flows.workspace.profile import Waiver
from tandem_validators.errors import Problem
from tandem_validators.guideline.folder import guideline_folder
from tandem_validators.guideline.load import load_guideline
from tandem_validators.guideline.model import Guideline
from tandem_validators.guideline.releases import released_folder, released_versions

_ASK = "Rely on the chained record only, and ask the sender how the findings came about."
_NO = "the record that they were drawn from does not hold"
_NO_GUIDELINE = "this program does not hold the guideline of this digest"
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
    files: Mapping[str, bytes], index: Index, *, is_whole: bool
) -> tuple[Reach, list[Problem]]:
    """Return what could be worked out again from the record, and the findings that differ.

    `is_whole` says that every ledger of the export holds and that its table is its chain.
    """
    guideline = _known_guideline(index.digest) if is_whole else None
    if guideline is None:
        held = _parts(files, _RECORD if is_whole else ())
        missing = [
            Problem(part, "is missing", _ASK) for part in FINDINGS if not _names(files, [part])
        ]
        why = _NO_GUIDELINE if is_whole else _NO
        return Reach(held, _parts(files, held, others=True), why), missing
    waivers = [Waiver(clause, since, "") for clause, since in index.waivers]
    made = findings(_kept(files, index), guideline, waivers, index.period)
    ask = _ASK if index.made_by == program() else f"{_ASK} It was made by {index.made_by}."
    problems = [
        Problem(name, "is not what the chained record gives", ask)
        for name in sorted(made.keys() | _names(files, FINDINGS))
        if not _is_same(made, files, name)
    ]
    own = (README,) if index.made_by == program() else ()
    held = _parts(files, (*_RECORD, *FINDINGS, *own))
    return Reach(held, _parts(files, held, others=True)), problems


@cache
def _known_guideline(digest: str) -> Guideline | None:
    """Return the draft or release of this program that has the digest."""
    for folder in (guideline_folder(), *map(released_folder, released_versions())):
        guideline = load_guideline(folder)
        if guideline.digest == digest:
            return guideline
    return None


def _kept(files: Mapping[str, bytes], index: Index) -> list[Partnership]:
    names = names_of(index.partnerships)
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
