"""The glossary: every word of the field and of this guideline, once, in alphabetical order."""

from __future__ import annotations

from itertools import groupby

from tandem_site.edition import Edition
from tandem_site.glossary import Term
from tandem_site.glossary_links import PAGE
from tandem_site.templating import filled


def glossary_page(edition: Edition) -> dict[str, str]:
    """Return the glossary."""
    by_letter = {
        letter: list(terms)
        for letter, terms in groupby(sorted(edition.glossary, key=_order), _letter)
    }
    return {PAGE: filled("glossary.md.j2", by_letter=by_letter, clause_links=edition.clause_links)}


def _order(term: Term) -> str:
    return term.term.lower()


def _letter(term: Term) -> str:
    return term.term[0].upper()
