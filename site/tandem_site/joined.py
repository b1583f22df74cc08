"""Puts pages into one: each page's ids get its name before them, and links between them follow.

Headings go down one level, below the title of the whole. Links to pages that are not among those
joined lead to the site. The evidence behind a clause stays on the clause's own page.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence

from markdown.extensions.toc import slugify, unique  # type: ignore[import-untyped]

from tandem_validators.guideline.model import Page

ROOT = "@root/"
_EVIDENCE = re.compile(
    r"<details class=\"evidence\">\s*<summary>(.*?)</summary>.*?</details>", re.DOTALL
)
_KIND_AND_SOURCE = re.compile(r"<span class=\"(?:kind[^\"]*|source)\">.*?</span>", re.DOTALL)
_HEADING = re.compile(r"^(#{1,5}) (.+?)(?: \{:? ?#([\w-]+) ?\})?$")
_FENCE = ("```", "~~~")
_IDS = re.compile(r"\b(id|for|aria-labelledby|aria-describedby|aria-controls)=\"([^\"]+)\"")
_LOCAL = re.compile(r"(\]\(|\bhref=\"|url\()#([\w.-]+)")
_TO_PAGE = re.compile(
    r"(\]\(|\bhref=\")(?!https?:|mailto:|#)([^\s)\"#]+)\.(md|html)(?:#([\w.-]+))?"
)
_ATTRIBUTE_ID = re.compile(r"(\{:?[^}\n]*?)#([\w-]+)")


def joined(pages: Sequence[tuple[Page, str]]) -> str:
    """Return the bodies of `pages` as one Markdown text without a title of its own."""
    names = frozenset(page.name for page, _ in pages)
    return "\n\n".join(_part(page, body, names) for page, body in pages)


def part_id(page: str, name: str = "") -> str:
    """Return the id that a place of a page has among the joined ones; the page's own without."""
    prefix = page.replace("/", "-")
    return f"{prefix}--{name}" if name else prefix


def _part(page: Page, body: str, names: frozenset[str]) -> str:
    lines = _with_ids(_EVIDENCE.sub(_foot, body), page.name)
    text = _IDS.sub(lambda found: _renamed(found, page.name), "\n".join(lines))
    text = _LOCAL.sub(lambda found: f"{found[1]}#{part_id(page.name, found[2])}", text)
    return _TO_PAGE.sub(lambda found: _led(found, page.name, names), text)


def _foot(evidence: re.Match[str]) -> str:
    """Return what a clause box tells without its evidence: the kind and the source."""
    told = _KIND_AND_SOURCE.findall(evidence[1])
    return f'<p class="clause-foot">{" ".join(told)}</p>' if told else ""


def _with_ids(body: str, page: str) -> list[str]:
    """Return the lines, each heading one level lower and with an id of its own."""
    used: set[str] = set()
    is_code, is_first, lines = False, True, []
    for line in body.split("\n"):
        is_code ^= line.startswith(_FENCE)
        heading = None if is_code else _HEADING.match(line)
        if heading is None:
            lines.append(line if is_code else _ATTRIBUTE_ID.sub(rf"\1#{part_id(page)}--\2", line))
            continue
        name = heading[3] or unique(slugify(heading[2], "-"), used)
        used.add(name)
        place = part_id(page) if is_first else part_id(page, name)
        lines.append(f"{heading[1]}# {heading[2]} {{: #{place} }}")
        is_first = False
    return lines


def _renamed(found: re.Match[str], page: str) -> str:
    names = " ".join(part_id(page, name) for name in found[2].split())
    return f'{found[1]}="{names}"'


def _led(found: re.Match[str], page: str, names: frozenset[str]) -> str:
    """Return a link to another page: inside if that page is joined too, else to the site."""
    begin, path, ending, fragment = found.groups()
    folder = "" if path.startswith(ROOT) else posixpath.dirname(page)
    target = posixpath.normpath(posixpath.join(folder, path.removeprefix(ROOT)))
    if target in names:
        return f"{begin}#{part_id(target, fragment or '')}"
    return f"{begin}{ROOT}{target}.{ending}" + (f"#{fragment}" if fragment else "")
