"""Where one version's pages lead to another's: folders beside each other, if they are there.

A site that is built alone has no neighbours, so nothing leads out of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from tandem_site.releases.history import History, Version

VERSIONS_PAGE = "versions.md"
CHANGES_FOLDER = "changes"


@dataclass(frozen=True)
class Places:
    """The site of one version, `place`, and whether the others are published beside it."""

    history: History
    place: str
    is_published: bool

    @property
    def shown(self) -> tuple[Version, ...]:
        """The versions whose changes this site tells, newest first: its own and those before.

        The first version has changed nothing.
        """
        return tuple(version for version in self.history.up_to(self.place) if version.before)

    def home(self, version: Version) -> str:
        """Return the address of a version's first page, or nothing when it is not there."""
        return self._in(version, "index.html")

    def machine_copy(self, version: Version) -> str:
        """Return the address of a version's `guideline.json`, or nothing."""
        return self._in(version, "guideline.json")

    def sums(self, version: Version) -> str:
        """Return the address of the digests of a version's published files, or nothing."""
        return self._in(version, "SHA256SUMS") if self.is_published else ""

    def changes(self, version: Version) -> str:
        """Return the address of what a version changed, or nothing."""
        page = f"{CHANGES_FOLDER}/{version.place}.html"
        return f"@root/{page}" if version in self.shown else self._in(version, page)

    def clause(self, name: str) -> str:
        """Return the permanent address of a clause, or nothing when it is not there."""
        return f"@root/../clause/{name}.html" if self.is_published else ""

    def clauses(self) -> str:
        """Return the address of the list of all clauses, or nothing."""
        return "@root/../clause/index.html" if self.is_published else ""

    def _in(self, version: Version, page: str) -> str:
        if version.place == self.place:
            return f"@root/{page}"
        return f"@root/../{version.place}/{page}" if self.is_published else ""


def changes_page(version: Version) -> str:
    """Return the path of the page that tells what a version changed."""
    return f"{CHANGES_FOLDER}/{version.place}.md"
