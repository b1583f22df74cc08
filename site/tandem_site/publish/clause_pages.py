"""A page for each clause at a permanent address, with its wording in every version."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from tandem_site.releases.differences import Difference
from tandem_site.releases.history import CURRENT, History, Version
from tandem_site.releases.told_clauses import ToldClause, told_clause
from tandem_site.templating import filled
from tandem_site.words import STRENGTH_WORDS, actor_words, source_words
from tandem_validators.guideline.model import Clause


@dataclass(frozen=True)
class Wording:
    """What became of a clause in one version; `told` is None where it stayed as it was."""

    version: Version
    status: str
    clause: Clause | None
    told: ToldClause | None
    text: Markup

    @property
    def address(self) -> str:
        """Where the clause stands in this version, from the root of the published folder."""
        if self.clause is None:
            return ""
        return f"@root/{self.version.place}/{self.clause.page}.html#{self.clause.anchor}"


def clause_pages(history: History) -> dict[str, str]:
    """Return the page of each clause that any version states, and the list of all, by path."""
    names = {name for version in history.newest_first for name in version.manifest.clauses}
    wordings = {name: _wordings(name, history) for name in sorted(names)}
    pages = {f"clause/{name}.html": _page(name, told) for name, told in wordings.items()}
    latest = {name: _shown(told) for name, told in wordings.items()}
    pages["clause/index.html"] = filled("clause_index.html.j2", latest=latest)
    return pages


def _page(name: str, wordings: list[Wording]) -> str:
    shown = _shown(wordings)
    clause = shown.clause
    return filled(
        "clause_history.html.j2",
        name=name,
        shown=shown,
        clause=clause,
        strength=STRENGTH_WORDS[clause.strength] if clause else "",
        actor=actor_words(clause.actor) if clause else "",
        source=source_words(clause.source) if clause else "",
        wordings=wordings,
    )


def _shown(wordings: list[Wording]) -> Wording:
    """Return the wording in force; else the newest there is."""
    stated = [wording for wording in wordings if wording.clause is not None]
    return next((wording for wording in stated if wording.status == CURRENT), stated[0])


def _wordings(name: str, history: History) -> list[Wording]:
    """Return the versions from the newest to the one that brought the clause."""
    found = [_wording(name, version, history) for version in history.newest_first]
    first = max(place for place, wording in enumerate(found) if wording.clause is not None)
    return found[: first + 1]


def _wording(name: str, version: Version, history: History) -> Wording:
    clause = version.manifest.clauses.get(name)
    told = next((told_clause(d, version) for d in _differences(version) if d.name == name), None)
    text = told.text if told else escape(clause.text if clause else "")
    return Wording(version, history.status(version.place), clause, told, text)


def _differences(version: Version) -> tuple[Difference[Clause], ...]:
    return version.found.clauses if version.found else ()
