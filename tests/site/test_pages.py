"""What a reader sees: values in words, boxes, evidence with its outcome, tables."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tandem_site.column_words import described_columns
from tandem_site.edition import Edition, read_edition
from tandem_site.generate import listing_pages, placed, site_pages
from tandem_site.listings import listing_html
from tandem_site.navigation import navigation_problems
from tandem_site.page_macros import PageMacros
from tandem_validators.handoffs.registry import handoff
from tests.site.agreeing import TESTS


@pytest.fixture(scope="module")
def edition(agreeing: Path) -> Edition:
    return read_edition(agreeing)


@pytest.fixture(scope="module")
def macros(edition: Edition) -> PageMacros:
    return PageMacros(edition)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("max_patients_per_call", "10 patients"),
        ("summary_within_days", "1 day"),
        ("unique_order", "alternate plan first"),
        ("day_kind", "calendar"),
        ("urgent_counts_to_cap", "yes"),
        ("followups_count_to_cap", "no"),
    ],
)
def test_a_parameter_reads_as_a_person_says_it(macros: PageMacros, name: str, words: str) -> None:
    assert macros.parameter(name) == f"[{words}](@root/parameters.md#{name}){{ .value }}"


def test_a_clause_box_says_id_strength_actor_source_and_kind(macros: PageMacros) -> None:
    box = macros.clause("SHR-02")

    assert 'id="shr-02"' in box
    for words in ("Required", "Plan&#39;s project manager", "Attachment A, item 4"):
        assert words in box
    assert "The software does or tracks this." in box


def test_a_clause_box_leads_to_code_columns_and_tests(macros: PageMacros) -> None:
    box = macros.clause("SHR-02")

    assert 'href="@root/source/flows/tandem_flows/rules/carried.py.html#L-' in box
    assert 'href="@root/dictionary.html#combined_list-origin"' in box
    assert ">shr 02 holds</a>" in box
    assert "not run" in box


def test_advice_has_no_evidence_to_show(edition: Edition, macros: PageMacros) -> None:
    advice = next(c for c in edition.guideline.clauses.values() if c.kind == "advice")

    assert "Evidence" not in macros.clause(advice.id)


def test_a_reading_shows_its_values_and_its_clauses(macros: PageMacros) -> None:
    box = macros.reading(14)

    assert ">10</a> patients" in box
    assert '<a href="@root/share.html#shr-03">SHR-03</a>' in box
    assert '<a href="@root/lessons.html#eff-02">EFF-02</a>' in box


def test_a_handoff_says_its_way_and_its_patient_data(macros: PageMacros) -> None:
    box = macros.handoff("background")

    assert "From the plan to the practice" in box
    assert "with patient data" in box
    assert 'href="@root/dictionary.html#background"' in box


def test_the_bar_marks_the_step_of_the_page(edition: Edition) -> None:
    page = site_pages(edition)["share.md"]

    assert page.count('aria-current="page"') == 1
    assert '<a href="share.html" aria-current="page">' in page


def test_the_home_page_leads_to_every_step(edition: Edition) -> None:
    home = site_pages(edition)["index.md"]

    assert [p.name for p in edition.steps if f'href="{p.name}.html"' not in home] == []


def test_the_home_page_leads_to_the_four_first_questions(edition: Edition) -> None:
    pages = site_pages(edition)

    asked = re.findall(r'href="start/ten-minutes\.html#([^"]+)"', pages["index.md"])
    headings = re.findall(r"^## (.+)$", pages["start/ten-minutes.md"], re.MULTILINE)
    answered = {re.sub(r"[^a-z ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert len(asked) == 4
    assert [question for question in asked if question not in answered] == []


def test_the_dictionary_describes_every_column(edition: Edition) -> None:
    page = site_pages(edition)["dictionary.md"]

    missing = [
        f"{name}-{column.name}"
        for name, spec in edition.handoffs.items()
        for column in spec.columns
        if f"{{: #{name}-{column.name} }}" not in page
    ]
    assert missing == []


def test_rules_of_a_column_are_in_words() -> None:
    rules = {column.name: column.rules for column in described_columns(handoff("agenda"))}

    assert rules["position"] == ("must be filled in", "no repeats", "1 or more")
    assert rules["tier"][1].startswith("one of: follow_up, urgent")


@pytest.mark.parametrize(
    ("ended", "words"),
    [
        ({"a": "passed"}, "passed"),
        ({"a": "passed", "b": "failed"}, "failed"),
        ({}, "not run"),
    ],
)
def test_a_test_shows_how_its_cases_ended(
    repository: Path, ended: dict[str, str], words: str
) -> None:
    cases = {f"{TESTS}::test_shr_02_holds[{case}]": how for case, how in ended.items()}
    results = repository / "build/clause-results.json"
    results.parent.mkdir()
    results.write_text(json.dumps({"SHR-02": cases}), encoding="utf-8")

    proofs = read_edition(repository).evidence["SHR-02"].proofs

    assert [proof.outcome for proof in proofs] == [words]


def test_a_name_between_underscores_stays_a_name(repository: Path) -> None:
    code = '@implements("SHR-02")\ndef _agenda_deviations():\n    pass\n'
    (repository / "flows/tandem_flows/more.py").write_text(code, encoding="utf-8")

    matrix = site_pages(read_edition(repository))["traceability.md"]

    assert "<code>&#95;<wbr>agenda&#95;<wbr>deviations</code>" in matrix


def test_a_mark_on_a_whole_file_stands_for_all_its_tests(repository: Path) -> None:
    whole = 'pytestmark = pytest.mark.clause("SHR-02")\n\n\ndef test_one():\n    pass\n'
    (repository / "tests/test_whole.py").write_text(whole, encoding="utf-8")
    results = repository / "build/clause-results.json"
    results.parent.mkdir()
    results.write_text('{"SHR-02": {"tests/test_whole.py::test_one": "passed"}}', encoding="utf-8")

    edition = read_edition(repository)

    outcomes = {proof.id: proof.outcome for proof in edition.evidence["SHR-02"].proofs}
    assert outcomes["tests/test_whole.py"] == "passed"
    assert "all tests of test_whole.py" in PageMacros(edition).clause("SHR-02")


def test_a_listing_has_an_anchor_for_each_line(edition: Edition, agreeing: Path) -> None:
    listing = listing_html(TESTS, agreeing)

    lines = (agreeing / TESTS).read_text("utf-8").splitlines()
    assert f"source/{TESTS}.md" in listing_pages(edition)
    assert listing.count('<span id="L-') == len(lines)


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (["a.md"], "does not list b.md"),
        (["a.md", {"More": ["b.md", "b.md"]}], "lists b.md 2 times"),
        (["a.md", {"More": ["b.md", {"Deep": ["c.md"]}]}], "lists c.md, which is no page"),
    ],
)
def test_the_navigation_holds_every_page_once(entries: list[Any], words: str) -> None:
    problems = navigation_problems(entries, ["a.md", "b.md"])

    assert [problem.what for problem in problems] == [words]


def test_links_of_a_page_in_a_folder_lead_out_of_it() -> None:
    text = '[a](@root/share.md#shr-03) <a href="@root/call.html">call</a>'

    assert placed(text, "share.md") == '[a](share.md#shr-03) <a href="call.html">call</a>'
    assert placed(text, "adopt/forms.md") == (
        '[a](../share.md#shr-03) <a href="../call.html">call</a>'
    )
