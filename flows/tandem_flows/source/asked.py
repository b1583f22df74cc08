"""Whom the questions are about: the listed persons, and the practice that counts as theirs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import duckdb
import polars as pl

_PERSONS_AT_ONCE = 10_000
_LISTED = f"""
CREATE OR REPLACE TEMP TABLE {{table}} AS
SELECT person_id, {{practice}} AS practice_id,
    CAST((row_number() OVER () - 1) // {_PERSONS_AT_ONCE} AS INTEGER) AS part
FROM (SELECT DISTINCT person_id FROM persons_asked)
"""
_THEIR_OWN = """
LEFT JOIN (
    SELECT DISTINCT person_id, practice_id FROM tandem.attribution
    WHERE person_id IN (SELECT person_id FROM persons_asked)
) USING (person_id)
"""
# The clinicians of each of those practices; of none where the plan has no provider view.
_PRACTICE_NPIS = """
CREATE OR REPLACE TEMP TABLE practice_npis AS
SELECT DISTINCT practice_id, npi FROM (
    SELECT practice_id, npi FROM tandem.provider
    UNION ALL SELECT practice_id, pcp_npi FROM tandem.attribution
) SEMI JOIN temp.listed USING (practice_id) WHERE $knows_providers AND npi IS NOT NULL
"""


@dataclass(frozen=True)
class Asked:
    """Of whom, as whose patients and on which day a question looks."""

    person_ids: frozenset[str]
    practice_id: str | None
    as_of: date


@dataclass(frozen=True)
class ListsAhead:
    """The lists of some practices, and the question: day, digest of the values, definition."""

    question: tuple[date, str, str]
    practices: frozenset[str]
    lists: pl.DataFrame

    def answers(self, practice_id: str, *question: date | str) -> bool:
        """Whether the list of that practice, asked for so, is among them."""
        return practice_id in self.practices and self.question == question


@dataclass
class Standing:
    """The questions that the temporary tables of an opened source stand for; None: for none.

    `asked` is that of the encounters, `models` the practice and day of the chosen score models,
    `lists` what was worked out for several practices before any was asked about,
    `through` the last day of service that is known on a day.
    """

    asked: Asked | None = None
    models: tuple[str | None, date] | None = None
    lists: ListsAhead | None = None
    through: dict[date, tuple[date, date | None]] = field(default_factory=dict)


def list_persons(
    connection: duckdb.DuckDBPyConnection,
    person_ids: list[str],
    practice_id: str | None,
    table: str = "listed",
) -> None:
    """Leave the persons in a temporary table, `listed`, which every question asks, or another.

    Columns person_id, practice_id (the practice asked for, else each person's own) and part: what
    would take much memory is worked out for one part after the other.
    """
    # A registered frame: ten thousand ids bound one by one take a second.
    asked = pl.DataFrame({"person_id": person_ids}, schema={"person_id": pl.String})
    connection.register("persons_asked", asked)
    if practice_id is None:
        connection.execute(_LISTED.format(table=table, practice="practice_id") + _THEIR_OWN)
    else:
        listed = _LISTED.format(table=table, practice="CAST($practice_id AS VARCHAR)")
        connection.execute(listed, {"practice_id": practice_id})
    connection.unregister("persons_asked")


def list_practice_npis(connection: duckdb.DuckDBPyConnection, knows_providers: bool) -> None:
    """Leave the temporary table `practice_npis`: practice_id, npi of the listed practices."""
    connection.execute(_PRACTICE_NPIS, {"knows_providers": knows_providers})
