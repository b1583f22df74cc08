"""One edition of the site: the facts of a repository, the evidence, and the handoffs' models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tandem_site.evidence import Evidence, read_evidence
from tandem_site.facts import Facts, read_facts
from tandem_validators.guideline.model import Clause, Guideline, Page, Parameter
from tandem_validators.handoffs.registry import HandoffSpec, handoffs

NONE = "—"


@dataclass(frozen=True)
class Edition:
    """What all pages are written from."""

    facts: Facts
    evidence: Mapping[str, Evidence]
    handoffs: Mapping[str, HandoffSpec]

    @property
    def guideline(self) -> Guideline:
        """The written process."""
        return self.facts.guideline

    @property
    def pages(self) -> list[Page]:
        """The step pages, in the order of the process."""
        return sorted(self.guideline.pages.values(), key=lambda page: page.order)

    def clauses_of(self, page: Page) -> list[Clause]:
        """Return the clauses that `page` states."""
        return [clause for clause in self.guideline.clauses.values() if clause.page == page.step]

    def parameters_of(self, page: Page) -> list[Parameter]:
        """Return the parameters that `page` states."""
        stated = self.guideline.parameters.values()
        return [parameter for parameter in stated if parameter.page == page.step]

    def handoffs_of(self, page: Page) -> list[HandoffSpec]:
        """Return the handoffs that the step of `page` writes."""
        return [spec for spec in self.handoffs.values() if spec.step == page.step]

    def clause_links(self, names: Sequence[str]) -> str:
        """Return Markdown links to clauses; one that no page states yet is named without a link."""
        return ", ".join(self._clause_link(name) for name in names) or NONE

    def _clause_link(self, name: str) -> str:
        clause = self.guideline.clauses.get(name)
        return f"[{name}]({clause.page}.md#{clause.anchor})" if clause else f"{name} (to come)"


def read_edition(repository: Path) -> Edition:
    """Return the edition that `repository` holds; raise GuidelineRefused if it cannot be read."""
    return edition_of(read_facts(repository))


def edition_of(facts: Facts) -> Edition:
    """Return the edition of facts that are read already."""
    return Edition(facts, read_evidence(facts), handoffs())
