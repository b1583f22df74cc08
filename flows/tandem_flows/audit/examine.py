"""Checks an audit export on its own: no workspace, no key, no network. Pure apart from reading."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tandem_flows.audit.again import Reach, worked_out_again
from tandem_flows.audit.agree import record_of
from tandem_flows.audit.archive import unpacked
from tandem_flows.audit.export import FORMAT, INDEX, sha256
from tandem_flows.audit.lines import GENESIS
from tandem_flows.audit.record import Record
from tandem_flows.audit.seal import Seal, broken_seals
from tandem_validators.errors import InputRefused, Problem

_ASK = "Ask the sender for a new export, and compare with a head that was sent before."


@dataclass(frozen=True)
class Examined:
    """An export that was looked at: its index, what is wrong with it, and how far the look went."""

    index: Mapping[str, Any]
    problems: list[Problem]
    reach: Reach


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
    index = _index(files, path.name)
    problems = [*_changed_files(files, index), *_swapped_guideline(files, index)]
    problems += _of_nobody(files, index)
    chains, is_whole = dict[str, Sequence[str]](), True
    for partnership in index["partnerships"]:
        record, found = _record(partnership, index, files)
        problems += found
        chains[str(partnership["practice_id"])] = record.hashes if record else ()
        is_whole &= record is not None and record.broken is None and record.is_table
    known = {head for chain in chains.values() for head in chain}
    problems += [_unknown_head(head) for head in heads if head not in known]
    reach, others = worked_out_again(files, index, is_whole=is_whole)
    return Examined(index, [*problems, *others, *broken_seals(seals, chains)], reach)


def _index(files: Mapping[str, bytes], name: str) -> Mapping[str, Any]:
    try:
        index = json.loads(files.get(INDEX, b""))
    except ValueError:
        index = None
    if isinstance(index, dict) and index.get("format") == FORMAT:
        wanted = {"guideline": dict, "partnerships": list, "files": dict, "period": dict}
        if all(isinstance(index.get(key), kind) for key, kind in wanted.items()) and all(
            isinstance(one, dict) and "practice_id" in one for one in index["partnerships"]
        ):
            return index
    what = f"holds no index of the format {FORMAT}"
    raise InputRefused(Problem(name, what, "Give a file written by `tandem audit export`."))


def _changed_files(files: Mapping[str, bytes], index: Mapping[str, Any]) -> Iterator[Problem]:
    said: Mapping[str, str] = index["files"]
    with ThreadPoolExecutor() as beside:
        there = dict(zip(files, beside.map(sha256, files.values()), strict=True))
    for name in sorted(said.keys() | (files.keys() - {INDEX})):
        if name not in files:
            yield Problem(name, "is missing", _ASK)
        elif name not in said:
            yield Problem(name, "is not named by the index", _ASK)
        elif there[name] != said[name]:
            yield Problem(name, "is not the file that the index names", _ASK)


def _swapped_guideline(files: Mapping[str, bytes], index: Mapping[str, Any]) -> list[Problem]:
    copies = {name: text for name, text in files.items() if name.startswith("guideline/")}
    digest = hashlib.sha256()
    for name in sorted(copies):
        short = name.removeprefix("guideline/")
        digest.update(f"{short}\0{len(copies[name])}\0".encode())
        digest.update(copies[name])
    if digest.hexdigest() == index["guideline"].get("digest"):
        return []
    return [Problem("guideline", "is not the one whose digest the index names", _ASK)]


def _of_nobody(files: Mapping[str, bytes], index: Mapping[str, Any]) -> Iterator[Problem]:
    """Every record that is enclosed is one that the index tells of, and is looked at."""
    known = {str(one["practice_id"]) for one in index["partnerships"]}
    for name in sorted(files):
        folder, _, file = name.partition("/")
        if folder in ("ledger", "manifest") and file.rpartition(".")[0] not in known:
            yield Problem(name, "belongs to no partnership of the index", _ASK)


def _record(
    partnership: Mapping[str, Any], index: Mapping[str, Any], files: Mapping[str, bytes]
) -> tuple[Record | None, list[Problem]]:
    """Return the chained record of a partnership, and everything that does not fit to it."""
    name = str(partnership["practice_id"])
    record, found = record_of(files, name)
    if record is None:
        return None, found
    chained = [*_chain(record, partnership, name), *_other_guideline(record, index, name)]
    return record, [*chained, *found]


def _chain(record: Record, partnership: Mapping[str, Any], name: str) -> list[Problem]:
    if record.broken is not None:
        what = "was changed, removed, added or moved"
        return [Problem(f"ledger/{name}, entry {record.broken}", what, _ASK)]
    head = record.hashes[-1] if record.hashes else GENESIS
    if head == partnership.get("head") and len(record.hashes) == partnership.get("entries"):
        return []
    return [Problem(f"ledger/{name}", "does not end with the head of the index", _ASK)]


def _other_guideline(record: Record, index: Mapping[str, Any], name: str) -> list[Problem]:
    """The guideline enclosed must be one that the record was kept under."""
    if not record.guidelines or index["guideline"].get("digest") in record.guidelines:
        return []
    return [Problem(f"ledger/{name}", "was kept under no guideline of this digest", _ASK)]


def _unknown_head(head: str) -> Problem:
    what = "stands in no chain of this export: entries were removed or replaced"
    return Problem(f"record head {head[:12]}…", what, _ASK)
