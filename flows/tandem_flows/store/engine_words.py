"""What the engine's own words mean for a store: busy, another key, damaged, or a disk that is full.

The engine tells these apart in its words only, which are never shown: they speak of its insides.
"""

from __future__ import annotations

from pathlib import Path

from tandem_validators.errors import Problem

_SIGNS_OF_DAMAGE = ("aes tag", "could not read")


def tells_of_damage(message: str) -> bool:
    """Whether a block of the file was changed or is not there."""
    return any(sign in message.lower() for sign in _SIGNS_OF_DAMAGE)


def damaged(path: Path) -> Problem:
    """Return that the store was changed or damaged."""
    remedy = "Put the latest backup of this file in its place."
    return Problem(f"store {path.name}", "was changed or damaged", remedy)


def full(path: Path) -> Problem:
    """Return that nothing can be written."""
    remedy = "Look whether the disk is full and the folder is yours, and run this again."
    return Problem(f"store {path.name}", "cannot be written", remedy)


def unopened(message: str, path: Path) -> Problem | None:
    """Return why the store cannot be opened at all; None when it is only busy."""
    lowered = message.lower()
    if "conflicting lock" in lowered or "could not set lock" in lowered:
        return None
    if "replaying wal" in lowered:  # before the words on keys: a torn log speaks of one too
        what = f"has a damaged log of writes ({path.name}.wal), as a power cut leaves"
        remedy = (
            "Put the latest backup of this file in its place; or take the log away, which leaves "
            "the store as before the last run, and do that run again."
        )
        return Problem(f"store {path.name}", what, remedy)
    if "encrypt" in lowered or "key" in lowered:
        remedy = (
            "Name in profile.yaml the key that the store was made with. If it is that key, the "
            "file was changed: put its latest backup in its place."
        )
        return Problem(f"store {path.name}", "does not open with this key", remedy)
    remedy = "Put the latest backup of this file in its place."
    return Problem(f"store {path.name}", "is not a readable store", remedy)
