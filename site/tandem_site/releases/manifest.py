"""What a release keeps beside its pages: everything that its pages took from the code of its day.

Written once, as `manifest.json`; read back it gives the same values. Editions are made elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tandem_site.described import DescribedHandoff
from tandem_site.edition import Edition
from tandem_site.evidence import Evidence
from tandem_site.glossary import Term
from tandem_site.releases.plain import from_plain, to_plain
from tandem_site.releases.step_graph import KeptStep
from tandem_site.trials import Trial
from tandem_validators.errors import GuidelineRefused, Problem
from tandem_validators.guideline.model import Clause, Guideline, Parameter

MANIFEST_FILE = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """One version as plain values; `released_on` and the digest of its sources end with it.

    `blocks` are the texts that were worked out from the code of this version.
    """

    version: str
    title: str
    reviewed: str
    released_on: str
    guideline_digest: str
    sources_digest: str
    clauses: Mapping[str, Clause]
    parameters: Mapping[str, Parameter]
    handoffs: Mapping[str, DescribedHandoff]
    steps: Mapping[str, KeptStep]
    evidence: Mapping[str, Evidence]
    glossary: tuple[Term, ...] = ()
    shown: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    to_come: Mapping[str, str] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)
    trials: tuple[Trial, ...] = ()


NOTHING = Manifest("", "", "", "", "", "", {}, {}, {}, {}, {})


def manifest_of(
    edition: Edition,
    steps: Mapping[str, KeptStep],
    *,
    released_on: str = "",
    sources_digest: str = "",
    blocks: Mapping[str, str] | None = None,
) -> Manifest:
    """Return what is to be kept of an edition whose code declares `steps`."""
    guideline: Guideline = edition.guideline
    return Manifest(
        version=guideline.version,
        title=guideline.title,
        reviewed=guideline.reviewed,
        released_on=released_on,
        guideline_digest=guideline.digest,
        sources_digest=sources_digest,
        clauses=guideline.clauses,
        parameters=guideline.parameters,
        handoffs=edition.handoffs,
        steps=steps,
        evidence=edition.evidence,
        glossary=tuple(edition.glossary),
        shown={number: tuple(files) for number, files in edition.shown.items()},
        to_come=edition.to_come,
        blocks=blocks or {},
        trials=edition.trials,
    )


def block_texts(edition: Edition) -> dict[str, str]:
    """Return the text of each block, made by the code as it is now."""
    return {name: make(edition) for name, make in edition.blocks.items()}


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write the manifest into a folder that is about to be released."""
    text = json.dumps(to_plain(manifest), ensure_ascii=False, indent=1)
    (folder / MANIFEST_FILE).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a released folder; raise GuidelineRefused when it has none."""
    path = folder / MANIFEST_FILE
    where = f"guidelines/releases/{folder.name}/{MANIFEST_FILE}"
    if not path.is_file():
        raise GuidelineRefused(Problem(where, "is missing", "Restore the released folder."))
    return from_plain(Manifest, json.loads(path.read_text(encoding="utf-8")))
