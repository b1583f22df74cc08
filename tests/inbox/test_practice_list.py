"""A practice's list, as practices write it, becomes the handoff `practice_list`."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path

import pytest

from tandem_flows.inbox import PracticeListFile, read_practice_list
from tandem_flows.inbox.aliases import ALIASES, field_of, folded
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.broken.files import GOOD, HEADINGS, OTHER, workbook_of, xlsx_file

AS_OF = date(2026, 12, 1)
DEFINITION = "complex needs"


def read(path: Path, content: bytes | str, definition: str | None = DEFINITION) -> PracticeListFile:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_practice_list(path, definition, AS_OF)


@pytest.mark.clause("SHR-01", "IDN-01")
def test_a_full_list_is_a_valid_handoff_and_its_file_is_known_by_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "practice_list.csv"
    content = (
        "Priority,First,Surname,DOB,Sex,Zip,MRN,Last Seen,Note,Urgent\n"
        "2,Ana,Lopez,1/2/1950,F,2134,77,2026-11-01,ring first,x\n"
        "\n"
        "1,Bert,Quill,1961-02-28,,02135-1234,,,,\n"
    )

    found = read(path, content)

    frame = validated(found.frame, handoff("practice_list"))
    assert frame["rank"].to_list() == [2, 1]
    assert frame["birth_date"].to_list() == [date(1950, 1, 2), date(1961, 2, 28)]
    assert frame["gender"].to_list() == ["female", None]
    assert frame["zip_code"].to_list() == ["02134", "02135-1234"]
    assert frame["is_urgent"].to_list() == [True, False]
    assert found.source_hash == hashlib.sha256(content.encode()).hexdigest()
    assert found.ignored == ("Note",)
    assert ("last_name", "Surname") in [(h.field, h.heading) for h in found.headings]


def test_a_workbook_gives_the_same_list_as_a_csv_file(tmp_path: Path) -> None:
    rows = [
        (*HEADINGS, "Zip", "Phone"),
        (1.0, "Ana", "Lopez", datetime(1950, 1, 2), DEFINITION, 2134, 6175550100),
    ]
    text = "Rank,First,Last,DOB,Zip,Phone\n1,Ana,Lopez,1/2/1950,02134,6175550100\n"

    from_book = read(tmp_path / "practice_list.xlsx", xlsx_file(List=rows))
    from_text = read(tmp_path / "practice_list.csv", text)

    assert from_book.frame.equals(from_text.frame)


def test_the_list_is_found_among_other_tabs_and_below_a_title(tmp_path: Path) -> None:
    def fill(worksheet, name):
        if name == "List":
            worksheet.merge_range(0, 0, 0, 3, "Our patients of the year")
            worksheet.write_row(2, 0, HEADINGS)
            worksheet.write_row(3, 0, GOOD)
        elif name == "Old":
            worksheet.hide()
            worksheet.write_row(0, 0, HEADINGS)

    found = read(tmp_path / "practice_list.xlsx", workbook_of(fill, ("Notes", "List", "Old")))

    assert found.frame.height == 1


def test_the_mark_of_csv_utf8_is_accepted_and_accents_are_kept(tmp_path: Path) -> None:
    text = "Rank,First,Last,DOB\n1,José,Nuñez,1/2/1950\n".encode("utf-8-sig")

    found = read(tmp_path / "practice_list.csv", text)

    assert found.frame.select("first_name", "last_name").row(0) == ("José", "Nuñez")


@pytest.mark.clause("IDN-02")
def test_the_definition_in_the_file_goes_before_the_one_in_the_profile(tmp_path: Path) -> None:
    rows = [HEADINGS, GOOD, OTHER]

    found = read(tmp_path / "practice_list.xlsx", xlsx_file(List=rows), "of the profile")

    assert found.frame["risk_definition"].to_list() == [GOOD[4], GOOD[4]]


@pytest.mark.clause("IDN-03")
def test_a_patient_is_added_late_when_a_reason_is_given(tmp_path: Path) -> None:
    text = "Rank,First,Last,DOB,Why Added\n1,A,B,1/2/1950,\n2,C,D,1/2/1950,time left\n"

    found = read(tmp_path / "practice_list.csv", text)

    assert found.frame["is_added_late"].to_list() == [False, True]
    assert found.frame["added_late_reason"].to_list() == [None, "time left"]


@pytest.mark.parametrize("word", ["yes", "Y", "TRUE", "1", "x"])
def test_each_word_for_yes_marks_an_urgent_patient(word: str, tmp_path: Path) -> None:
    text = f"Rank,First,Last,DOB,Urgent\n1,A,B,1/2/1950,{word}\n"

    assert read(tmp_path / "practice_list.csv", text).frame["is_urgent"].to_list() == [True]


@pytest.mark.parametrize(
    ("word", "meaning"),
    [("F", "female"), ("Man", "male"), ("Non-binary", "other"), ("unk", "unknown"), ("", None)],
)
def test_gender_words_are_read_as_the_closed_list(
    word: str, meaning: str | None, tmp_path: Path
) -> None:
    text = f"Rank,First,Last,DOB,Gender\n1,A,B,1/2/1950,{word}\n"

    assert read(tmp_path / "practice_list.csv", text).frame["gender"].to_list() == [meaning]


def test_father_and_son_and_twins_are_not_the_same_patient(tmp_path: Path) -> None:
    text = "Rank,First,Last,DOB\n1,Al,Poe Sr,1/2/1950\n2,Al,Poe Jr,1/2/1950\n3,Bo,Poe,1/2/1950\n"

    assert read(tmp_path / "practice_list.csv", text).frame.height == 3


def test_no_spelling_of_a_heading_stands_for_two_fields() -> None:
    spelled = [(folded(name), field) for field, names in ALIASES.items() for name in names]

    assert [name for name, field in spelled if field_of(name) != field] == []
    assert len({name for name, _ in spelled}) == len(spelled)


def test_every_column_of_the_contract_has_its_own_name_as_a_heading() -> None:
    derived = {"is_urgent", "is_added_late"}

    fields = set(handoff("practice_list").columns) - derived | {"urgent"}

    assert fields == set(ALIASES)
    assert {field_of(field) for field in fields} == fields
