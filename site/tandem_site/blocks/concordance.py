"""From each paragraph of the source to the clauses that carry it, and the notes on its wording."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tandem_site.source_paragraphs import Paragraph, read_paragraphs
from tandem_site.templating import filled
from tandem_site.words import bare_words
from tandem_validators.counts import counted
from tandem_validators.guideline.folder import guideline_folder
from tandem_validators.guideline.render import rendered

if TYPE_CHECKING:
    from tandem_site.edition import Edition


def concordance(edition: Edition) -> str:
    """Return a table for each document of the source, one line a paragraph."""
    by_document = groupby(_paragraphs(edition), lambda paragraph: paragraph.document)
    return filled(
        "concordance.md.j2",
        documents={document: list(paragraphs) for document, paragraphs in by_document},
        carried_by=lambda paragraph: _carried_by(paragraph, edition),
        anchor=anchor,
    )


def concordance_counts(edition: Edition) -> str:
    """Return how many paragraphs there are and how many of them a clause carries."""
    paragraphs = _paragraphs(edition)
    carried = [one for one in paragraphs if one.carried_by(edition.guideline.clauses)]
    repeated = [one for one in paragraphs if one.same_as]
    return (
        f"{counted(len(paragraphs), 'paragraph')}: {len(carried)} carried by clauses, "
        f"{len(repeated)} that repeat another, "
        f"{len(paragraphs) - len(carried) - len(repeated)} that ask nothing or wait for a clause."
    )


def editorial_notes(edition: Edition) -> str:
    """Return where the source has a gap or contradicts itself, with the clauses concerned."""
    stated = edition.guideline.parameters
    values = {name: bare_words(one.value) for name, one in stated.items()}
    units = {name: one.counted_unit for name, one in stated.items()}
    return filled(
        "editorial-notes.md.j2",
        edition=edition,
        text=lambda template: rendered(template, values, units, "interpretations.yaml", []),
    )


def anchor(name: str) -> str:
    """Return the permanent anchor of a paragraph."""
    return f"source-{name.lower().replace('.', '-')}"


def _paragraphs(edition: Edition) -> tuple[Paragraph, ...]:
    folder = edition.sources / "guidelines" if edition.sources else guideline_folder()
    return read_paragraphs(folder)


def _carried_by(paragraph: Paragraph, edition: Edition) -> str:
    if paragraph.asks_nothing:
        return paragraph.asks_nothing
    clauses = paragraph.carried_by(edition.guideline.clauses)
    same = [f"[{name}](#{anchor(name)})" for name in paragraph.same_as]
    told = [edition.clause_links(clauses)] if clauses else []
    return ", ".join([*told, *(f"as {link}" for link in same)]) or "to come"
