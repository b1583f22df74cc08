"""Released versions of the guideline: where they lie, and whether they are as they were released.

A released folder holds the same files as the draft, and `manifest.json`. It never changes again:
`releases.lock` keeps its digest. What a release means is `load`'s and the site's business.
"""

from __future__ import annotations

import re
from pathlib import Path

from tandem_validators.errors import GuidelineRefused, Problem
from tandem_validators.guideline.folder import digest_of, guideline_folder

FOLDER = "releases"
LOCK_FILE = "releases.lock"
DRAFT = "draft"

Number = tuple[int, int, int]
_VERSION = re.compile(r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$")


def version_number(version: str) -> Number | None:
    """Return the three numbers of a version such as `0.2.0`; None of what is written otherwise."""
    match = _VERSION.match(version)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def released_versions(guidelines: Path | None = None) -> list[str]:
    """Return the versions that were released, oldest first."""
    locked = read_lock(guidelines or guideline_folder())
    return sorted(locked, key=lambda version: version_number(version) or (0, 0, 0))


def released_folder(version: str, guidelines: Path | None = None) -> Path:
    """Return the folder of a released version; `load_guideline` reads it as it reads the draft.

    Raises GuidelineRefused with the versions that exist, or when the folder was changed.
    """
    folder = guidelines or guideline_folder()
    known = released_versions(folder)
    if version not in known:
        remedy = f"Released are: {', '.join(known)}." if known else "Nothing is released yet."
        raise GuidelineRefused(Problem(f"guideline {version}", "is no released version", remedy))
    problems = [p for p in changed_releases(folder) if p.where == _where(version)]
    if problems:
        raise GuidelineRefused(problems)
    return folder / FOLDER / version


def changed_releases(guidelines: Path) -> list[Problem]:
    """Return the releases whose folder is gone, is not locked, or differs from its digest."""
    locked = read_lock(guidelines)
    folders = {path.name for path in (guidelines / FOLDER).glob("*") if path.is_dir()}
    gone = [_gone(version) for version in locked if version not in folders]
    unlocked = [_unlocked(version) for version in sorted(folders - set(locked))]
    changed = [
        _changed(version)
        for version, digest in locked.items()
        if version in folders and release_digest(guidelines / FOLDER / version) != digest
    ]
    return gone + unlocked + changed


def release_digest(folder: Path) -> str:
    """Return the SHA-256 over the sorted names and bytes of all files of a released folder."""
    files = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return digest_of(folder, files)


def read_lock(guidelines: Path) -> dict[str, str]:
    """Return the digest of each released version; raise GuidelineRefused for an unreadable line."""
    path = guidelines / LOCK_FILE
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    entries = [line.split() for line in lines if line and not line.startswith("#")]
    if all(len(entry) == 2 and version_number(entry[0]) for entry in entries):
        return dict(entries)
    remedy = "Restore the file: each line is a version and its digest."
    raise GuidelineRefused(Problem(LOCK_FILE, "has a line that cannot be read", remedy))


def _where(version: str) -> str:
    return f"guidelines/{FOLDER}/{version}"


def _gone(version: str) -> Problem:
    what = f"is missing, though {LOCK_FILE} names it"
    return Problem(_where(version), what, "Restore the folder: a released version stays.")


def _unlocked(version: str) -> Problem:
    what = f"stands in no line of {LOCK_FILE}"
    remedy = "Remove the folder and make the version with `tandem site release`."
    return Problem(_where(version), what, remedy)


def _changed(version: str) -> Problem:
    remedy = "Restore its files and release the change as a new version."
    return Problem(_where(version), "was changed after it was released", remedy)
