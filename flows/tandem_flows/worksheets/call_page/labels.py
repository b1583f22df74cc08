"""The headings of the page, as the guideline's own page of the call words them.

Here: reading them from its text, so that paper, screen and site say the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from tandem_validators.errors import GuidelineRefused, Problem

_HEADING = re.compile(r"^#{2,3} (?P<title>.+?)(?: \{: #(?P<anchor>[a-z-]+) \})?$", re.MULTILINE)


def headings(body: str, wanted: tuple[str, ...]) -> Mapping[str, str]:
    """Return the title of each heading in `wanted`, by its anchor, from the Markdown `body`.

    Raises GuidelineRefused when a heading is no longer there.
    """
    found = {
        heading["anchor"] or _anchor(heading["title"]): heading["title"]
        for heading in _HEADING.finditer(body)
    }
    if lost := [anchor for anchor in wanted if anchor not in found]:
        remedy = "Keep the headings of the review, or change the sections of the page with them."
        what = f"has no heading {', '.join(lost)}"
        raise GuidelineRefused(Problem("page call", what, remedy))
    return MappingProxyType({anchor: found[anchor] for anchor in wanted})


def _anchor(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
