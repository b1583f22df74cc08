"""A small repository to release from: nothing released yet, every test of a clause passed."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

from tandem_site.edition import read_edition
from tandem_site.evidence import NOT_RUN, RESULTS_FILE
from tandem_site.releases.changes import CHANGES_FILE, NO_CHANGES
from tandem_site.releases.freeze import release
from tandem_site.releases.sources import MADE_FROM, sources_digest
from tandem_validators.guideline.releases import FOLDER, LOCK_FILE, release_digest

FIRST_ON, SECOND_ON = date(2026, 11, 21), date(2026, 12, 12)
WAS = "The practice sends its list to the plan by a channel that meets HIPAA."
NOW = "The practice sends its list to the plan by an agreed channel that meets HIPAA."
CHANGES = """\
- kind: reworded
  reason: "Readers took the channel for the plan's choice alone."
  clauses: [SHR-01]
- kind: changed in meaning
  reason: "Fewer pairs were worth a look."
  parameters: [review_points_min]
  handoffs: [agenda]
"""


def unreleased(agreeing: Path, folder: Path) -> Path:
    """Return a copy of `agreeing` in `folder` that has no release and no changes to explain."""
    repository = shutil.copytree(agreeing, folder)
    guidelines = repository / "guidelines"
    shutil.rmtree(guidelines / FOLDER, ignore_errors=True)
    (guidelines / LOCK_FILE).unlink(missing_ok=True)
    (guidelines / CHANGES_FILE).write_text(NO_CHANGES, encoding="utf-8")
    return repository


def pass_tests(repository: Path, *, but: str = "", outcome: str = "failed") -> None:
    """Leave the results of a whole run, in which only the tests of the clause `but` ended so."""
    evidence = read_edition(repository).evidence
    results = {
        clause: {proof.id: outcome if clause == but else "passed" for proof in behind.proofs}
        for clause, behind in evidence.items()
        if (clause, outcome) != (but, NOT_RUN)
    }
    results[MADE_FROM] = {"sources": sources_digest(repository)}
    path = repository / RESULTS_FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(results), encoding="utf-8")


def release_first(repository: Path) -> Path:
    """Release 0.1.0, as code would have done whose agenda gave a ground instead of a reason."""
    pass_tests(repository)
    folder = release(repository, "0.1.0", FIRST_ON)
    manifest = folder / "manifest.json"
    kept = json.loads(manifest.read_text("utf-8"))
    columns = kept["handoffs"]["agenda"]["columns"]
    next(column for column in columns if column["name"] == "reason")["name"] = "ground"
    for column in kept["evidence"]["PRI-01"]["columns"]:
        if (column["handoff"], column["column"]) == ("agenda", "reason"):
            column["column"] = "ground"
    manifest.write_text(json.dumps(kept), encoding="utf-8")
    lock = f"0.1.0 {release_digest(folder)}\n"
    (repository / "guidelines" / LOCK_FILE).write_text(lock, encoding="utf-8")
    return folder


def change(repository: Path) -> None:
    """Change a sentence and a number of the draft, and explain both and the agenda."""
    replace(repository / "guidelines/share.md", WAS, NOW)
    replace(repository / "guidelines/share.md", "    value: 15\n", "    value: 16\n")
    (repository / "guidelines" / CHANGES_FILE).write_text(CHANGES, encoding="utf-8")


def release_second(repository: Path) -> Path:
    """Release 0.2.0 after `change`."""
    change(repository)
    pass_tests(repository)
    return release(repository, "0.2.0", SECOND_ON)


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{path.name} no longer holds {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")
