"""What differs from the version before, with the editor's kind and reason for it."""

from __future__ import annotations

from typing import Any

from tandem_site.releases.changes import CORRECTION, MEANING, NEW, REWORDED, WITHDRAWN, Change
from tandem_site.releases.differences import Difference
from tandem_site.releases.history import Version

UNEXPLAINED = "not explained yet"
HEADINGS = {
    NEW: "New",
    MEANING: "Changed in meaning",
    REWORDED: "Reworded, same meaning",
    CORRECTION: "Corrected",
    WITHDRAWN: "Withdrawn",
    UNEXPLAINED: "Not explained yet",
}


def differing(version: Version, sort: str) -> list[Difference[Any]]:
    """Return what of one sort differs from the version before."""
    if version.found is None:
        return []
    return [difference for difference in version.found.named if difference.sort == sort]


def change_of(difference: Difference[Any], version: Version) -> Change:
    """Return the editor's kind and reason for a difference."""
    return explained(difference.sort, difference.name, version)


def explained(sort: str, name: str, version: Version) -> Change:
    """Return the editor's kind and reason for something named; a draft can still lack them."""
    return version.changes.named.get((sort, name), Change(UNEXPLAINED, ""))
