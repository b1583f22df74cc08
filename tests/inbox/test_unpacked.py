"""A workbook or list made to fill the memory, or to be read otherwise than it was looked at."""

from __future__ import annotations

import io
import os
import threading
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tandem_flows.inbox import opened
from tandem_flows.inbox.formulas import formulas_of
from tandem_flows.inbox.headed import read_headed
from tandem_flows.inbox.opened import HeldFile, read_file, read_workbook, source_hash
from tandem_flows.inbox.practice_list import read_practice_list
from tandem_flows.inbox.unpacked import looked_through
from tandem_flows.inbox.walked import Allowance, TooMuch, WalkedTab
from tandem_validators.errors import InputRefused
from tests.broken.files import CANARY, GOOD, HEADINGS, with_headings, xlsx_file
from tests.inbox.hostile_books import BOOKS, SHEET, parts, sheet, with_parts

AS_OF = date(2026, 1, 5)


def refused(path: Path) -> str:
    with pytest.raises(InputRefused) as error:
        read_practice_list(path, None, AS_OF)
    words = str(error.value)
    assert CANARY not in words
    return words


@pytest.mark.parametrize(("build", "words"), BOOKS, ids=lambda case: getattr(case, "__name__", ""))
def test_a_workbook_made_to_fill_the_memory_is_refused(build, words, tmp_path, tally):
    path = tmp_path / "practice_list.xlsx"
    path.write_bytes(build())

    assert words in refused(path)
    tally.add("inputs", "workbook that grows or deceives", 1, 1)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (b"a,b\r\n" * 100_001, "has more than 100000 rows"),
        (b"," * 2_000_001, "far more cells than any list"),
        (b"\xe4\r\n" * 90_000, "mistakes more"),
        (b'"' * 200_001, "quotation mark"),
    ],
    ids=["rows", "cells", "letters", "quotes"],
)
def test_a_csv_made_to_fill_the_memory_is_refused(more, words, tmp_path, tally):
    path = tmp_path / "practice_list.csv"
    path.write_bytes(with_headings(GOOD) + b"\r\n" + more)

    told = refused(path)

    assert words in told
    assert told.count("\n") <= 1001
    tally.add("inputs", "list that grows", 1, 1)


def test_a_reader_gets_no_part_that_was_not_looked_at():
    evil = with_parts({SHEET: sheet('<row r="9"><c r="A9"><v>1</v></c></row>')})
    content = evil + xlsx_file(List=(HEADINGS, GOOD))  # two tables of contents in one file
    pictures = with_parts({"xl/media/image1.png": b"PNG", "customXml/item1.xml": b"\xff\xfe<\0"})

    book = CalamineWorkbook.from_filelike(io.BytesIO(looked_through(content, "a.xlsx")))
    rows = book.get_sheet_by_index(0).to_python()

    assert rows[1][:3] == list(GOOD[:3])
    with io.BytesIO(looked_through(pictures, "a.xlsx")) as whole:
        assert b"image1" not in whole.getvalue() and b"customXml" not in whole.getvalue()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked as UTF-8"])
def test_a_mark_of_its_encoding_belongs_to_no_heading(mark):
    (row,) = read_headed(HeldFile("a.csv", mark + b"person,name\np1,Ana\n"), ["person"], []).rows

    assert row.line("person") == "p1"


@pytest.mark.parametrize("at", [0, 5, -1])
def test_a_csv_with_a_byte_of_no_text_is_refused(at):
    content = bytearray(with_headings(GOOD))
    content[at] = 0

    with pytest.raises(
        InputRefused, match=r"a\.csv: is not saved as UTF-8 but as UTF-16 or binary"
    ):
        read_headed(HeldFile("a.csv", bytes(content)), ["rank"], [])


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "XL/VBAPROJECT.BIN"])
def test_macros_are_refused_however_they_are_spelled(name):
    with pytest.raises(InputRefused, match="holds macros, which nobody here runs"):
        read_workbook(with_parts({name: b"macro"}), "a.xlsx")


def test_no_more_elements_are_walked_through_than_a_workbook_has():
    allowance = Allowance(elements=5)
    WalkedTab(allowance).walk(b"<a><b/><c/></a>")

    with pytest.raises(TooMuch):
        WalkedTab(allowance).walk(b"<a><b/><c/></a>")


def test_a_format_alone_takes_no_room_and_a_formula_is_found_where_it_stands():
    far = '<row r="1048576"><c r="XFD1048576" s="3"/></row>'
    comment = "<!--" + '<c r="A1" ' * 2000 + "-->"  # no hunt for formulas in what is none
    first = '<row r="2"><c r="C2"><f>1+1</f><v>2</v></c><c><f>A1 &amp; "b"</f></c></row>'
    content = with_parts({SHEET: sheet(first + comment + far)})

    (tab,) = read_workbook(content, "a.xlsx")
    found = formulas_of(content, "a.xlsx")["List"]

    assert [len(row) for row in tab.rows] == [3, 3]
    assert found == {(1, 2): "=1+1", (1, 3): '=A1 & "b"'}


def test_a_file_that_grows_while_it_is_read_is_read_no_further(tmp_path):
    path = tmp_path / "call.xlsx"
    with path.open("wb") as file:
        file.truncate(10**12)  # a thousand gigabytes that take no room

    with pytest.raises(InputRefused, match=r"call\.xlsx: is larger than 20 MB"):
        read_file(path)
    assert len(opened._content_of(path)) == 20 * 1024 * 1024 + 1
    assert len(source_hash(path)) == 64


@pytest.mark.parametrize("content", [b"", bytes(20 * 1024 * 1024 + 1)], ids=["empty", "large"])
def test_what_came_out_of_a_sealed_file_has_the_same_limits(content):
    with pytest.raises(InputRefused, match=r"call\.xlsx: is empty or too large"):
        read_file(HeldFile("call.xlsx", content))


def test_a_link_that_takes_the_place_of_a_file_is_not_followed(tmp_path, monkeypatch):
    path, elsewhere = tmp_path / "call.xlsx", tmp_path / "elsewhere.xlsx"
    elsewhere.write_bytes(b"of another practice")
    path.symlink_to(elsewhere)
    monkeypatch.setattr(Path, "is_symlink", lambda _: False)  # it was none when it was looked at

    with pytest.raises(InputRefused, match=r"call\.xlsx: cannot be read\. Put the file there anew"):
        read_file(path)


def test_a_file_that_is_not_ours_to_read_is_refused_in_words(tmp_path, monkeypatch):
    path = tmp_path / "call.xlsx"
    path.write_bytes(b"PK")

    def closed(*_):
        raise PermissionError

    monkeypatch.setattr(opened, "_without_links", closed)

    with pytest.raises(InputRefused, match=r"call\.xlsx: cannot be read"):
        read_file(path)
    assert len(source_hash(path)) == 64


def test_a_pipe_that_takes_the_place_of_a_file_holds_up_nothing(tmp_path):
    path = tmp_path / "call.xlsx"
    os.mkfifo(path)
    ended = threading.Thread(target=opened._content_of, args=(path,), daemon=True)

    ended.start()
    ended.join(5)

    assert not ended.is_alive()
    with pytest.raises(InputRefused, match="is not there"):
        read_file(path)


def test_the_parts_of_an_ordinary_workbook_are_handed_on_as_they_are():
    content = xlsx_file(List=(HEADINGS, GOOD))

    assert read_workbook(looked_through(content, "a.xlsx"), "a.xlsx") == read_workbook(
        content, "a.xlsx"
    )
    assert SHEET in parts()
