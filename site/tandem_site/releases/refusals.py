"""What speaks against a release: its number, disagreements, outcomes, changes without a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tandem_site.agreement import disagreements_in
from tandem_site.edition import Edition, edition_of
from tandem_site.facts import Facts, read_facts
from tandem_site.releases.changes import CHANGES_FILE, read_changes
from tandem_site.releases.differences import Differences, differences
from tandem_site.releases.explained import change_problems
from tandem_site.releases.level import level_problems
from tandem_site.releases.manifest import manifest_of, read_manifest
from tandem_site.releases.outcomes import outcome_problems
from tandem_site.releases.step_graph import KeptStep, declared_graph
from tandem_validators.errors import Problem
from tandem_validators.guideline.releases import (
    changed_releases,
    released_folder,
    released_versions,
    version_number,
)


@dataclass(frozen=True)
class Draft:
    """What is to be released."""

    repository: Path
    facts: Facts
    edition: Edition
    steps: Mapping[str, KeptStep]

    @property
    def guidelines(self) -> Path:
        """The folder of the written process."""
        return self.repository / "guidelines"


def read_draft(repository: Path) -> Draft:
    """Return the draft of `repository`; raise GuidelineRefused if it cannot be read."""
    facts = read_facts(repository)
    return Draft(repository, facts, edition_of(facts), declared_graph())


def refusals(draft: Draft, version: str) -> list[Problem]:
    """Return everything that keeps the draft from being released as `version`."""
    problems = _version_problems(draft.guidelines, version)
    if not problems and not changed_releases(draft.guidelines):
        problems = _change_problems(draft, version)
    problems += disagreements_in(draft.facts)
    return problems + outcome_problems(draft.repository, draft.edition)


def _version_problems(guidelines: Path, version: str) -> list[Problem]:
    where = f"version {version}"
    number = version_number(version)
    if number is None:
        return [Problem(where, "is no version", "Write three numbers, as in 0.2.0.")]
    known = released_versions(guidelines)
    if version in known:
        remedy = f"Use a number above {known[-1]}; a released version never changes."
        return [Problem(where, "is released already", remedy)]
    if known and number <= (version_number(known[-1]) or number):
        remedy = f"Use a number above {known[-1]}."
        return [Problem(where, f"is not higher than {known[-1]}", remedy)]
    return []


def _change_problems(draft: Draft, version: str) -> list[Problem]:
    changes = read_changes(draft.guidelines)
    known = released_versions(draft.guidelines)
    if not known:
        return _of_the_first(changes.named)
    last = read_manifest(released_folder(known[-1], draft.guidelines))
    found = differences(last, manifest_of(draft.edition, draft.steps))
    problems = change_problems(found, changes) + _used_again(draft, known, found)
    return problems + level_problems(known[-1], version, found, changes.named)


def _used_again(draft: Draft, known: list[str], found: Differences) -> list[Problem]:
    """Return the new clauses whose id a withdrawn one had: whoever cited it would be misled."""
    earlier = {
        name: version
        for version in known
        for name in read_manifest(released_folder(version, draft.guidelines)).clauses
    }
    return [
        Problem(
            f"clause {difference.name}",
            f"has the id of a clause that was withdrawn after {earlier[difference.name]}",
            "Give it an id that was never used.",
        )
        for difference in found.clauses
        if difference.is_new and difference.name in earlier
    ]


def _of_the_first(named: Mapping[tuple[str, str], object]) -> list[Problem]:
    if not named:
        return []
    what = "explains changes, but there is no release that anything could differ from"
    return [Problem(f"guidelines/{CHANGES_FILE}", what, "Empty it for the first release.")]
