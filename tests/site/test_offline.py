"""The built folder is all a reader needs: from disk or from any server, nothing else is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.browser import first_found, needs_chromium, served, visited

pytestmark = needs_chromium
PAGES = ("index", "call", "who-leads", "start/roles/care-manager", "dictionary")
# what a first visit may weigh; the search index comes later, beside it
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


def test_the_first_view_is_light(browser: Browser, built: Path) -> None:
    with served(built) as root:
        visit = visited(browser, f"{root}/index.html")
        first_found(visit.page, "outreach")

        weight = sum(size for url, size in visit.fetched if "search_index" not in url)

    assert weight < _FIRST_VIEW_BYTES


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
