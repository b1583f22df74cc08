"""Guideline, schemas and evidence as Markdown pages. Pure: reads an edition, writes no file."""

from __future__ import annotations

from tandem_site.column_words import described_columns
from tandem_site.edition import Edition
from tandem_site.listings import listed_files, listing_file, listing_html
from tandem_site.page_macros import PageMacros
from tandem_site.templating import filled
from tandem_site.traceability import has_results, totals
from tandem_site.words import STRENGTH_MEANINGS, STRENGTH_WORDS
from tandem_validators.guideline.model import Page

REFERENCE = {
    "parameters.md": "Parameters",
    "dictionary.md": "Data dictionary",
    "traceability.md": "Traceability",
}


def site_pages(edition: Edition) -> dict[str, str]:
    """Return every page of the navigation by its path."""
    macros = PageMacros(edition)
    pages = {page.file: _step(page, edition, macros) for page in edition.pages}
    return pages | {
        "index.md": _index(edition),
        "parameters.md": _parameters(edition),
        "dictionary.md": _dictionary(edition),
        "traceability.md": _traceability(edition),
    }


def listing_pages(edition: Edition) -> dict[str, str]:
    """Return a page for each source file that a clause leads to; they stand in no navigation."""
    repository = edition.facts.repository
    return {
        listing_file(file): filled("listing.md.j2", file=file, code=listing_html(file, repository))
        for file in listed_files(edition.evidence)
    }


def _step(page: Page, edition: Edition, macros: PageMacros) -> str:
    steps = filled("steps.html.j2", pages=edition.pages, current=page)
    return filled("step.md.j2", page=page, steps=steps, body=macros.body(page))


def _index(edition: Edition) -> str:
    return filled(
        "index.md.j2",
        guideline=edition.guideline,
        pages=edition.pages,
        counts={page.step: len(edition.clauses_of(page)) for page in edition.pages},
        strengths=STRENGTH_WORDS,
        meanings=STRENGTH_MEANINGS,
        handoffs=len(edition.handoffs),
        to_come=len(edition.facts.to_come),
    )


def _parameters(edition: Edition) -> str:
    return filled(
        "parameters.md.j2",
        pages=edition.pages,
        by_page={page.step: edition.parameters_of(page) for page in edition.pages},
        clause_links=edition.clause_links,
    )


def _dictionary(edition: Edition) -> str:
    return filled(
        "dictionary.md.j2",
        pages=edition.pages,
        by_page={page.step: edition.handoffs_of(page) for page in edition.pages},
        columns={name: described_columns(spec) for name, spec in edition.handoffs.items()},
        clause_links=edition.clause_links,
    )


def _traceability(edition: Edition) -> str:
    return filled(
        "traceability.md.j2",
        pages=edition.pages,
        by_page={page.step: edition.clauses_of(page) for page in edition.pages},
        evidence=edition.evidence,
        strengths=STRENGTH_WORDS,
        totals=totals(edition),
        has_results=has_results(edition),
        to_come=len(edition.facts.to_come),
    )
