"""One edition of the site: everything its pages are written from, as values.

The draft's edition is read from the repository as it is; a release's from what it froze.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tandem_site.blocks import Block, declared_blocks
from tandem_site.described import DescribedHandoff, described_handoffs
from tandem_site.evidence import Evidence, read_evidence
from tandem_site.facts import Facts, read_facts
from tandem_site.glossary import Term
from tandem_site.trials import Trial, read_trials
from tandem_validators.guideline.model import Clause, Guideline, Page, Parameter

NONE = "—"


@dataclass(frozen=True)
class Edition:
    """What all pages are written from.

    `written` are the pages that state no clause; `shown` says on which pages each reading stands;
    `sources` is the folder of the code that evidence leads to, or None where it is not kept.
    """

    guideline: Guideline
    written: Mapping[str, Page]
    evidence: Mapping[str, Evidence]
    handoffs: Mapping[str, DescribedHandoff]
    glossary: Sequence[Term]
    shown: Mapping[int, Sequence[str]]
    to_come: Mapping[str, str]
    sources: Path | None
    blocks: Mapping[str, Block] = field(default_factory=dict)
    trials: tuple[Trial, ...] = ()

    @property
    def steps(self) -> list[Page]:
        """The step pages, in the order of the process."""
        pages = (page for page in self.guideline.pages.values() if page.is_step)
        return sorted(pages, key=lambda page: page.order)

    @property
    def pages(self) -> list[Page]:
        """The pages that state clauses or parameters: the steps in their order, then the others."""
        others = [page for page in self.guideline.pages.values() if not page.is_step]
        return self.steps + others

    def clauses_of(self, page: Page) -> list[Clause]:
        """Return the clauses that `page` states."""
        return [clause for clause in self.guideline.clauses.values() if clause.page == page.name]

    def parameters_of(self, page: Page) -> list[Parameter]:
        """Return the parameters that `page` states."""
        stated = self.guideline.parameters.values()
        return [parameter for parameter in stated if parameter.page == page.name]

    def handoffs_of(self, page: Page) -> list[DescribedHandoff]:
        """Return the handoffs that the step of `page` writes."""
        return [spec for spec in self.handoffs.values() if spec.step == page.name]

    def clause_links(self, names: Sequence[str]) -> str:
        """Return Markdown links to clauses; one that no page states yet is named without a link."""
        return ", ".join(self.clause_link(name) for name in names) or NONE

    def clause_link(self, name: str) -> str:
        """Return a Markdown link to the one place where a clause stands."""
        clause = self.guideline.clauses.get(name)
        if clause is None:
            return f"{name} (to come)"
        return f"[{name}](@root/{clause.page}.md#{clause.anchor}){{ .ref }}"


def read_edition(repository: Path) -> Edition:
    """Return the edition that `repository` holds; raise GuidelineRefused if it cannot be read."""
    return edition_of(read_facts(repository))


def edition_of(facts: Facts) -> Edition:
    """Return the edition of facts that are read already; its blocks are made from the live code."""
    return Edition(
        guideline=facts.guideline,
        written=facts.written,
        evidence=read_evidence(facts),
        handoffs=described_handoffs(),
        glossary=facts.glossary,
        shown=_shown(facts),
        to_come=facts.to_come,
        sources=facts.repository,
        blocks=declared_blocks(),
        trials=read_trials(facts.repository),
    )


def _shown(facts: Facts) -> dict[int, list[str]]:
    pages = {reading.number: set[str]() for reading in facts.guideline.readings}
    for call in facts.named("reading"):
        pages.setdefault(int(call.named), set()).add(call.file)
    return {number: sorted(files) for number, files in pages.items()}
