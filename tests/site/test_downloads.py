"""The files beside the pages: forms that the program can read back, PDFs that anyone can read."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from tandem_flows.inbox.practice_list import read_practice_list
from tandem_flows.inbox.team import read_team
from tandem_flows.worksheets.patch import with_cells
from tandem_flows.worksheets.returned import read_sheet
from tandem_site.described import described_handoffs
from tandem_site.downloads import WHOLE, downloads, forms
from tandem_site.edition import Edition, read_edition
from tests.site.agreeing import REPOSITORY

PATIENT = {
    "Rank": 1,
    "First Name": "Amara",
    "Last Name": "Tellwright",
    "Birth Date": date(1988, 4, 12),
    "Gender": "female",
    "Urgent": "yes",
}
PERSON = {
    "person": "plan-manager",
    "organisation": "plan",
    "name": "Ruth Lindqvist",
    "position": "Manager",
    "email": "r.lindqvist@plan.example",
    "phone": "555-0102",
    "role": "project_manager",
    "is_core": "yes",
    "is_designee": "no",
}
SHEETS = ("prework-plan", "prework-practice", "call")


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read_edition(REPOSITORY)


@pytest.fixture(scope="module")
def files(edition: Edition) -> dict[str, bytes]:
    return downloads(edition)


def test_the_same_edition_gives_the_same_bytes(edition: Edition, files: dict[str, bytes]) -> None:
    again = downloads(edition)

    assert [path for path in files if files[path] != again[path]] == []


def test_every_file_lies_beside_the_pages_and_is_offered(
    built: Path, files: dict[str, bytes]
) -> None:
    page = (built / "adopt/forms.html").read_text(encoding="utf-8")

    assert [path for path in files if not (built / path).is_file()] == []
    assert [path for path in files if f'href="../{path}"' not in page] == []


@pytest.mark.clause("SHR-01", "IDN-01")
def test_a_filled_in_practice_list_is_read_by_the_program(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "practice_list.xlsx"
    path.write_bytes(filled_in(files["forms/practice-list.xlsx"], "Practice list", PATIENT))

    read = read_practice_list(path, "Whom the team worries about", date(2026, 3, 2))

    assert read.ignored == ()
    (row,) = read.frame.to_dicts()
    assert (row["last_name"], row["birth_date"], row["is_urgent"]) == (
        "Tellwright",
        date(1988, 4, 12),
        True,
    )


def test_the_practice_list_has_as_many_rows_as_the_list_is_long(edition: Edition) -> None:
    stated = dict(edition.guideline.parameters)
    stated["list_size"] = dataclasses.replace(stated["list_size"], value=7)
    changed = dataclasses.replace(edition.guideline, parameters=stated)

    (form,) = [
        form
        for form in forms(dataclasses.replace(edition, guideline=changed))
        if form.path == "forms/practice-list.docx"
    ]

    (table,) = Document(io.BytesIO(form.make())).tables
    assert len(table.rows) == 1 + 7


@pytest.mark.clause("RDY-01", "RDY-02")
def test_a_filled_in_team_list_saved_as_csv_is_read_by_the_program(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(files["forms/team.xlsx"]))
    (headings, *_) = workbook.get_sheet_by_name("team").to_python()
    path = tmp_path / "team.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, [PERSON.get(name, "") for name in headings]])

    read = read_team(path)

    assert read.frame["role"].to_list() == ["project_manager"]


@pytest.mark.parametrize("kind", SHEETS)
def test_a_blank_sheet_has_the_tabs_of_a_real_one(
    kind: str, files: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / f"{kind}.xlsx"
    path.write_bytes(files[f"forms/{kind}.xlsx"])

    sheet = read_sheet(path)

    assert (sheet.kind, sheet.sheet_id) == (kind.replace("-", "_"), "BLANK")
    patients = next(tab for tab in sheet.tabs if tab.name == "patients")
    assert len(patients.rows) == 10


@pytest.mark.parametrize("name", ["practice-list", "team", "prework", "call-review", "summary"])
def test_a_word_form_has_a_title_headings_and_tables_with_repeated_heads(
    name: str, files: dict[str, bytes]
) -> None:
    document = Document(io.BytesIO(files[f"forms/{name}.docx"]))

    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert document.core_properties.title
    assert document.core_properties.language == "en-US"
    assert styles.count("Heading 1") == 1
    assert styles.count("Heading 2") == len(document.tables) > 0
    assert all("w:tblHeader" in table.rows[0]._tr.xml for table in document.tables)


@pytest.mark.clause("PRE-02", "PRE-03", "PRE-06", "PRE-07")
def test_the_prework_form_asks_what_the_handoff_holds(files: dict[str, bytes]) -> None:
    document = Document(io.BytesIO(files["forms/prework.docx"]))
    asked = {row.cells[0].paragraphs[0].text for row in document.tables[0].rows}

    assert {"Still the practice's patient?", "What drives the risk", "Who should lead"} <= asked


def test_a_version_whose_handoffs_are_no_longer_the_programs_offers_no_forms(
    edition: Edition,
) -> None:
    handoffs = dict(described_handoffs())
    handoffs["team"] = dataclasses.replace(handoffs["team"], meaning="Another one.")

    assert forms(dataclasses.replace(edition, handoffs=handoffs)) == []


def test_the_pdfs_are_tagged_named_and_in_a_language(files: dict[str, bytes]) -> None:
    marks = (
        b"/StructTreeRoot",
        b"/Marked true",
        b"/Lang",
        b"pdfuaid:part",
        b"/DisplayDocTitle true",
    )
    papers = {path: content for path, content in files.items() if path.endswith(".pdf")}

    assert len(papers) == 1 + 8
    lacking = {
        path: [mark for mark in marks if mark not in content] for path, content in papers.items()
    }
    assert {path: missing for path, missing in lacking.items() if missing} == {}


def test_a_step_fits_on_one_sheet(files: dict[str, bytes]) -> None:
    sheets = {path: content for path, content in files.items() if path.startswith("sheets/")}

    assert {path: pages_of(content) for path, content in sheets.items()} == dict.fromkeys(sheets, 1)
    assert pages_of(files[WHOLE]) > len(sheets)


def pages_of(content: bytes) -> int:
    return len(re.findall(rb"/Type ?/Page\b", content))


def filled_in(content: bytes, tab: str, answers: dict[str, object]) -> bytes:
    """Return the workbook with `answers` by heading in its first row."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(tab).to_python()
    places = {heading: place for place, heading in enumerate(rows[0])}
    return with_cells(
        content,
        {tab: {f"{chr(ord('A') + places[name])}2": value for name, value in answers.items()}},
    )
