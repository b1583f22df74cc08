"""Deliberately broken files: what a person might really send, one builder a mistake.

Here: the builders. The table of mistakes is in `practice_lists`. `CANARY` stands in every file and
in no refusal.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

CANARY = "Zyxquist"
HEADINGS = ("Rank", "First Name", "Last Name", "DOB", "Risk Definition")
GOOD = ("1", "Ana", CANARY, "1950-01-02", "two or more admissions")
OTHER = ("2", "Bert", CANARY + "a", "2/28/1961", "")
# The same person as `GOOD`, in another spelling.
AGAIN = ("3", " ana ", f"Dr. {CANARY.upper()}", "01/02/1950", "")


@dataclass(frozen=True)
class BrokenFile:
    """A mistake: its name, the file's name, its bytes, and the words of the refusal."""

    name: str
    file: str
    build: Callable[[], bytes]
    words: tuple[str, ...]


def csv_file(*rows: Sequence[str], encoding: str = "utf-8") -> bytes:
    return "\r\n".join(",".join(row) for row in rows).encode(encoding)


def with_headings(*rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> bytes:
    return csv_file(headings, *rows)


def with_cell(index: int, value: str) -> bytes:
    """Return a list whose second patient (row 3) has `value` in the column `index`."""
    return with_headings(GOOD, (*OTHER[:index], value, *OTHER[index + 1 :]))


def xlsx_file(**tabs: Sequence[Sequence[Any]]) -> bytes:
    def put(worksheet: Any, name: str) -> None:
        for row, cells in enumerate(tabs[name]):
            worksheet.write_row(row, 0, cells)

    return workbook_of(put, tuple(tabs))


def workbook_of(fill: Callable[[Any, str], None], tabs: Sequence[str] = ("List",)) -> bytes:
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "mm/dd/yy"})
    for name in tabs:
        fill(workbook.add_worksheet(name), name)
    workbook.close()
    return content.getvalue()


def merged_headings(worksheet: Any, name: str) -> None:
    worksheet.merge_range(0, 1, 0, 2, "Patient")
    worksheet.write_row(1, 0, ("Rank", "First Name", "Last Name", "DOB"))
    worksheet.merge_range(1, 4, 2, 4, "Risk Definition")
    worksheet.write_row(2, 0, GOOD[:4])


def far_cell(worksheet: Any, name: str) -> None:
    worksheet.write_row(0, 0, HEADINGS)
    worksheet.write_row(1, 0, GOOD)
    worksheet.write(1_048_575, 16_383, "x")


def zip_bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(120 * 1024 * 1024))
    return content.getvalue()


def other_zip() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    return content.getvalue()
