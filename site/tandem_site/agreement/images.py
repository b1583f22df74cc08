"""Every image of a page says in words what it shows, for who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tandem_site.facts import Facts, body_line
from tandem_validators.errors import Problem

_MARKDOWN = re.compile(r"!\[\s*\](?:\([^)]*\)|\[[^\]]*\])")
_RAW = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_ALTERNATIVE = re.compile(r"""\balt\s*=\s*(?:"[^"]*\S[^"]*"|'[^']*\S[^']*')""", re.IGNORECASE)
_CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_REMEDY = "Say between the brackets (in raw HTML: in `alt`) what a reader sees on it."


def image_problems(facts: Facts) -> list[Problem]:
    """Return the images of written pages without a text alternative."""
    pages = (*facts.guideline.pages.values(), *facts.written.values())
    return [
        Problem(
            f"guidelines/{page.file}, line {body_line(page, facts.repository) + lines}",
            "shows an image without alternative text",
            _REMEDY,
        )
        for page in pages
        for lines in _silent_images(page.body)
    ]


def _silent_images(text: str) -> Iterator[int]:
    """Yield how many lines stand before each image that has no words."""
    blanked = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    found = [*_MARKDOWN.finditer(blanked), *_RAW.finditer(blanked)]
    for match in sorted(found, key=re.Match.start):
        if not _ALTERNATIVE.search(match[0]):
            yield blanked.count("\n", 0, match.start())
