"""Do guideline, code, schemas and tests agree? All differences at once, in both directions."""

from __future__ import annotations

from pathlib import Path

from tandem_site.agreement.actors import actor_problems
from tandem_site.agreement.evidence import evidence_problems
from tandem_site.agreement.images import image_problems
from tandem_site.agreement.names import name_problems
from tandem_site.agreement.numbers import number_problems
from tandem_site.agreement.parameters import parameter_problems
from tandem_site.agreement.releases import release_problems
from tandem_site.agreement.shown import shown_problems
from tandem_site.agreement.sources import source_problems
from tandem_site.agreement.steps import step_problems
from tandem_site.facts import Facts, read_facts
from tandem_validators.errors import GuidelineRefused, Problem

CHECKS = (
    evidence_problems,
    name_problems,
    shown_problems,
    parameter_problems,
    step_problems,
    number_problems,
    image_problems,
    release_problems,
    actor_problems,
    source_problems,
)


def disagreements(repository: Path) -> list[Problem]:
    """Return every place where the written and the executed process differ; none is agreement."""
    try:
        facts = read_facts(repository)
    except GuidelineRefused as refused:
        return list(refused.problems)
    return disagreements_in(facts)


def disagreements_in(facts: Facts) -> list[Problem]:
    """Return the differences of facts that are read already."""
    found = [*facts.marks.problems, *facts.call_problems]
    return found + [problem for check in CHECKS for problem in check(facts)]
