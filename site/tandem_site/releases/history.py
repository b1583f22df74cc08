"""All versions of the guideline in their order, each with what differs from the one before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tandem_site.edition import Edition
from tandem_site.releases.changes import Changes, read_changes
from tandem_site.releases.differences import Differences, differences
from tandem_site.releases.manifest import Manifest, manifest_of, read_manifest
from tandem_site.releases.step_graph import declared_graph
from tandem_validators.guideline.releases import DRAFT, released_folder, released_versions

CURRENT, SUPERSEDED = "current", "superseded"


@dataclass(frozen=True)
class Version:
    """One version: what it holds, and how and why it differs from the one before, if there is one.

    `place` is the folder it is published in: its number, or `draft`.
    """

    manifest: Manifest
    place: str
    changes: Changes
    before: str | None
    found: Differences | None

    @property
    def name(self) -> str:
        """Its number, as in `0.2.0`."""
        return self.manifest.version

    @property
    def is_draft(self) -> bool:
        """Whether it is not released."""
        return self.place == DRAFT


@dataclass(frozen=True)
class History:
    """Every released version, oldest first, and the draft."""

    released: tuple[Version, ...]
    draft: Version

    @property
    def current(self) -> Version | None:
        """The version in force; None before the first release."""
        return self.released[-1] if self.released else None

    @property
    def newest_first(self) -> tuple[Version, ...]:
        """The draft, the version in force, and the superseded ones."""
        return (self.draft, *reversed(self.released))

    @property
    def places(self) -> tuple[str, ...]:
        """The folders of all versions, newest first."""
        return tuple(version.place for version in self.newest_first)

    def status(self, place: str) -> str:
        """Return `draft`, `current` or `superseded` for the version of a folder."""
        if place == DRAFT:
            return DRAFT
        is_current = self.current is not None and self.current.place == place
        return CURRENT if is_current else SUPERSEDED

    def up_to(self, place: str) -> tuple[Version, ...]:
        """Return the version of a folder and all before it, newest first."""
        return self.newest_first[self.places.index(place) :]


def read_history(guidelines: Path, draft: Edition) -> History:
    """Return all versions of the guideline in `guidelines`, whose draft is `draft`."""
    released: list[Version] = []
    for name in released_versions(guidelines):
        folder = released_folder(name, guidelines)
        released.append(_version(read_manifest(folder), name, folder, released))
    kept = manifest_of(draft, declared_graph())
    return History(tuple(released), _version(kept, DRAFT, guidelines, released))


def _version(manifest: Manifest, place: str, folder: Path, earlier: list[Version]) -> Version:
    before = earlier[-1] if earlier else None
    return Version(
        manifest=manifest,
        place=place,
        changes=read_changes(folder),
        before=before.name if before else None,
        found=differences(before.manifest, manifest) if before else None,
    )
