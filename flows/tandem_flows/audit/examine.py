"""Checks an audit export on its own: no workspace, no key, no network. Pure apart from reading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from tandem_flows.audit.again import Reach, worked_out_again
from tandem_flows.audit.agree import record_of
from tandem_flows.audit.archive import unpacked
from tandem_flows.audit.export import sha256
from tandem_flows.audit.index import INDEX, Enclosed, Index, other_spelling, read_index
from tandem_flows.audit.lines import GENESIS
from tandem_flows.audit.parts import other_pages, other_runs, stray_files, unknown_runs
from tandem_flows.audit.record import Record
from tandem_flows.audit.seal import Seal, broken_seals
from tandem_validators.errors import Problem

_ASK = "Ask the sender for a new export, and compare with a head that was sent before."


@dataclass(frozen=True)
class Examined:
    """An export that was looked at: its index, what is wrong with it, and how far the look went.

    `versions` are those of the guideline under which the records were kept; `runs_unknown` how many
    runs that they name stand not in Prefect's history, None where that is not enclosed.
    """

    index: Index
    problems: list[Problem]
    reach: Reach
    versions: tuple[str, ...] = ()
    runs_unknown: int | None = None


def examine(
    path: Path, heads: Sequence[str] = (), seals: Mapping[str, Seal] = MappingProxyType({})
) -> Examined:
    """Return what the export at `path` says of itself, and all in it that does not fit together.

    `heads` are record heads known from elsewhere, such as packets: each must stand in a chain.
    `seals` are seals whose signatures were checked: each must hold at its place. Without any, a
    record that was forged as a whole cannot be told from a true one.
    Raises InputRefused when the file is no export.
    """
    files = unpacked(path)
    index = read_index(files.get(INDEX, b""), path.name)
    problems = [*other_spelling(files[INDEX], index), *_changed_files(files, index)]
    problems += [*_swapped_guideline(files, index), *other_pages(files, index)]
    problems += [*stray_files(files, index), *other_runs(files)]
    looked = {one.practice_id: _record(one, files) for one in index.partnerships}
    problems += [problem for _, found in looked.values() for problem in found]
    records = [record for record, _ in looked.values() if record is not None]
    problems += _other_guideline(records, index)
    chains = {name: record.hashes if record else () for name, (record, _) in looked.items()}
    known = {GENESIS}.union(*chains.values())  # nothing written yet is where every record begins
    problems += [_unknown_head(head) for head in heads if head not in known]
    is_whole = len(records) == len(looked) and all(map(_holds, records))
    reach, others = worked_out_again(files, index, is_whole=is_whole)
    runs = frozenset[str]().union(*(record.runs for record in records))
    return Examined(
        index=index,
        problems=[*problems, *others, *broken_seals(seals, chains)],
        reach=reach,
        versions=tuple(sorted({version for one in records for _, version in one.guidelines})),
        runs_unknown=unknown_runs(files, runs),
    )


def _holds(record: Record) -> bool:
    return record.broken is None and record.is_table


def _changed_files(files: Mapping[str, bytes], index: Index) -> Iterator[Problem]:
    with ThreadPoolExecutor() as beside:
        there = dict(zip(files, beside.map(sha256, files.values()), strict=True))
    for name in sorted(index.files.keys() | (files.keys() - {INDEX})):
        if name not in files:
            yield Problem(name, "is missing", _ASK)
        elif name not in index.files:
            yield Problem(name, "is not named by the index", _ASK)
        elif there[name] != index.files[name]:
            yield Problem(name, "is not the file that the index names", _ASK)


def _swapped_guideline(files: Mapping[str, bytes], index: Index) -> list[Problem]:
    copies = {name: text for name, text in files.items() if name.startswith("guideline/")}
    digest = hashlib.sha256()
    for name in sorted(copies):
        short = name.removeprefix("guideline/")
        digest.update(f"{short}\0{len(copies[name])}\0".encode())
        digest.update(copies[name])
    if digest.hexdigest() == index.digest:
        return []
    return [Problem("guideline", "is not the one whose digest the index names", _ASK)]


def _record(
    partnership: Enclosed, files: Mapping[str, bytes]
) -> tuple[Record | None, list[Problem]]:
    """Return the chained record of a partnership, and everything that does not fit to it."""
    record, found = record_of(files, partnership.practice_id)
    if record is None:
        return None, found
    return record, [*_chain(record, partnership), *found]


def _chain(record: Record, said: Enclosed) -> list[Problem]:
    name = f"ledger/{said.practice_id}"
    if record.broken is not None:
        what = "was changed, removed, added or moved"
        return [Problem(f"{name}, entry {record.broken}", what, _ASK)]
    head = record.hashes[-1] if record.hashes else GENESIS
    if (head, len(record.hashes)) == (said.head, said.entries):
        return []
    return [Problem(name, "does not end with the head of the index", _ASK)]


def _other_guideline(records: Sequence[Record], index: Index) -> Iterator[Problem]:
    """The guideline enclosed is the one under which the latest entry of all records was made."""
    kept = [record for record in records if record.hashes]
    if not kept:
        return
    if max(record.last for record in kept)[1] != index.digest:
        yield Problem("guideline", "is not the one that the record was last kept under", _ASK)
    elif all((index.digest, index.version) not in record.guidelines for record in kept):
        yield Problem(INDEX, "names the guideline by another version than the record", _ASK)


def _unknown_head(head: str) -> Problem:
    what = "stands in no chain of this export: entries were removed or replaced"
    return Problem(f"record head {head[:12]}…", what, _ASK)
