"""Opaque case ids: one patient of one partnership keeps one id, whatever list names them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date

import duckdb
import polars as pl

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without I, O, 0 and 1: ids are read aloud
_LENGTH = 8


def case_ids(
    connection: duckdb.DuckDBPyConnection, people: Sequence[Sequence[str]], on: date
) -> list[str]:
    """Return one case id for each person, given by all identities the person is known by.

    A known identity keeps its case; a person's first known identity decides. Two people never share
    a case: where one match has become two people, the first keeps it and the other gets a new one.
    New ids are random, so that an id tells nothing of whose it is.
    """
    known = known_cases(connection)
    moved: dict[str, str] = {}
    result: list[str] = []
    given: set[str] = set()
    for identities in people:
        cases = (known[identity] for identity in identities if identity in known)
        case_id = next((case for case in cases if case not in given), None) or _new_id()
        is_new = [i for i in identities if i not in known or known[i] in given]
        moved |= dict.fromkeys(is_new, case_id)
        given.add(case_id)
        result.append(case_id)
    _remember(connection, moved, on)
    return result


def _remember(connection: duckdb.DuckDBPyConnection, new: dict[str, str], on: date) -> None:
    rows = pl.DataFrame({"identity": list(new), "case_id": list(new.values())}).with_columns(
        pl.lit(on).alias("since_on")
    )
    if rows.is_empty():
        return
    connection.register("new_cases", rows)
    connection.execute("INSERT OR REPLACE INTO case_identities BY NAME SELECT * FROM new_cases")
    connection.unregister("new_cases")


def split(connection: duckdb.DuckDBPyConnection, identity: str, on: date) -> str:
    """Give `identity` a case of its own after a wrong match; return the new case id."""
    case_id = _new_id()
    connection.execute(
        "UPDATE case_identities SET case_id = ?, since_on = ? WHERE identity = ?",
        [case_id, on, identity],
    )
    return case_id


def known_cases(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the case id of every identity known so far."""
    rows = connection.execute("SELECT identity, case_id FROM case_identities").fetchall()
    return {str(identity): str(case_id) for identity, case_id in rows}


def _new_id() -> str:
    return "C-" + "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
