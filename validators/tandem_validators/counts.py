"""A count with its noun, as people read it."""

from __future__ import annotations


def counted(number: int, singular: str, plural: str | None = None) -> str:
    """Return a count with its noun, for example `1 test`, `3 tests` or `2 matches`."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"
