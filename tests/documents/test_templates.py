"""An organisation restyles documents by files of its own in the workspace, and by nothing else."""

from dataclasses import replace

import pytest
from docx import Document

from tandem_flows.documents.letter import LetterFile
from tandem_flows.documents.originals import lay_out
from tandem_flows.documents.page import PageFile
from tandem_flows.documents.pdf import PdfFile
from tandem_flows.documents.word import WordFile
from tandem_validators.errors import InputRefused
from tests.documents.papers import ABOUT, paper, written

SECRET = "Zebedee Quill"


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "templates"
    lay_out(folder)
    return folder


def styled(own):
    return replace(ABOUT, templates=own)


def test_the_originals_lie_ready_and_are_not_in_force(own, tmp_path):
    ours = written(PageFile(paper()), tmp_path / "a.html")

    names = {path.name for path in (own / "originals").iterdir()}
    assert names == {"paper.html.j2", "paper.typ", "paper.docx", "email.txt.j2"}
    assert written(PageFile(paper()), tmp_path / "b.html", styled(own)) == ours


def test_a_template_for_all_documents_goes_before_ours(own, tmp_path):
    (own / "paper.html.j2").write_text("<h1>{{ title }}</h1>", encoding="utf-8")

    page = written(PageFile(paper("<i>")), tmp_path / "a.html", styled(own))

    assert page == b"<h1>Summary: &lt;i&gt;</h1>"


def test_a_template_named_after_a_kind_goes_before_the_one_for_all(own, tmp_path):
    (own / "paper.html.j2").write_text("all", encoding="utf-8")
    (own / "packet.html.j2").write_text("packet", encoding="utf-8")

    kinds = [
        written(PageFile(paper(kind=kind)), tmp_path / "a.html", styled(own))
        for kind in ("packet", "summary")
    ]

    assert kinds == [b"packet", b"all"]


def test_a_page_can_build_on_ours_and_change_its_looks_alone(own, tmp_path):
    text = (
        '{% extends "ours/paper.html.j2" %}'
        "{% block style %}{{ super() }} h1 { color: green }{% endblock %}"
    )
    (own / "paper.html.j2").write_text(text, encoding="utf-8")

    page = written(PageFile(paper()), tmp_path / "a.html", styled(own)).decode("utf-8")

    assert "h1 { color: green }" in page
    assert "Walk to the park" in page


def test_a_pdf_template_is_set_with_what_lies_beside_it(own, tmp_path):
    (own / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/>'
        "</svg>",
        encoding="utf-8",
    )
    text = (own / "originals" / "paper.typ").read_text(encoding="utf-8")
    logo = '#image("logo.svg", width: 9pt, alt: "Our mark")\n#heading(level: 1, data.title)'
    (own / "paper.typ").write_text(
        text.replace("#heading(level: 1, data.title)", logo), encoding="utf-8"
    )

    content = written(PdfFile(paper()), tmp_path / "a.pdf", styled(own))

    assert content != written(PdfFile(paper()), tmp_path / "b.pdf")


def test_a_word_template_keeps_what_was_changed_in_a_word_processor(own, tmp_path):
    document = Document(str(own / "originals" / "paper.docx"))
    document.sections[0].header.paragraphs[0].text = "Harbor Health"
    document.save(str(own / "summary.docx"))

    written(WordFile(paper()), tmp_path / "a.docx", styled(own))

    made = Document(str(tmp_path / "a.docx"))
    assert made.sections[0].header.paragraphs[0].text == "Harbor Health"
    assert made.paragraphs[0].text == "Summary: Walk to the park"


def test_the_short_emails_are_worded_by_a_template_too(own, tmp_path):
    (own / "email.txt.j2").write_text("{{ subject }} / {{ paragraphs[0] }}", encoding="utf-8")

    text = written(LetterFile("Hello & good day", ("One",)), tmp_path / "a.txt", styled(own))

    assert text == b"Hello & good day / One"


@pytest.mark.parametrize(
    ("name", "text", "write", "said"),
    [
        (
            "paper.html.j2",
            "a\n{% if %}",
            PageFile,
            r"templates/paper\.html\.j2, line 2: is not wri",
        ),
        ("paper.html.j2", "{{ nothing }}", PageFile, r"paper\.html\.j2.*asks for something"),
        ("paper.html.j2", "{{ title + 1 }}", PageFile, r"asks for something"),
        (
            "summary.typ",
            "#panic(sys.inputs.data)",
            PdfFile,
            r"templates/summary\.typ: cannot be se",
        ),
        ("paper.docx", "no archive", WordFile, r"templates/paper\.docx: cannot be set"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_without_a_word_of_the_document(
    own, tmp_path, name, text, write, said
):
    (own / name).write_text(text, encoding="utf-8")

    with pytest.raises(InputRefused, match=said) as refused:
        written(write(paper(SECRET)), tmp_path / "a", styled(own))

    assert SECRET not in str(refused.value)
    assert "templates/originals" in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    "text", ["{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ title.__init__.__globals__ }}"]
)
def test_a_template_reaches_no_code(own, tmp_path, text):
    (own / "paper.html.j2").write_text(text, encoding="utf-8")

    with pytest.raises(InputRefused):
        written(PageFile(paper()), tmp_path / "a", styled(own))
