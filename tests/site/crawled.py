"""A built folder as a reader with any program meets it: pages, links, ids, headings, labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

FETCHING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "embed": "src"}
LOADING_RELS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
CONTROLS = {"input", "select", "textarea"}
UNLABELLED_TYPES = {"hidden", "submit", "button", "reset", "image"}
EMPTY = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "wbr",
}
Attributes = dict[str, str]


@dataclass
class Heading:
    level: int
    text: str = ""


class Page(HTMLParser):
    """Everything the checks ask of one page, gathered in one reading."""

    def __init__(self, path: Path, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.headings: list[Heading] = []
        self.lang = self.title = self.description = ""
        self.controls: list[Attributes] = []
        self.labelled: set[str] = set()
        self.heads_without_scope = 0
        self.images_without_alt: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._note_ids(tag, given)
        self._note_addresses(tag, given)
        self._note_form(tag, given)
        if tag == "html":
            self.lang = given.get("lang", "")
        if tag == "meta" and given.get("name") == "description":
            self.description = given.get("content", "")
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(Heading(int(tag[1])))
        if tag == "th" and "scope" not in given:
            self.heads_without_scope += 1
        if tag == "img" and "alt" not in given:
            self.images_without_alt.append(given.get("src", "?"))
        if tag not in EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.headings and re.fullmatch("h[1-6]", next(iter(self._headings_open()), "")):
            self.headings[-1].text += data
        if self._open and self._open[-1] == "title" and "svg" not in self._open:
            self.title += data

    def _headings_open(self) -> Iterator[str]:
        return (tag for tag in self._open if re.fullmatch("h[1-6]", tag))

    def _note_ids(self, tag: str, given: Attributes) -> None:
        if given.get("id"):
            self.ids.append(given["id"])
        if tag == "a" and given.get("name"):
            self.ids.append(given["name"])

    def _note_addresses(self, tag: str, given: Attributes) -> None:
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if given.get(FETCHING.get(tag, "?")):
            self.fetched.append(given[FETCHING[tag]])
        if tag == "link" and LOADING_RELS & set(given.get("rel", "").split()):
            self.fetched.append(given.get("href", ""))

    def _note_form(self, tag: str, given: Attributes) -> None:
        if tag == "label" and given.get("for"):
            self.labelled.add(given["for"])
        # the theme's switches of its menus are hidden; keyboard and screen reader do not meet them
        is_switch = "md-toggle" in given.get("class", "").split()
        if tag in CONTROLS and given.get("type") not in UNLABELLED_TYPES and not is_switch:
            inside = {"inside a label": "yes"} if "label" in self._open else {}
            self.controls.append(given | inside)

    def unlabelled(self) -> list[Attributes]:
        """Return the controls that no label names."""
        named = ("aria-label", "aria-labelledby", "title", "inside a label")
        return [
            control
            for control in self.controls
            if control.get("id") not in self.labelled and not any(control.get(n) for n in named)
        ]


@dataclass
class Folder:
    """A built folder with all its pages."""

    root: Path
    pages: dict[Path, Page] = field(default_factory=dict)

    def named(self, page: Page) -> str:
        return page.path.relative_to(self.root).as_posix()


@cache
def crawled(root: Path) -> Folder:
    paths = sorted(root.rglob("*.html"))
    return Folder(root, {path: Page(path, path.read_text(encoding="utf-8")) for path in paths})


def dead_links(folder: Folder) -> list[str]:
    """Return every link and fetched address inside the folder that leads nowhere."""
    return [
        f"{folder.named(page)}: {address}"
        for page in folder.pages.values()
        for address in (*page.links, *page.fetched)
        if not _is_elsewhere(address) and not _leads_somewhere(address, page, folder)
    ]


def fetched_from_elsewhere(folder: Folder) -> list[str]:
    """Return every address that a page or a style sheet loads from another host."""
    in_pages = [
        f"{folder.named(page)}: {address}"
        for page in folder.pages.values()
        for address in page.fetched
        if re.match(r"(?:[a-z]+:)?//", address)
    ]
    in_styles = [
        f"{path.name}: {found}"
        for path in sorted(folder.root.rglob("*.css"))
        for found in re.findall(
            r"(?:url\(|@import )[\"']?(?:https?:)?//[^\"')]+", path.read_text(encoding="utf-8")
        )
    ]
    return in_pages + in_styles


def _is_elsewhere(address: str) -> bool:
    return bool(re.match(r"(?:[a-z]+:)?//|mailto:|data:|javascript:", address))


def _leads_somewhere(address: str, page: Page, folder: Folder) -> bool:
    path, fragment = urldefrag(address)
    target = (page.path.parent / unquote(path)).resolve() if path else page.path
    if not target.is_file() or not target.is_relative_to(folder.root.resolve()):
        return False
    there = folder.pages.get(target)
    return not fragment or there is None or unquote(fragment) in (*there.ids, "__top")
