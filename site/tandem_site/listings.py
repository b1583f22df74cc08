"""Source files as pages, with an anchor for each line, so that evidence can be read offline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pygments import highlight  # type: ignore[import-untyped]
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import PythonLexer  # type: ignore[import-untyped]

from tandem_site.evidence import Evidence
from tandem_site.marks import Mark

_FOLDER = "source"


def listing_file(file: str) -> str:
    """Return the Markdown file of a listing."""
    return f"{_FOLDER}/{file}.md"


def listing_address(mark: Mark) -> str:
    """Return the link from a page to the line of a mark."""
    return f"{listing_page(mark.file)}#L-{mark.line}"


def listing_page(file: str) -> str:
    """Return the built page of a listing."""
    return f"{_FOLDER}/{file}.html"


def listed_files(evidence: Mapping[str, Evidence]) -> list[str]:
    """Return the files that some clause leads to."""
    return sorted({mark.file for behind in evidence.values() for mark in _marks(behind)})


def listing_html(file: str, repository: Path) -> str:
    """Return the text of `file` as highlighted HTML; its lines have the ids `L-1`, `L-2`, …"""
    text = (repository / file).read_text(encoding="utf-8")
    formatter = HtmlFormatter(linespans="L", cssclass="highlight listing", wrapcode=True)
    return str(highlight(text, PythonLexer(stripnl=False), formatter))


def _marks(behind: Evidence) -> Iterable[Mark]:
    yield from behind.code
    yield from (proof.mark for proof in behind.proofs)
