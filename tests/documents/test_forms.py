"""The forms of a document: the same bytes for the same contents, readable for everyone."""

import zipfile
from dataclasses import replace
from datetime import date

import polars as pl
import pytest
from docx import Document

from tandem_flows.documents.page import PageFile
from tandem_flows.documents.pdf import PdfFile
from tandem_flows.documents.word import WordFile
from tandem_flows.documents.workbook import Sheet, workbook
from tests.documents.papers import ABOUT, archive_texts, paper, written

FORMS = {"html": PageFile, "pdf": PdfFile, "docx": WordFile}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_contents_are_the_same_bytes(tmp_path, form):
    first, again = (written(FORMS[form](paper()), tmp_path / f"{n}.{form}") for n in "ab")

    assert first == again


def test_a_workbook_of_the_same_contents_is_the_same_bytes(tmp_path):
    sheets = [Sheet("Steps", "All", pl.DataFrame({"due_on": [date(2026, 1, 20), None]}))]

    first, again = (written(workbook(sheets), tmp_path / f"{name}.xlsx") for name in "ab")

    assert first == again


@pytest.mark.parametrize("form", FORMS)
def test_other_words_are_other_contents(form):
    one, other = (FORMS[form](paper(said)).content(ABOUT) for said in ("walk", "run"))

    assert one != other


@pytest.mark.parametrize("form", FORMS)
def test_a_file_sent_again_says_which_it_replaces(tmp_path, form):
    about = replace(ABOUT, replaces_of=date(2026, 1, 14))
    write = FORMS[form](paper())

    assert b"This replaces the file that was sent on 2026-01-14" in write.content(about) + (
        written(write, tmp_path / "x", about) if form == "html" else b""
    )


def test_a_workbook_sent_again_says_which_it_replaces(tmp_path):
    about = replace(ABOUT, replaces_of=date(2026, 1, 14))

    written(workbook([Sheet("A", "All", pl.DataFrame({"a": [1]}))]), tmp_path / "x.xlsx", about)

    texts = archive_texts(tmp_path / "x.xlsx")
    assert "This replaces the file that was sent on 2026-01-14." in texts["xl/sharedStrings.xml"]


def test_a_pdf_is_tagged_and_says_that_everyone_can_read_it(tmp_path):
    content = written(PdfFile(paper()), tmp_path / "x.pdf")

    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"/Lang" in content
    assert b"/MarkInfo" in content


def test_a_name_in_letters_that_no_font_has_does_not_stop_a_pdf(tmp_path):
    content = written(PdfFile(paper("Amara \U0001f600 \U00012000")), tmp_path / "x.pdf")

    assert content.startswith(b"%PDF")


def test_the_day_of_making_is_the_only_time_in_a_word_file(tmp_path):
    written(WordFile(paper()), tmp_path / "x.docx")

    with zipfile.ZipFile(tmp_path / "x.docx") as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    core = archive_texts(tmp_path / "x.docx")["docProps/core.xml"]
    assert core.count("2026-01-14T00:00:00Z") == 2


def test_an_empty_cell_shows_what_stands_for_it(tmp_path):
    frame = pl.DataFrame({"phone": [None, "555-0100"]}, schema={"phone": pl.String})
    absent = pl.DataFrame({"phone": ["missing", "missing"]})

    written(workbook([Sheet("A", "All", frame, absent)]), tmp_path / "x.xlsx")

    texts = archive_texts(tmp_path / "x.xlsx")["xl/sharedStrings.xml"]
    assert texts.count("missing") == 1
    assert "555-0100" in texts


def test_the_columns_of_a_table_in_word_are_as_wide_as_their_shares(tmp_path):
    written(WordFile(paper()), tmp_path / "x.docx")

    table = Document(str(tmp_path / "x.docx")).tables[0]
    shares = [column.share for part in paper().parts if part.grid for column in part.grid.columns]
    widths = [cell.width for cell in table.rows[0].cells]
    assert [round(sum(shares) * width / sum(widths)) for width in widths] == shares
    assert [cell.width for cell in table.rows[1].cells] == widths


def test_a_patients_name_and_goal_stay_on_the_page_of_their_next_steps(tmp_path):
    written(WordFile(paper()), tmp_path / "x.docx")

    document = Document(str(tmp_path / "x.docx"))
    texts = archive_texts(tmp_path / "x.docx")["word/document.xml"]
    goal = next(item for item in document.paragraphs if item.text.startswith("Goal:"))
    assert goal.paragraph_format.keep_with_next
    assert texts.count("<w:cantSplit") == len(document.tables[0].rows)
