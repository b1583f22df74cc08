"""The draft as it may be built: guideline, code, schemas and tests agree, and no test failed."""

from __future__ import annotations

from pathlib import Path

from tandem_site.agreement import disagreements_in
from tandem_site.edition import edition_of
from tandem_site.facts import read_facts
from tandem_site.publish.placement import Placement, alone
from tandem_site.releases.history import read_history
from tandem_site.releases.outcomes import failed_tests
from tandem_validators.errors import GuidelineRefused, Problem


def checked_draft(repository: Path) -> Placement:
    """Return the draft of `repository`, alone; raise GuidelineRefused with all that disagrees."""
    facts = read_facts(repository)
    _refuse(disagreements_in(facts))
    edition = edition_of(facts)
    _refuse(failed_tests(repository, edition))
    return alone(edition, read_history(repository / "guidelines", edition))


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise GuidelineRefused(problems)
