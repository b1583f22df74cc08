"""What an organisation or an editor writes: the profile, pages, readings, changes, templates."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from tandem_flows.workspace.profile import load_profile
from tandem_site.releases.changes import read_changes
from tandem_validators.errors import GuidelineRefused
from tandem_validators.guideline.folder import guideline_folder
from tandem_validators.guideline.load import load_guideline
from tests.fuzz.hostile import alias_bomb
from tests.fuzz.parsers import Parser

_PROFILE = """\
guideline: draft
plan:
  name: "Harbor"
  risk_definition: "The thirty highest scores"
practices:
  lakeside:
    name: "Lakeside"
    first_call_on: 2026-01-13
    call_starts_at: "09:00"
    channel: secure_email
    readiness:
      - question: practice_care_management
        answer: yes
        answered_on: 2026-01-02
    training:
      - topic: sharing
        held_on: 2026-01-02
        people: [lakeside-care]
sponsor:
  person: plan-director
  signed_on: 2026-01-02
timezone: America/New_York
key_file: /keys/workspace.key
closed_days: [2026-01-19]
values:
  - parameter: list_size
    value: 25
    since: 2026-01-01
    reason: fewer members
waivers:
  - clause: SHR-03
    since: 2026-01-01
    reason: agreed
serve:
  advance_at: "06:00"
  runs_at_once: 2
mail:
  host: mail.example
  port: 25
  security: none
  sender: care@plan.example
  receivers: [a@plan.example]
"""
_CHANGES = """\
- kind: reworded
  reason: Says the same in fewer words.
  clauses: [SHR-03]
- kind: new
  reason: Asked for.
  parameters: [list_size]
"""
_STEP = "share"


def parsers() -> Sequence[Parser]:
    """Return the parsers of what is written by hand."""
    bomb = alias_bomb().encode()
    return (
        Parser("profile.yaml", "profile.yaml", lambda: [_PROFILE.encode(), bomb], load_profile),
        Parser("page of the guideline", f"{_STEP}.md", _page(f"{_STEP}.md"), _with_file),
        Parser("readings", "interpretations.yaml", _page("interpretations.yaml"), _with_file),
        Parser("guideline.yaml", "guideline.yaml", _page("guideline.yaml"), _with_file),
        Parser("changes.yaml", "changes.yaml", lambda: [_CHANGES.encode(), bomb], _changes),
    )


@cache
def _small() -> Path:
    """Return a small guideline: the pages of the steps without most of their clauses."""
    from tandem_validators.guideline.model import STEPS

    folder, whole = Path(mkdtemp(prefix="tandem-fuzz-")), guideline_folder()
    for name in STEPS:
        text = (whole / f"{name}.md").read_text(encoding="utf-8")
        front = text.split("\n---\n", 1)[0]
        if name != _STEP:
            front = front.split("\nclauses:")[0].split("\nparameters:")[0]
        (folder / f"{name}.md").write_text(f"{_shortened(front)}\n---\n# Page\n", encoding="utf-8")
    (folder / "interpretations.yaml").write_text("[]\n", encoding="utf-8")
    head = 'title: "T"\nversion: "0.1.0-draft"\nstatus: draft\nreviewed: 2026-01-01\npages: []\n'
    (folder / "guideline.yaml").write_text(head, encoding="utf-8")
    return folder


def _shortened(front: str) -> str:
    """Return front matter with its first clauses only."""
    head, *clauses = front.split("\n  - id:")
    return "\n  - id:".join([head, *clauses[:2]])


def _page(file: str) -> Callable[[], list[bytes]]:
    whole = guideline_folder()
    if file == "interpretations.yaml":
        first = (whole / file).read_text(encoding="utf-8").split("\n- number:")[:2]
        return lambda: ["\n- number:".join(first).encode()]
    return lambda: [(_small() / file).read_bytes(), alias_bomb().encode()]


def _with_file(path: Path) -> object:
    """Load a guideline in which one file is hostile."""
    for other in _small().iterdir():
        if other.name != path.name:
            shutil.copy(other, path.parent)
    return load_guideline(path.parent)


def _changes(path: Path) -> object:
    found = read_changes(path.parent)
    if found.problems:
        raise GuidelineRefused(found.problems)
    return found
