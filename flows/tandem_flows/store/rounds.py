"""Rounds: a pair of lists being worked through. A new pair opens the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import duckdb

from tandem_validators.errors import Problem, StoreRefused


@dataclass(frozen=True)
class Round:
    """One round and the day its lists were made."""

    round_id: str
    opened_on: date

    @property
    def number(self) -> int:
        """Which round of the partnership this is, from 1."""
        return int(self.round_id[1:])


def current_round(connection: duckdb.DuckDBPyConnection, as_of: date | None = None) -> Round | None:
    """Return the latest round, if any was opened (by `as_of`, when a day is named)."""
    row = connection.execute(
        "SELECT round_id, opened_on FROM rounds WHERE $as_of IS NULL OR opened_on <= $as_of "
        "ORDER BY opened_on DESC, CAST(round_id[2:] AS INTEGER) DESC LIMIT 1",
        {"as_of": as_of},
    ).fetchone()
    return Round(str(row[0]), row[1]) if row else None


def opened_meanwhile(
    connection: duckdb.DuckDBPyConnection, on: date, after: Round | None
) -> Round | None:
    """Return the round that another run has opened since this one looked; None without one.

    `after` is the round that this run found. Raises StoreRefused when the other round begins after
    the day that this run looks from.
    """
    standing = current_round(connection)
    if standing is None or standing == after:
        return None
    if standing.opened_on > on:
        what = f"was opened on {standing.opened_on}, after the {on} that this run looks from"
        remedy = f"Run it as of {standing.opened_on} or later."
        raise StoreRefused(Problem(f"round {standing.round_id}", what, remedy))
    return standing


def open_round(connection: duckdb.DuckDBPyConnection, on: date) -> Round:
    """Open the next round on a day and return it."""
    row = connection.execute("SELECT count(*) FROM rounds").fetchone()
    opened = Round(f"R{(row[0] if row else 0) + 1}", on)
    connection.execute("INSERT INTO rounds VALUES (?, ?)", [opened.round_id, opened.opened_on])
    return opened
