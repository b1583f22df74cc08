"""The order of the pages, as `guidelines/navigation.yaml` states it, checked against the pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tandem_validators.errors import Problem
from tandem_validators.guideline.strict_yaml import load_yaml

FILE = "navigation.yaml"
Entry = str | Mapping[str, Any]


def read_navigation(folder: Path) -> Sequence[Entry]:
    """Return the navigation: paths of pages, and titles of sections with theirs."""
    text = (folder / FILE).read_text(encoding="utf-8")
    entries: Sequence[Entry] = load_yaml(text, FILE)
    return entries


def navigation_problems(navigation: Sequence[Entry], pages: Iterable[str]) -> list[Problem]:
    """Return the pages that stand in no section or in two, and the entries without a page."""
    listed = Counter(paths_in(navigation))
    pages = set(pages)
    where = f"guidelines/{FILE}"
    unlisted = [
        Problem(where, f"does not list {page}", "Put it where a reader looks for it.")
        for page in sorted(pages - set(listed))
    ]
    twice = [
        Problem(where, f"lists {page} {times} times", "Keep one of them.")
        for page, times in listed.items()
        if times > 1
    ]
    dead = [
        Problem(where, f"lists {page}, which is no page", "Correct the path, or remove the line.")
        for page in listed
        if page not in pages
    ]
    return unlisted + twice + dead


def paths_in(navigation: Iterable[Entry]) -> Iterator[str]:
    """Yield the pages of a navigation in reading order."""
    for entry in navigation:
        if isinstance(entry, str):
            yield entry
            continue
        for inner in entry.values():
            yield from paths_in([inner] if isinstance(inner, str) else inner)
