"""The pages in a browser: everyone can read them, on a telephone and on paper."""

import pytest

from tandem_flows.documents.page import PageFile
from tandem_flows.documents.paper import SMALL, Column, Fact, Grid, Paper, Part, Words
from tests.documents.papers import paper, written
from tests.site.browser import needs_chromium

pytestmark = needs_chromium


def full():
    """A document in which every look stands, and a table with more columns than fit."""
    said = paper()
    columns = tuple(Column(f"Column {number}", f"column {number}:") for number in range(9))
    cells = tuple(
        Words(f"2026-01-{number + 10}", look)
        for number, look in enumerate(
            ("", "day", "late", "missing", "", "day", "late", "missing", "")
        )
    )
    facts = (Fact("Providers seen", Words("a long line of names " * 9), is_wide=True),)
    more = (
        Part("A table", grid=Grid("What it holds", columns, (cells, cells)), is_new_page=True),
        Part("A small card", look=SMALL, facts=facts),
    )
    return Paper("report", said.title, said.lead, (*said.parts, *more), said.notes, is_wide=True)


@pytest.mark.parametrize("width", [375, 1280])
def test_a_page_has_no_barrier_and_does_not_scroll_sideways(browser, tmp_path, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    written(PageFile(full()), tmp_path / "x.html")
    # the axe script is run in the page, which forbids all scripts of its own
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto((tmp_path / "x.html").as_uri())

    found = axe.run(page).response["violations"]

    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()


def test_a_page_asks_for_nothing_from_outside(browser, tmp_path):
    written(PageFile(full()), tmp_path / "x.html")
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto((tmp_path / "x.html").as_uri())

    assert asked == [(tmp_path / "x.html").as_uri()]
    page.close()
