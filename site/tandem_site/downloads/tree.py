"""Markdown as a tree of plain values that a typesetter can walk: elements, attributes, text.

An element is `{"t": tag, "id": …, "class": […], "href": …, "c": [children]}`; a text is a string.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import markdown  # type: ignore[import-untyped]

Node = dict[str, Any] | str
_EXTENSIONS = ("attr_list", "md_in_html", "tables")
_EMPTY = {"br", "hr", "img", "input", "wbr", "path", "line", "rect", "circle"}
# pictures are told in words beside them; forms and scripts are for screens
_LEFT_OUT = {"svg", "form", "script", "style"}


def tree_of(text: str) -> list[Node]:
    """Return the elements of a Markdown text; links lead only to ids that it has."""
    parser = _Builder()
    parser.feed(markdown.markdown(text, extensions=list(_EXTENSIONS), output_format="html"))
    parser.close()
    nodes: list[Node] = parser.root["c"]
    ids = {node["id"] for node in _elements(nodes) if node["id"]}
    for node in _elements(nodes):
        href = node["href"]
        node["href"] = href[1:] if href.startswith("#") and href[1:] in ids else ""
    return nodes


def _elements(nodes: list[Node]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        if isinstance(node, dict):
            yield node
            yield from _elements(node["c"])


class _Builder(HTMLParser):
    """Builds the tree while the parser reads."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _element("root", [])
        self.open = [self.root]
        self.left_out = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LEFT_OUT:
            self.left_out += 1
        if self.left_out:
            return
        node = _element(tag, attrs)
        self.open[-1]["c"].append(node)
        if tag not in _EMPTY:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in _LEFT_OUT:
            self.left_out -= 1
            return
        if self.left_out or tag not in {node["t"] for node in self.open}:
            return
        while self.open.pop()["t"] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.left_out and data:
            self.open[-1]["c"].append(data)


def _element(tag: str, attrs: list[tuple[str, str | None]]) -> dict[str, Any]:
    given = dict(attrs)
    return {
        "t": tag,
        "id": given.get("id") or "",
        "class": (given.get("class") or "").split(),
        "href": given.get("href") or "",
        "c": [],
    }
