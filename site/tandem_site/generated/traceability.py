"""Every clause with the code that carries it, its columns and the tests that prove it."""

from __future__ import annotations

from tandem_site.edition import Edition
from tandem_site.templating import filled
from tandem_site.traceability import has_results, totals
from tandem_site.words import STRENGTH_WORDS


def traceability_page(edition: Edition) -> dict[str, str]:
    """Return the matrix of clauses and evidence."""
    text = filled(
        "traceability.md.j2",
        pages=edition.pages,
        by_page={page.name: edition.clauses_of(page) for page in edition.pages},
        evidence=edition.evidence,
        strengths=STRENGTH_WORDS,
        clause_link=edition.clause_link,
        totals=totals(edition),
        has_results=has_results(edition),
        has_sources=edition.sources is not None,
        to_come=len(edition.to_come),
    )
    return {"traceability.md": text}
