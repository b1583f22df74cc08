"""How the version of a page stands: in force, superseded, or a draft; and where to read on."""

from __future__ import annotations

from dataclasses import dataclass

from tandem_site.publish.placement import Placement


@dataclass(frozen=True)
class Standing:
    """What the line above each page says; addresses lead from that page, or are nothing.

    `has_page` says whether the version in force has this page too.
    """

    version: str
    status: str
    reviewed: str
    current: str
    current_address: str
    has_page: bool
    changes_address: str
    versions_address: str


def standing(address: str, placement: Placement) -> Standing:
    """Return how the page at `address`, counted from its version's folder, stands."""
    history, guideline = placement.places.history, placement.edition.guideline
    up = "../" * address.count("/")
    status = history.status(placement.place)
    current = history.current
    has_page = address in placement.in_force
    is_there = current is not None and placement.places.is_published and status != "current"
    beside = f"{up}../{current.place}/" if current and is_there else ""
    return Standing(
        version=guideline.version,
        status=status,
        reviewed=guideline.reviewed,
        current=current.name if current else "",
        current_address=f"{beside}{address if has_page else 'index.html'}" if beside else "",
        has_page=has_page,
        changes_address=_changes(placement, up, beside),
        versions_address=f"{up}versions.html",
    )


def _changes(placement: Placement, up: str, beside: str) -> str:
    """Return where to read what came after a superseded version, or what the draft changes."""
    history = placement.places.history
    if placement.is_draft and history.draft.before:
        return f"{up}changes/{placement.place}.html"
    return f"{beside}changes/{history.current.place}.html" if beside and history.current else ""
