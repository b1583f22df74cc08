"""Opening a person list's file for `tandem match`: CSV or Parquet, and its row of headings.

Rows are counted as a spreadsheet shows a CSV file (its header is row 1); in Parquet from 1 on.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from tandem_flows.inbox.place import at, letters
from tandem_flows.rules.matching.normalise import FIELDS
from tandem_validators.errors import InputRefused, Problem

FORMATS = (".csv", ".parquet")


@dataclass(frozen=True)
class OpenedList:
    """A list as its file has it, and the number of its first row."""

    file: str
    frame: pl.DataFrame
    first_row: int

    def where(self, row: int, column: str) -> str:
        """Return where a cell stands, in words."""
        return at(self.file, row=row + self.first_row, column=column)


def check_format(path: Path) -> None:
    """Raise InputRefused when the file's name ends in nothing we read or write."""
    if path.suffix.lower() not in FORMATS:
        what = f"is neither {' nor '.join(FORMATS)}"
        raise InputRefused(Problem(path.name, what, "Save it as CSV or Parquet."))


def open_list(path: Path) -> OpenedList:
    """Return the list at `path`; raise InputRefused when it has no usable rows and headings."""
    check_format(path)
    opened = _opened(path)
    problems = _heading_problems(opened)
    if problems:
        raise InputRefused(problems)
    return opened


def _opened(path: Path) -> OpenedList:
    if not path.is_file():
        remedy = "Correct the name of the file."
        raise InputRefused(Problem(path.name, "is not there", remedy))
    if not path.stat().st_size:
        remedy = "Send the list again with its rows."
        raise InputRefused(Problem(path.name, "is an empty file", remedy))
    is_csv = path.suffix.lower() == ".csv"
    try:
        frame = pl.read_csv(path, infer_schema=False) if is_csv else pl.read_parquet(path)
    except pl.exceptions.PolarsError:
        frame = None
    if frame is not None:
        # folded, so that `ID` or ` id` is known too
        return OpenedList(path.name, frame.rename(_folded(frame)), 2 if is_csv else 1)
    # looked for outside the handler: the reader's message may hold a patient's row
    problems = _csv_problems(path) if is_csv else []
    what = f"is not a readable {'CSV' if is_csv else 'Parquet'} file"
    raise InputRefused(problems or Problem(path.name, what, "Save it again from its program."))


def _folded(frame: pl.DataFrame) -> dict[str, str]:
    """Return the names to be folded; one that would meet another keeps its spelling."""
    folded = {name: name.strip().lower() for name in frame.columns}
    wanted = list(folded.values())
    return {name: new for name, new in folded.items() if wanted.count(new) == 1}


def _csv_problems(path: Path) -> list[Problem]:
    """Return where the CSV breaks its form: letters that are not UTF-8, quotes, extra cells."""
    from tandem_flows.inbox.csv_text import read_csv

    # the list of a whole plan, written by its own people, may be long
    rows = read_csv(path.read_bytes(), path.name, most_rows=sys.maxsize).rows
    what = "has more cells than there are headings"
    remedy = "Put text that holds a comma in quotation marks."
    return [
        Problem(at(path.name, row=number), what, remedy)
        for number, row in enumerate(rows, start=1)
        if len(row) > len(rows[0])
    ]


def _heading_problems(opened: OpenedList) -> list[Problem]:
    row = 1 if opened.first_row > 1 else None
    names = opened.frame.columns
    if "id" not in names:
        remedy = "Begin with a row of headings, separated by commas, one of them `id`."
        where = at(opened.file, row=row, column="id")
        return [Problem(where, "the required column is missing", remedy)]
    if not opened.frame.height:
        return [Problem(opened.file, "has no rows", "Send the list again with its rows.")]
    twice = [name for name in names if name.split("_duplicated_")[0] != name]
    remedy = "Keep one of the two columns."
    return [
        Problem(at(opened.file, row=row, column=_told(name, index)), "is twice", remedy)
        for index, name in enumerate(names)
        if name in twice
    ]


def _told(name: str, index: int) -> str:
    """Return a known heading, or a column's letters: a first row may be a patient's."""
    heading = name.split("_duplicated_")[0]
    return heading if heading in ("id", *FIELDS) else letters(index)
