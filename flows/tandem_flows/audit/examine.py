"""Checks an audit export on its own: no workspace, no key, no network. Pure apart from reading."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tandem_flows.audit.agree import table_problems
from tandem_flows.audit.archive import unpacked
from tandem_flows.audit.export import FORMAT, INDEX, sha256
from tandem_flows.audit.lines import broken_link, read_entries
from tandem_flows.audit.seal import Seal, broken_seals
from tandem_validators.errors import InputRefused, Problem

_ASK = "Ask the sender for a new export, and compare with a head that was sent before."


def examine(
    path: Path, heads: Sequence[str] = (), seals: Mapping[str, Seal] = MappingProxyType({})
) -> tuple[Mapping[str, Any], list[Problem]]:
    """Return the index of the export at `path`, and everything in it that does not fit together.

    `heads` are record heads known from elsewhere, such as packets: each must stand in a chain.
    `seals` are seals whose signatures were checked: each must hold at its place. Without any, a
    record that was forged as a whole cannot be told from a true one.
    Raises InputRefused when the file is no export.
    """
    files = unpacked(path)
    index = _index(files, path.name)
    problems = [*_changed_files(files, index), *_swapped_guideline(files, index)]
    chains: dict[str, list[str]] = {}
    for partnership in index["partnerships"]:
        entries, found = read_entries(files, str(partnership["practice_id"]))
        problems += found or _record(entries, partnership, index, files)
        chains[str(partnership["practice_id"])] = [str(entry["entry_hash"]) for entry in entries]
    known = {head for chain in chains.values() for head in chain}
    problems += [_unknown_head(head) for head in heads if head not in known]
    problems += broken_seals(seals, chains)
    return index, problems


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
    for name in sorted(said.keys() | (files.keys() - {INDEX})):
        if name not in files:
            yield Problem(name, "is missing", _ASK)
        elif name not in said:
            yield Problem(name, "is not named by the index", _ASK)
        elif sha256(files[name]) != said[name]:
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


def _record(
    entries: Sequence[Mapping[str, Any]],
    partnership: Mapping[str, Any],
    index: Mapping[str, Any],
    files: Mapping[str, bytes],
) -> list[Problem]:
    name = str(partnership["practice_id"])
    return [
        *_chain(entries, partnership, name),
        *_other_guideline(entries, index, name),
        *table_problems(files, name, entries),
    ]


def _chain(
    entries: Sequence[Mapping[str, Any]], partnership: Mapping[str, Any], name: str
) -> list[Problem]:
    broken = broken_link(entries)
    if broken is not None:
        what = "was changed, removed, added or moved"
        return [Problem(f"ledger/{name}, entry {broken}", what, _ASK)]
    head = str(entries[-1]["entry_hash"]) if entries else "0" * 64
    if head == partnership.get("head") and len(entries) == partnership.get("entries"):
        return []
    return [Problem(f"ledger/{name}", "does not end with the head of the index", _ASK)]


def _other_guideline(
    entries: Sequence[Mapping[str, Any]], index: Mapping[str, Any], name: str
) -> list[Problem]:
    """The guideline enclosed must be one that the record was kept under."""
    digests = {entry["guideline_digest"] for entry in entries}
    if not digests or index["guideline"].get("digest") in digests:
        return []
    return [Problem(f"ledger/{name}", "was kept under no guideline of this digest", _ASK)]


def _unknown_head(head: str) -> Problem:
    what = "stands in no chain of this export: entries were removed or replaced"
    return Problem(f"record head {head[:12]}…", what, _ASK)
