"""The order of a version's pages, with what each version changed below the page of versions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from tandem_site.navigation import Entry, paths_in
from tandem_site.releases.places import VERSIONS_PAGE

_HEADING = "What changed"


def with_changes(entries: Sequence[Entry], changes: Sequence[str]) -> list[Entry]:
    """Return `entries` with the pages of changes after the directory of versions."""
    if VERSIONS_PAGE not in set(paths_in(entries)):
        entries = [*entries, VERSIONS_PAGE]
    return list(_with(entries, {_HEADING: list(changes)})) if changes else list(entries)


def existing(entries: Iterable[Entry], pages: Collection[str]) -> list[Entry]:
    """Return the entries that have a page: an old version may list what is no longer made."""
    kept: list[Entry] = []
    for entry in entries:
        if isinstance(entry, str):
            kept += [entry] if entry in pages else []
            continue
        for title, inner in entry.items():
            if isinstance(inner, str):
                kept += [{title: inner}] if inner in pages else []
            elif left := existing(inner, pages):
                kept.append({title: left})
    return kept


def _with(entries: Iterable[Entry], changes: Entry) -> Iterable[Entry]:
    for entry in entries:
        if isinstance(entry, Mapping):
            yield {
                title: inner if isinstance(inner, str) else list(_with(inner, changes))
                for title, inner in entry.items()
            }
            continue
        yield entry
        if entry == VERSIONS_PAGE:
            yield changes
