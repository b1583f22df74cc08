"""Nothing that axe-core finds, on every kind of page, on a phone and a screen, light and dark.

And what axe cannot find: the keyboard alone reaches everything, and shows where it is.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.browser import (
    WIDTHS,
    in_focus,
    needs_chromium,
    violations,
    visited,
)
from tests.views import VIEWS

pytestmark = needs_chromium
# One page of each kind; the long test takes all.
KINDS = (
    "index",
    "call",
    "roles",
    "who-leads",
    "start/ten-minutes",
    "start/roles/care-manager",
    "vignettes",
    "audit/evidence",
    "reference/pictures",
    "parameters",
    "dictionary",
    "glossary",
    "traceability",
    "versions",
)


def _kinds(built: Path) -> list[str]:
    listing = next((built / "source").rglob("*.html")).relative_to(built).with_suffix("")
    return [*KINDS, listing.as_posix()]


def test_every_kind_of_page_is_there(built: Path) -> None:
    assert [kind for kind in _kinds(built) if not (built / f"{kind}.html").is_file()] == []


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_axe_finds_nothing_on_any_kind_of_page(
    built: Path, browser: Browser, width: int, scheme: str
) -> None:
    found = {}
    for kind in _kinds(built):
        address = (built / f"{kind}.html").as_uri()
        visit = visited(browser, address, width, scheme, searches=False)
        found[kind] = violations(visit.page)
        visit.page.context.close()

    assert {kind: problems for kind, problems in found.items() if problems} == {}


def test_axe_finds_nothing_once_everything_is_unfolded(built: Path, browser: Browser) -> None:
    visit = visited(browser, (built / "prework.html").as_uri())

    visit.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")

    assert violations(visit.page) == []


@pytest.mark.long
def test_axe_finds_nothing_on_any_page_of_the_draft(built: Path, browser: Browser) -> None:
    found = {}
    pages = [path for path in sorted(built.rglob("*.html")) if "source" not in path.parts]
    for path in pages:
        visit = visited(browser, path.as_uri(), searches=False)
        found[path.relative_to(built).as_posix()] = violations(visit.page, whole=True)
        visit.page.context.close()

    assert {page: problems for page, problems in found.items() if problems} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_the_first_key_offers_to_skip_to_the_text(
    built: Path, browser: Browser, width: int
) -> None:
    page = visited(browser, (built / "call.html").as_uri(), width).page

    page.keyboard.press("Tab")
    offered = in_focus(page)
    page.keyboard.press("Enter")

    assert offered == "a Skip to content"
    assert page.url.endswith("#hold-the-call")


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_out_of_sight_takes_the_focus(built: Path, browser: Browser, width: int) -> None:
    page = visited(browser, (built / "summary.html").as_uri(), width).page

    walked = [""]
    while not walked[-1].startswith("a Send a remark") and len(walked) < 300:
        page.keyboard.press("Tab")
        walked.append(in_focus(page))

    assert walked[-1] == "a Send a remark on this page"
    assert [place for place in walked if "(unseen)" in place] == []
    assert any(place.startswith("summary Picture: what this step") for place in walked)


def test_on_a_phone_keys_open_the_navigation_and_leave_it(built: Path, browser: Browser) -> None:
    page = visited(browser, (built / "summary.html").as_uri(), 375).page
    button = page.locator("button.opens-navigation")

    button.focus()
    page.keyboard.press("Enter")
    inside, opened = in_focus(page), button.get_attribute("aria-expanded")
    page.keyboard.press("Escape")

    assert (inside, opened) == ("a Home", "true")
    assert (in_focus(page), button.get_attribute("aria-expanded")) == ("button Navigation", "false")


def test_keys_unfold_the_evidence_of_a_sentence(built: Path, browser: Browser) -> None:
    page = visited(browser, f"{(built / 'share.html').as_uri()}#shr-03").page
    evidence = page.locator("#shr-03 details")

    page.locator("#shr-03 summary").focus()
    page.keyboard.press("Enter")

    assert evidence.get_attribute("open") is not None
    assert page.locator("#shr-03 dt").first.is_visible()


def test_a_remark_names_the_sentence_a_reader_came_to(built: Path, browser: Browser) -> None:
    page = visited(browser, f"{(built / 'share.html').as_uri()}#shr-03").page
    link = page.locator(".page-foot a[data-about]")

    link.evaluate("a => a.addEventListener('click', event => event.preventDefault())")
    link.click()

    assert "SHR-03" in (link.get_attribute("href") or "")
