"""Which version is being built, what its pages are written from, and what lies beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tandem_site.edition import Edition
from tandem_site.generate import site_pages
from tandem_site.releases.history import History
from tandem_site.releases.pages import version_pages
from tandem_site.releases.places import Places
from tandem_validators.guideline.releases import DRAFT, FOLDER


@dataclass(frozen=True)
class Placement:
    """One version in its place, with every page by its path, those on versions among them.

    `in_force` are the addresses of the pages of the current version.
    """

    edition: Edition
    places: Places
    pages: Mapping[str, str]
    in_force: frozenset[str] = frozenset()

    @property
    def place(self) -> str:
        """The folder it is published in: its number, or `draft`."""
        return self.places.place

    @property
    def is_draft(self) -> bool:
        """Whether it is not released."""
        return self.place == DRAFT

    def guidelines(self, repository: Path) -> Path:
        """Return the folder that MkDocs takes for this version's sources."""
        folder = repository / "guidelines"
        return folder if self.is_draft else folder / FOLDER / self.place


def alone(edition: Edition, history: History) -> Placement:
    """Return the placement of a draft that is built without its neighbours."""
    places = Places(history, DRAFT, is_published=False)
    return Placement(edition, places, _pages(edition, places))


def beside(editions: Mapping[str, Edition], history: History) -> list[Placement]:
    """Return the placements of versions that are published beside each other, by their places."""
    places = {place: Places(history, place, is_published=True) for place in editions}
    pages = {place: _pages(edition, places[place]) for place, edition in editions.items()}
    current = pages[history.current.place] if history.current else {}
    in_force = frozenset(f"{path.removesuffix('.md')}.html" for path in current)
    return [
        Placement(edition, places[place], pages[place], in_force)
        for place, edition in editions.items()
    ]


def _pages(edition: Edition, places: Places) -> dict[str, str]:
    return site_pages(edition) | version_pages(edition, places)
