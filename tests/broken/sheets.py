"""One table of broken sheets that came back, and the words that each gets.

Here: what is wrong with the sheet as a whole, its form and its file. Mistakes in single answers
stand in `tests/worksheets/test_mistakes.py`. No refusal tells what stands in a cell.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tandem_flows.worksheets.layout import FIRST_ROW, HEADING_ROW
from tests.broken.files import CANARY, other_zip, xlsx_file, zip_bomb
from tests.worksheets.resaved import Book, Formula, changed

ID_ROW, KIND_ROW, CALL_ROW, PRACTICE_ROW = 1, 2, 3, 4


@dataclass(frozen=True)
class BrokenSheet:
    """A mistake: its name, what becomes of a good file, the words, and whether a copy follows."""

    name: str
    spoil: Callable[[Path], object]
    words: tuple[str, ...]
    is_answered_by_copy: bool = False


def _tabs(name: str, change: Callable[[Book], object], *words: str) -> BrokenSheet:
    return BrokenSheet(name, lambda path: changed(path, change), words, True)


def _inside(name: str, row: int, value: str, *words: str) -> BrokenSheet:
    def change(book: Book) -> None:
        book["tandem"].rows[row][0] = value

    return BrokenSheet(name, lambda path: changed(path, change), words)


def _file(name: str, build: Callable[[], bytes], *words: str) -> BrokenSheet:
    return BrokenSheet(name, lambda path: path.write_bytes(build()), words)


def _with_part(path: Path, part: str) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(part, b"Sub AutoOpen()")


def _by_hand(book: Book) -> None:
    book["Patients"].put("Case", 7, "C-77")
    book["Patients"].put("First name", 7, CANARY)
    book["Patients"].put("Risk level", 7, "low")


def _second_headings(book: Book) -> None:
    rows = book["Patients"].rows
    rows.insert(FIRST_ROW + 1, list(rows[HEADING_ROW]))


def _without(tab: str, title: str) -> Callable[[Book], object]:
    def change(book: Book) -> None:
        grid = book[tab]
        away = grid.column(title)
        grid.in_order([i for i in range(len(grid.rows[HEADING_ROW])) if i != away])

    return change


def _twice(book: Book) -> None:
    grid = book["Patients"]
    grid.in_order([*range(len(grid.rows[HEADING_ROW])), grid.column("Risk level")])


def _beside(book: Book) -> None:
    grid = book["Patients"]
    grid.rows = [[*row, None] for row in grid.rows]
    grid.rows[4][-1] = f"ask {CANARY} about this"


def _copied(book: Book) -> None:
    rows = book["Patients"].rows
    rows.append([*rows[FIRST_ROW][:-1], "12/1/2026"])


def _hidden(book: Book) -> None:
    book["Patients"].put("Risk level", 5, "severe")
    book["Patients"].hidden_rows = [5]


def _put(tab: str, title: str, value: object) -> Callable[[Book], object]:
    return lambda book: book[tab].put(title, 4, value)


def _merge(book: Book) -> None:
    book["Patients"].merged = [(4, 8, 5, 8)]


SHEETS = (
    _inside(
        "of another practice", PRACTICE_ROW, "millbrook", "sheet of another practice", "this inbox"
    ),
    _inside("of another call", CALL_ROW, "2026-12-15", "the call of 2026-12-15, expected 2026-12"),
    _inside("of the other side", KIND_ROW, "prework_practice", "kind prework_practice, expected"),
    _inside("made anew since", ID_ROW, "S-0000", "id S-0000, expected S-7F3A", "made last"),
    _inside("with its hidden tab changed", 0, "something else", "is not a sheet of CareTandem"),
    _tabs(
        "with a patient added by hand",
        _by_hand,
        "tab Patients, row 7",
        "a patient or row that was not sent",
        "on the agenda",
    ),
    _tabs(
        "with a row left out",
        lambda book: book["Patients"].rows.pop(FIRST_ROW),
        "tab Patients: row 1 of those that were sent is missing",
    ),
    _tabs(
        "with a row copied and changed",
        _copied,
        "tab Patients, row 7: is the same row as row 4, a second time, in other words",
    ),
    _tabs(
        "with its headings twice",
        _second_headings,
        "tab Patients, row 5: the headings stand here a second time. Delete this row",
    ),
    _tabs(
        "without its headings",
        lambda book: book["Patients"].rows.pop(HEADING_ROW),
        "tab Patients: the row of headings is missing",
    ),
    _tabs(
        "without a column",
        _without("Patients", "Risk level"),
        "tab Patients, row 3: the column Risk level is missing. Put it back",
    ),
    _tabs(
        "without the column of cases",
        _without("Patients", "Case"),
        "tab Patients, row 3: the column Case is missing",
    ),
    _tabs(
        "with a column twice",
        _twice,
        "tab Patients, row 3, column Q: the column Risk level stands here a second time",
    ),
    _tabs("without a tab", lambda book: book.pop("Gaps"), "tab Gaps: is missing", "fresh copy"),
    _tabs(
        "with words beside its columns",
        _beside,
        "tab Patients, row 5, column Q: is written outside of the columns of the sheet",
    ),
    _tabs(
        "with merged cells", _merge, "tab Patients, row 5, column I: cells are merged", "Unmerge"
    ),
    _tabs(
        "with a mistake in a hidden row",
        _hidden,
        "tab Patients, row 5, column Risk level: is not in the list",
    ),
    _tabs(
        "with a formula for a choice",
        _put("Patients", "Risk level", Formula("=IF(TRUE,1,2)", "low")),
        "row 4, column Risk level: holds a formula, which is never worked out",
        "Type the answer itself",
    ),
    _tabs(
        "with a formula for a day",
        _put("Patients", "Pre-work finished on", Formula("=TODAY()", 46363)),
        "column Pre-work finished on: holds a formula",
    ),
    BrokenSheet(
        "with macros", lambda path: _with_part(path, "xl/vbaProject.bin"), ("holds macros", ".xlsx")
    ),
    _file("that is empty", lambda: b"", "is an empty file", "Send the file again"),
    _file("of another program", lambda: b"%PDF-1.7", "not an XLSX workbook", "save it as"),
    _file("of a writing program", other_zip, "is not an XLSX workbook"),
    _file("with a password", lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "protected with a password"),
    _file("that is a zip bomb", zip_bomb, "unpacks to more than"),
    _file("that is too large", lambda: bytes(20 * 2**20 + 1), "is larger than 20 MB"),
    _file("that is a list", lambda: xlsx_file(List=[("Rank",)]), "is not a sheet of CareTandem"),
    BrokenSheet(
        "that is damaged",
        lambda path: path.write_bytes(path.read_bytes()[:-400]),
        ("not an XLSX workbook",),
    ),
)
