"""A browser over a built folder: from disk and over http, with every request noted.

Tests that use it are skipped where Chromium is missing; `.ci/run` installs it.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, sync_playwright

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromium is not on the PATH: install it with `apt install chromium`"
)
WIDTHS = (375, 1280)
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_OPTIONS = {"runOnly": {"type": "tag", "values": list(_RULES)}, "resultTypes": ["violations"]}
# while one types, results of the letters so far come and go
_SETTLED_MS = 800
# more of the same says nothing new, and takes axe most of its time
_ENOUGH = 8
_REPEATED = (
    ".clause",
    ".handoff",
    ".duties > li",
    ".md-typeset__scrollwrap",
    ".listing [id^=L-]",
)
_SHORTEN = """([enough, repeated]) => {
  for (const body of document.querySelectorAll("tbody"))
    for (const row of Array.from(body.rows).slice(enough)) row.remove();
  for (const kind of repeated)
    for (const one of Array.from(document.querySelectorAll(kind)).slice(enough))
      one.remove();
}"""


@dataclass
class Visited:
    """A page in the browser, and what was fetched for it: addresses with their sizes in bytes."""

    page: Page
    fetched: list[tuple[str, int]] = field(default_factory=list)

    @property
    def addresses(self) -> list[str]:
        return [address for address, _ in self.fetched]

    def note(self, response: Response) -> None:
        self.fetched.append((response.url, len(response.body()) if response.ok else 0))


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give the browser, and close it; tests share the one of the fixture `browser`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve `folder` over http on a free port of this machine, and give its address."""
    handler = partial(_Silent, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_words: object) -> None:
        """Say nothing."""


def visited(
    browser: Browser,
    address: str,
    width: int = 1280,
    scheme: str = "light",
    *,
    searches: bool = True,
) -> Visited:
    """Open a page in a window of its own, with its style and scripts.

    Preparing the search takes longer than all else; a page that only is looked at goes without.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    if not searches:
        context.route("**/search_index.*", lambda route: route.abort())
    visit = Visited(context.new_page())
    visit.page.on("requestfailed", lambda request: visit.fetched.append((request.url, 0)))
    visit.page.on("response", visit.note)
    visit.page.goto(address)
    return visit


def weighed(visit: Visited, *, is_packed: bool = False) -> int:
    """Return how many bytes the visit fetched, as they lie there or packed as servers send them."""
    if not is_packed:
        return sum(size for _, size in visit.fetched)
    ask = visit.page.request
    return sum(len(gzip.compress(ask.get(url).body(), 6)) for url in visit.addresses)


def first_found(page: Page, words: str) -> str:
    """Search for `words` with the keyboard and return the address of the first result."""
    page.keyboard.press("/")
    page.keyboard.type(words, delay=20)
    first = page.locator(".md-search-result__link").first
    first.wait_for(timeout=60_000)
    found = ""
    while found != (found := first.get_attribute("href") or ""):
        page.wait_for_timeout(_SETTLED_MS)
    return found


def violations(page: Page, *, whole: bool = False) -> list[str]:
    """Return what axe finds, a line each; of what repeats only the first unless `whole`."""
    if not whole:
        page.evaluate(_SHORTEN, [_ENOUGH, list(_REPEATED)])
    found = Axe().run(page, options=_OPTIONS).response["violations"]
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:160]}"
        for violation in found
        for node in violation["nodes"]
    ]


def in_focus(page: Page) -> str:
    """Return what has the focus, in words: the tag, its name, and whether it can be seen."""
    words: str = page.evaluate(
        """() => {
          const element = document.activeElement;
          // a switch without a size of its own is seen as the label after it
          const shown = element.offsetWidth ? element : element.nextElementSibling || element;
          const box = shown.getBoundingClientRect();
          const seen = box.right > 0 && box.left < innerWidth && box.width > 0;
          const name = element.getAttribute("aria-label") || element.textContent.trim();
          return `${element.tagName.toLowerCase()} ${name.slice(0, 60)}${seen ? "" : " (unseen)"}`;
        }"""
    )
    return words
