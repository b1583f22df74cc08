"""What people write is words in every document: nothing of it is run, set or obeyed."""

import re
import shutil

import polars as pl
import pytest
from bs4 import BeautifulSoup
from docx import Document
from python_calamine import CalamineWorkbook

from tandem_flows.documents.page import PageFile
from tandem_flows.documents.pdf import PdfFile
from tandem_flows.documents.table_file import csv_file
from tandem_flows.documents.text import plain
from tandem_flows.documents.word import WordFile
from tandem_flows.documents.workbook import Sheet, workbook
from tests.documents.papers import ABOUT, archive_texts, paper, pdf_words, written

FORMULAS = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x","y")']
HOSTILE = [
    *FORMULAS,
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }} {% for x in y %}",
    '#read("/etc/passwd") $a^2$ *bold* _em_ `raw` \\ @label <label>',
    "#panic()",
    "]]></w:t><w:p/>&amp;&lt;",
    "javascript:alert(1)",
    "a\x07b\x00c\x1bd\u202ee\ud800f\x0cg",
]


def flat(text):
    return " ".join(text.split())


@pytest.mark.parametrize("said", HOSTILE)
def test_a_page_shows_the_words_and_holds_no_script(tmp_path, said):
    html = written(PageFile(paper(said)), tmp_path / "x.html").decode("utf-8")

    page = BeautifulSoup(html, "html.parser")
    assert flat(page.select_one("article h2").text) == flat(plain(said))
    assert flat(page.select_one("td").text) == flat(plain(said))
    assert page.find_all(["script", "iframe", "object", "a", "img", "link"]) == []
    assert not [name for tag in page.find_all() for name in tag.attrs if name.startswith("on")]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="reads a PDF with pdftotext")
@pytest.mark.parametrize("said", HOSTILE)
def test_a_pdf_shows_the_words_as_they_are(tmp_path, said):
    written(PdfFile(paper(said)), tmp_path / "x.pdf")

    there = pdf_words(tmp_path / "x.pdf").replace(" ", "")
    assert there.count(plain(said).replace(" ", "").replace("\n", "")) >= 3


@pytest.mark.parametrize("said", HOSTILE)
def test_a_word_file_shows_the_words_and_opens(tmp_path, said):
    written(WordFile(paper(said)), tmp_path / "x.docx")

    document = Document(str(tmp_path / "x.docx"))
    assert flat(document.paragraphs[0].text) == flat(f"Summary: {plain(said)}")
    assert flat(document.tables[0].rows[1].cells[0].text) == flat(plain(said))
    parts = archive_texts(tmp_path / "x.docx")
    assert not re.search(r"<w:(fldSimple|instrText|object)|macroEnabled", "".join(parts.values()))


@pytest.mark.parametrize("said", HOSTILE)
def test_a_workbook_holds_text_and_no_formula(tmp_path, said):
    frame = pl.DataFrame({"action": [plain(said) if "\ud800" in said else said]})
    written(workbook([Sheet("Steps", "All", frame)]), tmp_path / "x.xlsx")

    book = CalamineWorkbook.from_path(str(tmp_path / "x.xlsx"))
    assert book.get_sheet_by_name("Steps").to_python()[-1] == [plain(said)]
    sheets = [text for name, text in archive_texts(tmp_path / "x.xlsx").items() if "sheet" in name]
    assert not [text for text in sheets if "<f>" in text or "<hyperlink" in text]


@pytest.mark.parametrize("said", FORMULAS)
def test_a_text_that_looks_like_a_formula_stays_text_when_the_cell_is_edited(tmp_path, said):
    frame = pl.DataFrame({"action": [said]})

    written(workbook([Sheet("Steps", "All", frame)]), tmp_path / "x.xlsx")

    assert 'quotePrefix="1"' in archive_texts(tmp_path / "x.xlsx")["xl/styles.xml"]


@pytest.mark.parametrize("said", FORMULAS)
def test_a_table_for_another_system_marks_what_looks_like_a_formula(tmp_path, said):
    table = written(csv_file(pl.DataFrame({"goal": [said], "times": [-1]})), tmp_path / "x.csv")

    (row,) = pl.read_csv(table).rows()
    assert row == (f"'{said}", -1)


def test_the_lines_about_a_file_are_words_too(tmp_path):
    about = ABOUT.__class__(("<b>North</b> {{ x }}",), ABOUT.made_on)

    html = written(PageFile(paper()), tmp_path / "x.html", about).decode("utf-8")

    assert "&lt;b&gt;North&lt;/b&gt; {{ x }}" in html
