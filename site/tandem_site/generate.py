"""An edition as Markdown pages. Pure: writes no file. Each page has one function that makes it."""

from __future__ import annotations

from pathlib import PurePosixPath

from tandem_site.cited import cited_words
from tandem_site.edition import Edition
from tandem_site.generated import GENERATED
from tandem_site.glossary_links import with_terms
from tandem_site.listings import listed_files, listing_file
from tandem_site.page_macros import PageMacros
from tandem_site.step_bar import step_bar
from tandem_site.templating import filled
from tandem_validators.guideline.model import Page

ROOT = "@root/"


def site_pages(edition: Edition) -> dict[str, str]:
    """Return every page of the navigation by its path; links in them lead from that path."""
    macros = PageMacros(edition)
    guideline = {page.file: _step_or_page(page, edition, macros) for page in edition.pages}
    written = {page.file: _page(page, macros) for page in edition.written.values()}
    pages = guideline | written
    for make in GENERATED:
        pages |= make(edition)
    return {path: placed(text, path) for path, text in pages.items()}


def listing_pages(edition: Edition) -> dict[str, str]:
    """Return a page for each source file that a clause leads to; they stand in no navigation.

    They hold no source text: Markdown need not read it, so `hook` sets it below what it made.
    """
    if edition.sources is None:
        return {}
    files = listed_files(edition.evidence)
    return {listing_file(file): filled("listing.md.j2", file=file) for file in files}


def placed(text: str, path: str) -> str:
    """Return `text` with its links made relative to the folder of `path`."""
    depth = len(PurePosixPath(path).parts) - 1
    return text.replace(ROOT, "../" * depth)


def _step_or_page(page: Page, edition: Edition, macros: PageMacros) -> str:
    if not page.is_step:
        return _page(page, macros)
    return filled(
        "step.md.j2",
        page=page,
        sources=cited_words(edition.clauses_of(page)),
        steps=step_bar(edition, page.name),
        picture=macros.block(f"step-{page.name}"),
        body=_body(page, macros),
    )


def _page(page: Page, macros: PageMacros) -> str:
    sources = cited_words(macros.edition.clauses_of(page))
    return filled("page.md.j2", page=page, sources=sources, body=_body(page, macros))


def _body(page: Page, macros: PageMacros) -> str:
    return with_terms(macros.body(page), macros.edition.glossary)
