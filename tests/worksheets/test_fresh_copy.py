"""The fresh copy of a refused sheet: what was right is filled in, each wrong cell marked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tandem_flows.worksheets.check import looked_at
from tandem_flows.worksheets.fresh_copy import fresh_copy
from tandem_flows.worksheets.kinds import PREWORK_PLAN
from tandem_flows.worksheets.returned import read_sheet
from tandem_flows.worksheets.write import write_copy
from tests.worksheets.answered import prework_answers
from tests.worksheets.resaved import Book, changed
from tests.worksheets.sheets import expected, filled, tabs_of
from tests.worksheets.test_looks import MAIN, part, sheet


def three_mistakes(book: Book) -> None:
    book["Patients"].put("Risk level", 4, "=severe")
    book["Patients"].put("Last name", 5, "Zyxquist")
    book["Gaps"].put("Case", 8, "Bert Quill · C-02")
    book["Gaps"].put("What is needed", 8, "food")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = changed(filled(PREWORK_PLAN, tmp_path, prework_answers()), three_mistakes)
    returned = read_sheet(path)
    look = looked_at(returned, expected(PREWORK_PLAN))
    content = fresh_copy(look, tabs_of(PREWORK_PLAN))
    return write_copy(tmp_path / "copy.xlsx", returned.head, "Fresh copy", content, ("Read",))


def rows(path: Path, tab: str) -> list[list[object]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(tab).to_python()


def test_it_opens_with_one_list_of_what_to_correct(copy: Path) -> None:
    book = part(copy, "xl/workbook.xml")
    told = [row for row in rows(copy, "To correct")[3:] if row[0]]

    assert book.find(f".//{MAIN}workbookView").get("activeTab") == "1"
    assert [row[0] for row in told] == [
        "Patients, row 4, Risk level",
        "Patients, row 5, Last name",
        "Gaps, row 5, Kind of need",
        "Gaps, row 5, Who should close it",
    ]
    assert told[0][1:3] == ["=severe", "Is not in the list of this cell (clause PRE-03)."]
    assert told[1][3] == "Nothing: it stands here again as it was sent."


def test_what_was_right_is_filled_in_and_what_was_locked_is_as_it_was_sent(copy: Path) -> None:
    patients = rows(copy, "Patients")

    assert patients[3][8] == "falls\nand pain"
    assert patients[3][15] == date(2026, 12, 7)
    assert patients[3][7] == "=severe"
    assert patients[4][3] == "Quill"
    assert rows(copy, "Gaps")[4][:2] == ["Bert Quill · C-02", "food"]


def test_a_wrong_cell_is_red_until_it_is_changed_and_says_why(copy: Path) -> None:
    rules = [
        (found.get("sqref"), rule.findtext(f"{MAIN}formula"))
        for found in sheet(copy, 3).iter(f"{MAIN}conditionalFormatting")
        for rule in found.iter(f"{MAIN}cfRule")
    ]
    notes = {
        note.get("ref"): "".join(note.itertext())
        for note in part(copy, "xl/comments1.xml").iter(f"{MAIN}comment")
    }

    assert ("H4", "EXACT(H4,'To correct'!$B$4)") in rules
    assert "Choose from the list: low, moderate" in notes["H4"]
    assert "was sent" in notes["D5"]


def test_nothing_in_it_is_a_formula(copy: Path) -> None:
    for number in range(1, 9):
        assert list(sheet(copy, number).iter(f"{MAIN}f")) == []
