"""Builds every version into one folder. It replaces the old folder only when all are built."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from tandem_site.agreement import disagreements_in
from tandem_site.build import build_version
from tandem_site.edition import Edition, edition_of
from tandem_site.facts import read_facts
from tandem_site.publish.placement import Placement, beside
from tandem_site.publish.root import write_root
from tandem_site.publish.sums import write_sums
from tandem_site.releases.editions import edition_of_release
from tandem_site.releases.history import History, read_history
from tandem_site.releases.outcomes import failed_tests
from tandem_validators.errors import GuidelineRefused
from tandem_validators.guideline.releases import DRAFT, released_folder


@dataclass(frozen=True)
class Published:
    """The published folder, its versions (newest first) and how many pages they have in all."""

    folder: Path
    versions: tuple[str, ...]
    pages: int


def publish_site(repository: Path, out: Path) -> Published:
    """Build all releases and the draft of `repository` into `out`, which is replaced.

    Raises GuidelineRefused with all disagreements, failed tests and changed releases, or with
    what MkDocs warns of; the old folder stays then.
    """
    facts = read_facts(repository)
    draft = edition_of(facts)
    problems = disagreements_in(facts) + failed_tests(repository, draft)
    if problems:
        raise GuidelineRefused(problems)
    history = read_history(repository / "guidelines", draft)
    making = out.with_name(f".{out.name}")
    shutil.rmtree(making, ignore_errors=True)
    for placement in _placements(repository, draft, history):
        build_version(repository, making / placement.place, placement)
        write_sums(making / placement.place)
    write_root(making, history)
    shutil.rmtree(out, ignore_errors=True)
    making.rename(out)
    return Published(out, history.places, len(list(out.rglob("*.html"))))


def _placements(repository: Path, draft: Edition, history: History) -> list[Placement]:
    guidelines = repository / "guidelines"
    editions = {
        version.place: edition_of_release(released_folder(version.place, guidelines))
        for version in history.released
    }
    return beside(editions | {DRAFT: draft}, history)
