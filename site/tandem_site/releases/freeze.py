"""Makes a version of the draft: its files, its manifest, its line in the lock. Never changes one.

What speaks against a release is said by `refusals`.
"""

from __future__ import annotations

import dataclasses
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tandem_site.releases.changes import CHANGES_FILE, NO_CHANGES
from tandem_site.releases.level import MINOR, lowest_version
from tandem_site.releases.manifest import Manifest, block_texts, manifest_of, write_manifest
from tandem_site.releases.refusals import Draft, read_draft, refusals
from tandem_site.releases.sources import sources_digest
from tandem_validators.errors import GuidelineRefused
from tandem_validators.guideline.folder import GUIDELINE_FILE
from tandem_validators.guideline.load import load_guideline
from tandem_validators.guideline.releases import FOLDER, LOCK_FILE, release_digest


def release(repository: Path, version: str, released_on: date) -> Path:
    """Freeze the draft of `repository` as `version` and return its folder.

    The draft goes on as the next minor version. Raises GuidelineRefused with everything that
    speaks against it: the number, disagreements, outcomes of tests, changes without a reason.
    Then nothing is written.
    """
    draft = read_draft(repository)
    problems = refusals(draft, version)
    if problems:
        raise GuidelineRefused(problems)
    return _frozen(draft, version, released_on)


def _frozen(draft: Draft, version: str, released_on: date) -> Path:
    releases = draft.guidelines / FOLDER
    folder = releases / version
    # made beside its place and moved there whole: a release that stopped half-way is none
    making = releases / f".{version}"
    shutil.rmtree(making, ignore_errors=True)
    shutil.copytree(draft.guidelines, making, ignore=_what_is_not_kept(draft.guidelines))
    _set_version(making, version, "released")
    write_manifest(_manifest(draft, making, released_on), making)
    making.rename(folder)
    with (draft.guidelines / LOCK_FILE).open("a", encoding="utf-8", newline="\n") as lock:
        lock.write(f"{version} {release_digest(folder)}\n")
    _set_version(draft.guidelines, f"{lowest_version(version, MINOR)}-draft", "draft")
    (draft.guidelines / CHANGES_FILE).write_text(NO_CHANGES, encoding="utf-8", newline="\n")
    return folder


def _what_is_not_kept(guidelines: Path) -> Callable[[str, list[str]], set[str]]:
    """Return what tells `copytree` to leave out earlier releases and hidden files."""

    def left_out(folder: str, names: list[str]) -> set[str]:
        hidden = {name for name in names if name.startswith(".")}
        return hidden | ({FOLDER, LOCK_FILE} if Path(folder) == guidelines else set())

    return left_out


def _manifest(draft: Draft, making: Path, released_on: date) -> Manifest:
    """Return the manifest; its texts speak of the released version, not of the draft."""
    edition = dataclasses.replace(draft.edition, guideline=load_guideline(making), sources=None)
    return manifest_of(
        edition,
        draft.steps,
        released_on=released_on.isoformat(),
        sources_digest=sources_digest(draft.repository),
        blocks=block_texts(edition),
    )


def _set_version(folder: Path, version: str, status: str) -> None:
    """Write version and status into `guideline.yaml`; its comments and other lines stay."""
    path = folder / GUIDELINE_FILE
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^version:.*$", f'version: "{version}"', text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^status:.*$", f"status: {status}", text, count=1, flags=re.MULTILINE)
    path.write_text(text, encoding="utf-8", newline="\n")
