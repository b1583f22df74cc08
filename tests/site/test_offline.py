"""The built folder is all a reader needs: from disk or from any server, nothing else is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.browser import first_found, needs_chromium, served, visited, weighed

pytestmark = needs_chromium
PAGES = ("index", "call", "who-leads", "start/roles/care-manager", "dictionary")
# what a first visit may weigh; the longest page may as a server packs it
_FIRST_VIEW_BYTES = 400_000


@pytest.fixture(scope="module", params=["file", "http"])
def address(request: pytest.FixtureRequest, built: Path) -> Iterator[str]:
    """The address of the folder, once on disk and once on a server."""
    if request.param == "file":
        yield built.as_uri()
        return
    with served(built) as root:
        yield root


@pytest.mark.parametrize("page", PAGES)
def test_no_request_leaves_the_folder(browser: Browser, address: str, page: str) -> None:
    visit = visited(browser, f"{address}/{page}.html")
    first_found(visit.page, "outreach")

    # a server of one version has no list of versions beside it
    asked = [url for url in visit.addresses if not url.endswith("/versions.json")]
    assert asked != []
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


@pytest.mark.parametrize("width", [375, 1280])
def test_search_finds_a_clause_on_its_page(browser: Browser, address: str, width: int) -> None:
    page = visited(browser, f"{address}/index.html", width).page

    assert "call.html" in first_found(page, "LED-02")


@pytest.mark.parametrize(("page", "is_packed"), [("index", False), ("call", True)])
def test_the_first_view_is_light(browser: Browser, built: Path, page: str, is_packed: bool) -> None:
    with served(built) as root:
        visit = visited(browser, f"{root}/{page}.html")
        visit.page.wait_for_load_state("networkidle")

        weight = weighed(visit, is_packed=is_packed)

    assert weight < _FIRST_VIEW_BYTES


def test_the_index_of_the_search_comes_once_the_search_is_opened(
    browser: Browser, built: Path
) -> None:
    with served(built) as root:
        visit = visited(browser, f"{root}/call.html")
        visit.page.wait_for_load_state("networkidle")
        before = [url for url in visit.addresses if "search_index" in url]

        first_found(visit.page, "outreach")

    assert before == []
    assert [url for url in visit.addresses if url.endswith("search_index.json")] != []


def test_a_page_that_comes_with_words_to_search_for_searches(browser: Browser, built: Path) -> None:
    with served(built) as root:
        page = visited(browser, f"{root}/index.html?q=outreach").page
        found = page.locator(".md-search-result__link").first
        found.wait_for(timeout=60_000)

    assert found.is_visible()


@pytest.mark.parametrize("page", ["index", "call", "reference/pictures"])
def test_a_phone_needs_no_sideways_scrolling(browser: Browser, built: Path, page: str) -> None:
    shown = visited(browser, (built / f"{page}.html").as_uri(), 375).page

    assert shown.evaluate("document.documentElement.scrollWidth") <= 375


@pytest.mark.parametrize(("width", "form"), [(375, "narrow"), (1280, "wide")])
def test_a_picture_has_the_form_of_its_screen(
    browser: Browser, built: Path, width: int, form: str
) -> None:
    shown = visited(browser, (built / "index.html").as_uri(), width).page

    drawn = shown.locator("#picture-rhythm svg:visible")
    assert drawn.count() == 1
    assert f"dg-{form}" in (drawn.get_attribute("class") or "")


@pytest.mark.parametrize(
    ("page", "named"), [("reference/decision-tables", True), ("parameters", False)]
)
def test_on_a_phone_a_first_cell_that_rows_share_says_its_column(
    browser: Browser, built: Path, page: str, named: bool
) -> None:
    shown = visited(browser, (built / f"{page}.html").as_uri(), 375, searches=False).page

    first = shown.locator("table[data-named] tbody td:first-child").first
    before = first.evaluate("cell => getComputedStyle(cell, '::before').content")

    assert ("?" in before) is named
