"""What must be true of a practice's list as a whole: each rank once, each patient once, no future.

Here: comparisons between rows of one file. Not here: the reading of a single cell.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.inbox.table_parts import Table
from tandem_flows.rules.matching import normalise
from tandem_validators.errors import Problem

_ONE_ROW_A_PATIENT = "Keep one row a patient, or correct the row that names the wrong one."


def whole_list_problems(read: pl.DataFrame, table: Table, as_of: date) -> list[Problem]:
    """Return what is wrong between the rows of `read` (the cells of the file and `row`)."""
    if read.is_empty():
        remedy = "Send the list again with one row a patient below the headings."
        return [Problem(table.place(), "has headings but no rows", remedy, "IDN-01")]
    return [
        *_bad_ranks(read, table),
        *_future(read, table, "birth_date", as_of),
        *_future(read, table, "last_visit_date", as_of),
        *_patients_twice(read, table),
    ]


def _heading(table: Table, field: str) -> str:
    return next((found.heading for found in table.headings if found.field == field), field)


def _bad_ranks(read: pl.DataFrame, table: Table) -> list[Problem]:
    column = _heading(table, "rank")
    remedy = "Number the patients 1, 2, 3 … and use each number once."
    below = [
        Problem(table.place(row, column), "is a rank below 1", remedy, "IDN-01")
        for row in read.filter(pl.col("rank") < 1)["row"]
    ]
    repeated = [
        Problem(table.place(row, column), f"is the same rank as in row {first}", remedy, "IDN-01")
        for row, first in _repeated(read, ["rank"])
    ]
    return below + repeated


def _future(read: pl.DataFrame, table: Table, field: str, as_of: date) -> list[Problem]:
    what = f"lies after {as_of.isoformat()}, the day the list is looked at from"
    return [
        Problem(table.place(row, _heading(table, field)), what, "Correct the date.")
        for row in read.filter(pl.col(field) > as_of)["row"]
    ]


def _patients_twice(read: pl.DataFrame, table: Table) -> list[Problem]:
    people = read.select(
        "row",
        normalise.name("first_name").alias("first_name"),
        normalise.name("last_name").alias("last_name"),
        normalise.generation().alias("generation"),
        "birth_date",
        normalise.member_id().replace("", None).alias("member_id"),
    )
    named = people.filter(pl.col("first_name") != "", pl.col("last_name") != "")
    by_name = _repeated(named, ["first_name", "last_name", "generation", "birth_date"])
    by_id = [pair for pair in _repeated(people, ["member_id"]) if pair not in by_name]
    column = _heading(table, "member_id")
    return [
        Problem(
            table.place(row),
            f"names the same patient as row {first} (same name and date of birth)",
            _ONE_ROW_A_PATIENT,
            "IDN-01",
        )
        for row, first in by_name
    ] + [
        Problem(
            table.place(row, column),
            f"is the same member id as in row {first}",
            _ONE_ROW_A_PATIENT,
            "IDN-01",
        )
        for row, first in by_id
    ]


def _repeated(frame: pl.DataFrame, columns: list[str]) -> list[tuple[int, int]]:
    """Return each row that repeats an earlier one in `columns`, with the row it repeats."""
    complete = frame.drop_nulls(columns)
    pairs = complete.select("row", pl.col("row").first().over(columns).alias("first"))
    later = pairs.filter(pl.col("row") != pl.col("first"))
    return [(int(row), int(first)) for row, first in later.iter_rows()]
