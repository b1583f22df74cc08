"""Reading pairs that people confirmed or refused, for `tandem weights`.

The file is what `tandem match` wrote, with a column `is_same` filled in. Rows without an answer are
passed over. Rows are counted as a spreadsheet shows a CSV file; in Parquet from 1 on.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from tandem_flows.cli.person_file import check_format
from tandem_flows.inbox.cells import Unreadable, as_yes_no
from tandem_flows.inbox.place import at
from tandem_validators.errors import InputRefused, Problem

_COLUMNS = ("left_id", "right_id", "is_same")
_MOST_ROWS_NAMED = 20


def read_labelled_pairs(path: Path) -> pl.DataFrame:
    """Return left_id and right_id as text and is_same, of the pairs that somebody answered.

    Raises InputRefused with every problem of the file.
    """
    check_format(path)
    texts = _texts(path)
    first_row = 2 if path.suffix.lower() == ".csv" else 1
    problems = list(_problems(texts, path.name, first_row))
    if problems:
        raise InputRefused(problems[:_MOST_ROWS_NAMED])
    answers = [as_yes_no(cell) for cell in texts["is_same"]]
    read = texts.with_columns(pl.Series("is_same", answers, dtype=pl.Boolean))
    return read.filter(pl.col("is_same").is_not_null())


def _texts(path: Path) -> pl.DataFrame:
    """Return the three columns as text; raise InputRefused when they cannot be had."""
    if not path.is_file():
        raise InputRefused(Problem(path.name, "is not there", "Correct the name of the file."))
    is_csv = path.suffix.lower() == ".csv"
    try:
        frame = pl.read_csv(path, infer_schema=False) if is_csv else pl.read_parquet(path)
    except pl.exceptions.PolarsError:
        frame = None
    if frame is None:  # outside the handler: the reader's message may hold a patient's row
        what = f"is not a readable {'CSV' if is_csv else 'Parquet'} file"
        raise InputRefused(Problem(path.name, what, "Save it again from its program."))
    missing = [name for name in _COLUMNS if name not in frame.columns]
    if missing:
        remedy = "Take the file that `tandem match` wrote and add a column is_same: yes or no."
        problems = [Problem(at(path.name, row=1, column=n), "is missing", remedy) for n in missing]
        raise InputRefused(problems)
    return frame.select(pl.col(_COLUMNS).cast(pl.String))


def _problems(texts: pl.DataFrame, file: str, first_row: int) -> Iterator[Problem]:
    for row, (left, right, is_same) in enumerate(texts.iter_rows(), start=first_row):
        try:
            answer = as_yes_no(is_same)
        except Unreadable as unreadable:
            where = at(file, row=row, column="is_same")
            yield Problem(where, unreadable.what, f"{unreadable.remedy}.")
            continue
        if answer is not None and not (left and right):
            where = at(file, row=row, column="left_id" if right else "right_id")
            yield Problem(where, "is empty", "Name both rows of the pair.")
