"""The built site: every clause once, nothing from elsewhere, no dead link; one edit moves all."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from tandem_site.build import build_site
from tandem_site.edition import read_edition
from tandem_site.generate import site_pages
from tandem_validators.errors import GuidelineRefused
from tandem_validators.guideline.load import load_guideline

FETCHING = {("script", "src"), ("img", "src"), ("iframe", "src"), ("link", "href")}


class Page(HTMLParser):
    """The ids, links and fetched addresses of one page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if tag == "a" and name == "href" and value:
                self.links.append(value)
            if (tag, name) in FETCHING and value:
                self.fetched.append(value)


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in sorted(built.rglob("*.html"))}


def test_mkdocs_alone_builds_strictly_below_build(repository: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]

    ended = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stderr
    assert (repository / "build/site/draft/share.html").is_file()


def test_mkdocs_stops_with_the_readable_list(repository: Path) -> None:
    page = repository / "guidelines/share.md"
    page.write_text(page.read_text("utf-8").replace('{{ clause("SHR-02") }}', ""), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]

    ended = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)

    assert ended.returncode != 0
    assert "guideline and code disagree in 1 place" in ended.stderr
    assert "- clause SHR-02: is shown on no page." in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_site_in_disagreement_is_refused(repository: Path, tmp_path: Path) -> None:
    page = repository / "guidelines/share.md"
    page.write_text(page.read_text("utf-8").replace('{{ clause("SHR-02") }}', ""), "utf-8")

    with pytest.raises(GuidelineRefused, match="clause SHR-02: is shown on no page"):
        build_site(repository, tmp_path / "out")


def test_a_dead_link_is_refused_with_its_page(repository: Path, tmp_path: Path) -> None:
    with (repository / "guidelines/share.md").open("a", encoding="utf-8") as page:
        page.write("\nSee [the call](call.md#no-such-heading).\n")

    with pytest.raises(GuidelineRefused, match=r"share\.md.*no-such-heading"):
        build_site(repository, tmp_path / "out")


def test_every_clause_has_its_anchor_once(agreeing: Path, pages: dict[Path, Page]) -> None:
    clauses = load_guideline(agreeing / "guidelines").clauses.values()

    found = Counter(name for page in pages.values() for name in page.ids)

    assert [clause.id for clause in clauses if found[clause.anchor] != 1] == []


def test_no_page_has_an_id_twice(pages: dict[Path, Page]) -> None:
    assert [path.name for path, page in pages.items() if len(page.ids) != len(set(page.ids))] == []


def test_every_link_leads_to_a_page_and_an_anchor(built: Path, pages: dict[Path, Page]) -> None:
    dead = [
        f"{path.relative_to(built)} -> {link}"
        for path, page in pages.items()
        for link in page.links
        if not link.startswith("mailto:") and not _leads_somewhere(path, link, pages)
    ]

    assert dead == []


def _leads_somewhere(path: Path, link: str, pages: dict[Path, Page]) -> bool:
    address, anchor = urldefrag(link)
    target = (path.parent / unquote(address)).resolve() if address else path
    if target not in pages:
        return target.is_file()
    # the theme's own anchors `__…` belong to its scripts
    return not anchor or anchor.startswith("__") or anchor in pages[target].ids


def test_nothing_is_fetched_from_elsewhere(built: Path, pages: dict[Path, Page]) -> None:
    fetched = [address for page in pages.values() for address in page.fetched]
    styles = "".join(path.read_text("utf-8") for path in built.rglob("*.css"))

    assert [address for address in fetched if re.match(r"(https?:)?//", address)] == []
    assert re.findall(r"url\(\s*[\"']?(?:https?:)?//[^)]*\)|@import\s+[^;]*//", styles) == []


def test_a_page_names_its_language_and_has_one_title(built: Path) -> None:
    for path in built.glob("*.html"):
        text = path.read_text("utf-8")

        assert '<html lang="en"' in text, path.name
        assert len(re.findall(r"<h1[ >]", text)) == 1, path.name


def test_no_source_of_the_guideline_is_published_as_a_file(built: Path) -> None:
    assert [path.name for path in built.rglob("*") if path.suffix in (".yaml", ".md", ".j2")] == []


def test_the_machines_copy_holds_every_clause(agreeing: Path, built: Path) -> None:
    guideline = load_guideline(agreeing / "guidelines")

    copy = json.loads((built / "guideline.json").read_text("utf-8"))

    assert [clause["id"] for clause in copy["clauses"]] == list(guideline.clauses)
    assert copy["digest"] == guideline.digest
    assert [item["name"] for item in copy["parameters"]] == list(guideline.parameters)
    assert len(copy["readings"]) == len(guideline.readings)


def test_a_clause_of_the_machines_copy_leads_to_page_code_and_tests(built: Path) -> None:
    copy = json.loads((built / "guideline.json").read_text("utf-8"))

    clause = next(clause for clause in copy["clauses"] if clause["id"] == "SHR-03")

    assert (clause["page"], clause["anchor"]) == ("share.html", "shr-03")
    assert clause["strength"] == "must"
    assert clause["code"][0].startswith("flows/tandem_flows/rules/carried.py:")
    assert "agenda.case_id" in clause["columns"]
    assert clause["tests"] == [
        {"test": "tests/test_proved.py::test_shr_03_holds", "outcome": "not run"}
    ]


def test_two_builds_of_one_edition_have_the_same_machines_copy(
    agreeing: Path, built: Path, tmp_path: Path
) -> None:
    build_site(agreeing, tmp_path / "again")

    again = (tmp_path / "again/guideline.json").read_bytes()
    assert again == (built / "guideline.json").read_bytes()


def test_one_edit_moves_every_place_that_says_the_number(repository: Path) -> None:
    page = repository / "guidelines/share.md"
    page.write_text(page.read_text("utf-8").replace("    value: 10\n", "    value: 8\n"), "utf-8")

    pages = site_pages(read_edition(repository))

    linked = 'href="parameters.html#max_patients_per_call">8</a> patients marked for the next call'
    assert linked in pages["share.md"]
    assert "[8 patients](parameters.md#max_patients_per_call)" in pages["share.md"]
    assert "**8 patients**" in pages["parameters.md"]
    assert "[10 patients](parameters.md#max_patients_per_call)" not in "".join(pages.values())
