"""The points at which a process may die: counted from outside, so that the code knows nothing.

A point is just before a handoff is staged, before each writing statement of the store, around each
BEGIN and COMMIT, and around each write and rename of a file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tandem_flows import delivery
from tandem_flows.desk import Desk
from tandem_flows.store import connection

HANDOFF, TRANSACTION, FILE = "handoff boundary", "in a transaction", "writing a file"
_WRITES = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK|CREATE|ALTER|INSERT|UPDATE|DELETE)\b", re.I)
_ENDS = re.compile(r"\s*(BEGIN|COMMIT)\b", re.I)
_NAMED = re.compile(r"\s*(?:CREATE TABLE|ALTER TABLE|INSERT(?: OR REPLACE)? INTO) ([a-z_.]+)", re.I)


class Points:
    """Counts the points that a run passes, and does `act` at one of them."""

    def __init__(self, at: int = 0, act: Callable[[], None] = lambda: None) -> None:
        self.at, self.act = at, act
        self.passed: list[tuple[str, str]] = []

    def passing(self, kind: str, what: str) -> None:
        self.passed.append((kind, what))
        if len(self.passed) == self.at:
            self.act()


class _Counted:
    """A connection whose writing statements are points."""

    def __init__(self, real: Any, points: Points) -> None:
        self._real, self._points = real, points

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def execute(self, statement: str, *given: Any) -> Any:
        if _WRITES.match(statement):
            self._points.passing(TRANSACTION, f"before {_word(statement)}")
        found = self._real.execute(statement, *given)
        if _ENDS.match(statement):
            self._points.passing(TRANSACTION, f"after {_word(statement)}")
        return found


def _word(statement: str) -> str:
    named = _NAMED.match(statement)
    return f"{statement.split()[0]} {named[1]}" if named else statement.split()[0]


def install(points: Points) -> None:
    """Let this process pass `points`; it is a process of its own, so nothing is put back."""
    new_engine = connection._new_engine
    connection._new_engine = lambda: _Counted(new_engine(), points)
    _around(Desk, "hand_on", lambda desk, name, *_, **__: (HANDOFF, name), points)
    _around(delivery, "deliver", lambda desk, planned: (FILE, _kind(planned.file_name)), points)
    _around(os, "replace", lambda old, new: (FILE, f"rename of {_kind(new)}"), points, True)
    _around(os, "link", lambda old, new: (FILE, f"naming of {_kind(new)}"), points, True)
    _around(Path, "write_text", lambda path, *_, **__: (FILE, _kind(path)), points, True)
    _around(Path, "write_bytes", lambda path, *_, **__: (FILE, _kind(path)), points, True)
    _around(Path, "chmod", lambda path, *_, **__: (FILE, f"mode of {_kind(path)}"), points)


def _kind(path: Any) -> str:
    """Return what sort of file it is, without the days and ids in its name."""
    return f"{Path(path).name.lstrip('.').split('-20')[0]}{Path(path).suffix}"


def _around(
    owner: Any, name: str, told: Callable[..., tuple[str, str]], points: Points, after: bool = False
) -> None:
    real = getattr(owner, name)

    def counted(*given: Any, **named: Any) -> Any:
        kind, what = told(*given, **named)
        points.passing(kind, f"before {what}")
        found = real(*given, **named)
        if after:
            points.passing(kind, f"after {what}")
        return found

    setattr(owner, name, counted)
