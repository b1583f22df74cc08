"""Reads the pages that people write and that state no clause: adoption, operation, audit, about."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tandem_validators.errors import GuidelineRefused, Problem
from tandem_validators.guideline import keys
from tandem_validators.guideline.model import Page
from tandem_validators.guideline.reader import Reader

RELEASES = "releases"


def written_pages(folder: Path, normative: Mapping[str, Page]) -> dict[str, Page]:
    """Return the pages of `folder` by name that are not among the `normative` ones.

    Raises GuidelineRefused naming every page without title or description, and every page that
    states clauses or parameters without being listed in guideline.yaml.
    """
    reader = Reader(folder)
    pages = {name: _page(name, reader) for name in _names(folder) if name not in normative}
    if reader.problems:
        raise GuidelineRefused(reader.problems)
    return {name: page for name, page in pages.items() if page is not None}


def _names(folder: Path) -> list[str]:
    files = sorted(path.relative_to(folder) for path in folder.rglob("*.md"))
    return [file.with_suffix("").as_posix() for file in files if file.parts[0] != RELEASES]


def _page(name: str, reader: Reader) -> Page | None:
    file = f"{name}.md"
    page = reader.page(file)
    if page is None:
        return None
    meta, body = page
    if meta.keys() & keys.NORMATIVE:
        remedy = f"Add `{name}` to `pages:` of guideline.yaml."
        reader.problems.append(Problem(file, "states clauses, but is not listed", remedy))
        return None
    if not reader.has_keys(meta, file, keys.PAGE, set()):
        return None
    return Page(name, meta["title"], meta["description"], body, file)
