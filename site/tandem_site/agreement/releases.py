"""A released version never changes, and the list of what differs from it can be read."""

from __future__ import annotations

from tandem_site.facts import Facts
from tandem_site.releases.changes import read_changes
from tandem_validators.errors import Problem
from tandem_validators.guideline.releases import changed_releases


def release_problems(facts: Facts) -> list[Problem]:
    """Return released folders that are gone, not locked or changed, and unreadable reasons."""
    guidelines = facts.repository / "guidelines"
    return [*changed_releases(guidelines), *read_changes(guidelines).problems]
