"""The source files behind the clauses as pages of their own, beside a report that is no site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tandem_site.evidence import Evidence
from tandem_site.listings import listed_files, listing_html, listing_page
from tandem_site.templating import filled


def write_listings(folder: Path, evidence: Mapping[str, Evidence], repository: Path) -> int:
    """Write a page for each file that some clause leads to, below `folder`; return how many."""
    files = listed_files(evidence)
    for file in files:
        path = folder / listing_page(file)
        path.parent.mkdir(parents=True, exist_ok=True)
        listing = listing_html(file, repository)
        path.write_text(filled("listing_page.html.j2", file=file, listing=listing), "utf-8")
    return len(files)
