"""A clause that differs, in words: its text with what was taken out and put in, and its reason."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from tandem_site.releases.differences import Difference
from tandem_site.releases.history import Version
from tandem_site.releases.told import change_of, differing
from tandem_site.releases.word_diff import word_difference
from tandem_site.words import KIND_WORDS, STRENGTH_WORDS, actor_words, source_words
from tandem_validators.guideline.model import Clause


@dataclass(frozen=True)
class ToldClause:
    """A clause that differs: its words before and after, and what else about it changed."""

    id: str
    kind: str
    reason: str
    strength: str
    strength_words: str
    text: Markup
    notes: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Its anchor on the page of changes."""
        return f"change-{self.id.lower()}"


def told_clauses(version: Version) -> list[ToldClause]:
    """Return the clauses that differ from the version before."""
    return [told_clause(difference, version) for difference in differing(version, "clauses")]


def told_clause(difference: Difference[Clause], version: Version) -> ToldClause:
    """Return one clause that differs, with the words taken out and put in."""
    was, now = difference.was, difference.now
    change = change_of(difference, version)
    shown = difference.shown
    text = escape(shown.text) if was is None or now is None else word_difference(was.text, now.text)
    return ToldClause(
        id=difference.name,
        kind=change.kind,
        reason=change.reason,
        strength=shown.strength,
        strength_words=STRENGTH_WORDS[shown.strength],
        text=text,
        notes=_notes(was, now) if was and now else (),
    )


def _notes(was: Clause, now: Clause) -> tuple[str, ...]:
    pairs = (
        ("Strength", STRENGTH_WORDS[was.strength], STRENGTH_WORDS[now.strength]),
        ("Who acts", actor_words(was.actor), actor_words(now.actor)),
        ("Kind", KIND_WORDS[was.kind], KIND_WORDS[now.kind]),
        ("Source", source_words(was.source), source_words(now.source)),
        ("Page", was.page, now.page),
    )
    return tuple(f"{name}: was {old}, is {new}" for name, old, new in pairs if old != new)
