"""One table of broken lists of a practice.

Each row names the mistake, the file, how it is built, and the words that the refusal must hold
(file, row, column, remedy).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.broken.files import (
    AGAIN,
    CANARY,
    GOOD,
    HEADINGS,
    OTHER,
    BrokenFile,
    csv_file,
    far_cell,
    merged_headings,
    other_zip,
    with_cell,
    with_headings,
    workbook_of,
    xlsx_file,
    zip_bomb,
)


def _list(name: str, build: Callable[[], bytes], *words: str, ending: str = "csv") -> BrokenFile:
    return BrokenFile(name, f"practice_list.{ending}", build, (f"practice_list.{ending}", *words))


def _book(name: str, build: Callable[[], bytes], *words: str) -> BrokenFile:
    return _list(name, build, *words, ending="xlsx")


PRACTICE_LISTS = (
    _list("an empty file", lambda: b"", "empty file", "Send the file again"),
    _list("only blank lines", lambda: b"\r\n\r\n", "no row of column headings", "rank, first_name"),
    _list("headings without rows", with_headings, "no rows", "one row a patient"),
    _list("rows without headings", lambda: csv_file(GOOD), "row 1", "no row of column headings"),
    _list(
        "a missing required column",
        lambda: with_headings(GOOD[:3], headings=HEADINGS[:3]),
        "row 1",
        "column birth_date is missing",
        "DOB, Date of Birth",
    ),
    _list(
        "a doubled column",
        lambda: with_headings((*GOOD, "1950-01-02"), headings=(*HEADINGS, "Date of Birth")),
        "row 1",
        "Date of Birth (F)",
        "a second time, after DOB",
        "Keep one of the two columns",
    ),
    _list(
        "a second row of headings",
        lambda: with_headings(GOOD, HEADINGS, OTHER),
        "row 3",
        "headings stand here a second time",
        "Delete this row",
    ),
    _list(
        "Latin-1 letters",
        lambda: csv_file(HEADINGS, GOOD, ("2", "José", *OTHER[2:]), encoding="latin-1"),
        "row 3, column First Name",
        "not in UTF-8",
        "CSV UTF-8",
    ),
    _list(
        "UTF-16",
        lambda: csv_file(HEADINGS, GOOD, encoding="utf-16"),
        "UTF-16",
        "CSV UTF-8",
    ),
    _list(
        "an open quotation mark",
        lambda: with_headings(GOOD, ('"2', "Bert", *OTHER[2:])),
        "row 3",
        "quotation mark",
    ),
    _list(
        "a comma that shifts the row",
        lambda: with_headings(GOOD, (*OTHER, "Boston")),
        "row 3",
        "more cells than there are headings",
        "quotation marks",
    ),
    _list("an unreadable date", lambda: with_cell(3, "2.1.1950"), "row 3, column DOB", "month/day"),
    _list("a day first", lambda: with_cell(3, "28/02/1961"), "row 3, column DOB", "no day of the"),
    _list("an impossible date", lambda: with_cell(3, "1961-02-30"), "row 3, column DOB", "no day"),
    _list("a short year", lambda: with_cell(3, "2/28/61"), "row 3, column DOB", "either century"),
    _list("an early year", lambda: with_cell(3, "1861-02-28"), "row 3, column DOB", "before"),
    _list("a date to come", lambda: with_cell(3, "2030-01-01"), "row 3, column DOB", "lies after"),
    _list("no birth date", lambda: with_cell(3, ""), "row 3, column DOB", "empty but required"),
    _list("a blank name", lambda: with_cell(2, "  "), "row 3, column Last Name", "empty but"),
    _list("a rank of one half", lambda: with_cell(0, "1.5"), "row 3, column Rank", "whole number"),
    _list("a rank in words", lambda: with_cell(0, "two"), "row 3, column Rank", "whole number"),
    _list("a rank of zero", lambda: with_cell(0, "0"), "row 3, column Rank", "below 1"),
    _list("a rank twice", lambda: with_cell(0, "1"), "row 3, column Rank", "same rank as in row 2"),
    _list(
        "a patient twice",
        lambda: with_headings(GOOD, ("2", "ANA", f"{CANARY} Jr.", "1/2/1950", ""), AGAIN),
        "row 4",
        "same patient as row 2",
        "one row a patient",
    ),
    _list(
        "a member id twice",
        lambda: with_headings(
            (*GOOD, "A-001"), (*OTHER, "a 001"), headings=(*HEADINGS, "Insurance ID")
        ),
        "row 3, column Insurance ID",
        "same member id as in row 2",
    ),
    _list(
        "an unknown gender word",
        lambda: with_headings((*GOOD, "q"), headings=(*HEADINGS, "Sex")),
        "row 2, column Sex",
        "female, male, other, unknown",
    ),
    _list(
        "an unclear urgent mark",
        lambda: with_headings((*GOOD, "maybe"), headings=(*HEADINGS, "Urgent")),
        "row 2, column Urgent",
        "yes or no",
    ),
    _list(
        "no definition of high risk",
        lambda: with_headings((*GOOD[:4], ""), OTHER),
        "how the practice defines high risk (IDN-02)",
        "profile.yaml",
    ),
    _list(
        "two definitions of high risk",
        lambda: with_cell(4, "another definition"),
        "row 3, column Risk Definition",
        "differs from the definition in row 2 (IDN-02)",
    ),
    _list("another kind of file", lambda: b"%PDF", "neither CSV nor XLSX", ending="pdf"),
    _book("a CSV file under another name", lambda: with_headings(GOOD), "not an XLSX workbook"),
    _book("an old workbook", lambda: b"\xd0\xcf\x11\xe0" + bytes(600), ".xls", "password"),
    _book("another document", other_zip, "not an XLSX workbook", "save it as"),
    _book("a damaged workbook", lambda: xlsx_file(List=[HEADINGS])[:-300], "XLSX", "save it as"),
    _book("a zip bomb", zip_bomb, "unpacks to more than", "new workbook"),
    _book("a cell far out", lambda: workbook_of(far_cell), "row 1048576, column XFD", "stray"),
    _book("merged headings", lambda: workbook_of(merged_headings), "row 2, column E", "Unmerge"),
    _book("an empty workbook", lambda: xlsx_file(List=[]), "no rows", "Send the list again"),
    _book(
        "two lists",
        lambda: xlsx_file(North=[HEADINGS, GOOD], South=[HEADINGS, OTHER]),
        "more than one list",
        "North and South",
        "one tab",
    ),
    _book(
        "a date kept as a number",
        lambda: xlsx_file(List=[HEADINGS, (1, "Ana", CANARY, 18264, "admissions")]),
        "tab List, row 2, column DOB",
        "Format the cell as a date",
    ),
    _book(
        "a date cell to come",
        lambda: xlsx_file(List=[HEADINGS, (1, "Ana", CANARY, date(2030, 1, 2), "admissions")]),
        "tab List, row 2, column DOB",
        "lies after",
    ),
)
