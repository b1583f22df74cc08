"""The pages on versions that each site holds: the directory, and what each version changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tandem_site.edition import Edition
from tandem_site.generate import placed
from tandem_site.releases.history import CURRENT, SUPERSEDED, Version
from tandem_site.releases.places import VERSIONS_PAGE, Places, changes_page
from tandem_site.releases.told import HEADINGS
from tandem_site.releases.told_clauses import ToldClause, told_clauses
from tandem_site.releases.told_tables import (
    told_evidence,
    told_handoffs,
    told_parameters,
    told_steps,
)
from tandem_site.templating import filled
from tandem_validators.counts import counted
from tandem_validators.guideline.releases import DRAFT

STATUS_WORDS = {CURRENT: "In force", SUPERSEDED: "Superseded", DRAFT: "Draft"}
_POLICY_PAGE = "about/releasing"


@dataclass(frozen=True)
class VersionCard:
    """What the directory says of one version; an address that is nothing is not linked."""

    version: Version
    status: str
    home: str
    changes: str
    machine_copy: str
    sums: str
    summary: str

    @property
    def status_words(self) -> str:
        """The status as a reader says it."""
        return STATUS_WORDS[self.status]


def version_pages(edition: Edition, places: Places) -> dict[str, str]:
    """Return the directory of versions and the pages of changes, by their paths."""
    pages = {VERSIONS_PAGE: _directory(edition, places)}
    for version in places.shown:
        pages[changes_page(version)] = _changes(edition, version, places)
    return {path: placed(text, path) for path, text in pages.items()}


def _directory(edition: Edition, places: Places) -> str:
    return filled(
        "versions.md.j2",
        cards=[_card(version, places) for version in places.history.newest_first],
        has_release=places.history.current is not None,
        is_published=places.is_published,
        policy=f"{_POLICY_PAGE}.md" if _POLICY_PAGE in edition.written else "",
        clauses=places.clauses(),
    )


def _card(version: Version, places: Places) -> VersionCard:
    return VersionCard(
        version=version,
        status=places.history.status(version.place),
        home=places.home(version),
        changes=places.changes(version),
        machine_copy=places.machine_copy(version),
        sums=places.sums(version),
        summary=_summary(version),
    )


def _summary(version: Version) -> str:
    if version.found is None:
        kept = version.manifest
        clauses, parameters = len(kept.clauses), len(kept.parameters)
        first = "The first draft" if version.is_draft else "The first version"
        return f"{first}: {counted(clauses, 'clause')} and {counted(parameters, 'parameter')}."
    kinds = Counter(clause.kind for clause in told_clauses(version))
    parts = [f"{counted(kinds[kind], 'clause')} {_WORDS[kind]}" for kind in HEADINGS if kinds[kind]]
    others = (
        (len(version.found.parameters), "parameter"),
        (len(version.found.handoffs), "handoff"),
        (len(version.found.steps), "step"),
    )
    parts += [f"{counted(number, word)} changed" for number, word in others if number]
    return f"Since {version.before}: {', '.join(parts) or 'nothing that it asks for'}."


_WORDS = {kind: words.split(",")[0].lower() for kind, words in HEADINGS.items()}


def _changes(edition: Edition, version: Version, places: Places) -> str:
    title = "What the draft changes" if version.is_draft else f"What {version.name} changes"
    sections: dict[str, Sequence[Any]] = {
        "parameters": told_parameters(version),
        "handoffs": told_handoffs(version),
        "steps": told_steps(version),
        "evidence": told_evidence(version),
    }
    return filled(
        "changes.md.j2",
        title=title,
        version=version,
        summary=_summary(version),
        clauses=_clauses_html(edition, version, places),
        is_in=edition.guideline.parameters,
        described=edition.handoffs,
        headings=HEADINGS,
        clause_link=edition.clause_link,
        in_guideline=edition.guideline.clauses,
        **sections,
    )


def _clauses_html(edition: Edition, version: Version, places: Places) -> dict[str, str]:
    """Return the clauses that differ as HTML, by the heading of their kind."""
    told = told_clauses(version)
    return {
        HEADINGS[kind]: _entries(
            [clause for clause in told if clause.kind == kind], edition, places
        )
        for kind in HEADINGS
        if any(clause.kind == kind for clause in told)
    }


def _entries(clauses: Sequence[ToldClause], edition: Edition, places: Places) -> str:
    return filled(
        "changed_clauses.html.j2",
        clauses=clauses,
        stated=edition.guideline.clauses,
        history={clause.id: places.clause(clause.id) for clause in clauses},
    )
