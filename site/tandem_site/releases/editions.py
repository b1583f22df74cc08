"""A released version as an edition: its own pages with the schemas and texts it froze."""

from __future__ import annotations

from pathlib import Path

from tandem_site.blocks import Block
from tandem_site.edition import Edition
from tandem_site.releases.manifest import read_manifest
from tandem_site.written import written_pages
from tandem_validators.guideline.load import load_guideline


def edition_of_release(folder: Path) -> Edition:
    """Return the edition of a released folder; the live schemas and code are not asked."""
    guideline = load_guideline(folder)
    kept = read_manifest(folder)
    return Edition(
        guideline=guideline,
        written=written_pages(folder, guideline.pages),
        evidence=kept.evidence,
        handoffs=kept.handoffs,
        glossary=kept.glossary,
        shown=kept.shown,
        to_come=kept.to_come,
        sources=None,
        blocks={name: _kept(text) for name, text in kept.blocks.items()},
        trials=kept.trials,
    )


def _kept(text: str) -> Block:
    return lambda edition: text
