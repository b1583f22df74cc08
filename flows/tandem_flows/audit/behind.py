"""What stands behind a clause, as links of the report: lines of its code and of its tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """The words of a link, and its address as seen from the report."""

    words: str
    address: str


@dataclass(frozen=True)
class Behind:
    """The code that carries a clause out, and the tests that prove it."""

    code: Sequence[Place] = ()
    tests: Sequence[Place] = ()
