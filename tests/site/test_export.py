"""The pages are plain Markdown: built without our hook and theme they say the same.

So the generator can be changed without the guideline.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tandem_site.edition import Edition, read_edition
from tandem_site.generate import site_pages

# what the theme, not the page, adds to the article
ADDED = ".headerlink, .page-foot, .feedback, form.md-feedback, .md-source-file, script, style"


@pytest.fixture(scope="module")
def edition(agreeing: Path) -> Edition:
    return read_edition(agreeing)


@pytest.fixture(scope="module")
def plain(edition: Edition, agreeing: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pages, built by MkDocs with its own theme and nothing of ours."""
    folder = tmp_path_factory.mktemp("plain")
    for path, text in site_pages(edition).items():
        page = folder / "docs" / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    ours = yaml.safe_load((agreeing / "mkdocs.yml").read_text(encoding="utf-8"))
    config = {
        "site_name": "Plain",
        "theme": "readthedocs",
        "plugins": [],
        "use_directory_urls": False,
        "markdown_extensions": ours["markdown_extensions"],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site")))
    return folder / "site"


def test_every_page_says_the_same_without_our_hook_and_theme(
    built: Path, plain: Path, edition: Edition
) -> None:
    differing = {
        path: difference
        for path in site_pages(edition)
        if (difference := first_difference(words(built, path), words(plain, path)))
    }

    assert differing == {}


def test_every_clause_keeps_its_anchor(plain: Path, edition: Edition) -> None:
    lost = [
        clause.id
        for clause in edition.guideline.clauses.values()
        if article(plain, f"{clause.page}.md").find(id=clause.anchor) is None
    ]

    assert lost == []


def words(folder: Path, path: str) -> list[str]:
    return article(folder, path).get_text(" ").split()


def article(folder: Path, path: str) -> BeautifulSoup:
    html = (folder / path).with_suffix(".html").read_text(encoding="utf-8")
    found = BeautifulSoup(html, "html.parser").select_one("article, .section")
    assert found is not None, path
    assert found.find("h1") is not None, path
    for added in found.select(ADDED):
        added.decompose()
    return found


def first_difference(ours: list[str], plain: list[str]) -> str:
    for place, (one, other) in enumerate(zip(ours, plain, strict=False)):
        if one != other:
            return " ".join(ours[max(place - 5, 0) : place + 3]) + " / " + other
    return "" if len(ours) == len(plain) else f"{ours[len(plain) :][:9]} / {plain[len(ours) :][:9]}"
