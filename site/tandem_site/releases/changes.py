"""The editor's word on each change since the last release: its kind and the reason for it.

`guidelines/changes.yaml` holds them for the draft; a release keeps its own copy, and the draft's
list begins anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tandem_validators.errors import GuidelineRefused, Problem
from tandem_validators.guideline.keys import as_list, key_problems, type_problems
from tandem_validators.guideline.strict_yaml import load_yaml, read_text

CHANGES_FILE = "changes.yaml"
NEW, WITHDRAWN = "new", "withdrawn"
MEANING, REWORDED, CORRECTION = "changed in meaning", "reworded", "correction"
KINDS = (NEW, MEANING, REWORDED, WITHDRAWN, CORRECTION)
SORTS = ("clauses", "parameters", "handoffs", "steps", "evidence")
NO_CHANGES = """\
# What differs from the last release: its kind and the reason, for readers of "What changed".
# kind: new, changed in meaning, reworded, withdrawn or correction. Below it the ids of what it
# concerns: clauses, parameters, handoffs, steps, and evidence (clauses that lost a code or test
# link). `tandem site release` refuses a version while a change is missing here.
"""

Named = tuple[str, str]


@dataclass(frozen=True)
class Change:
    """Why something changed, and whether its meaning did."""

    kind: str
    reason: str


@dataclass(frozen=True)
class Changes:
    """The editor's changes by what they concern, as in `("clauses", "SHR-03")`."""

    named: Mapping[Named, Change]
    problems: tuple[Problem, ...] = ()


def read_changes(folder: Path) -> Changes:
    """Return the changes stated in `folder`; what is wrong with them is kept as problems."""
    path = folder / CHANGES_FILE
    if not path.is_file():
        return Changes({})
    problems: list[Problem] = []
    try:
        content = load_yaml(read_text(path, CHANGES_FILE), CHANGES_FILE)
    except GuidelineRefused as refused:
        return Changes({}, refused.problems)
    named: dict[Named, Change] = {}
    for number, block in enumerate(as_list(content, CHANGES_FILE, problems), start=1):
        _read(block, f"{CHANGES_FILE}, entry {number}", named, problems)
    return Changes(named, tuple(problems))


def _read(block: Any, where: str, named: dict[Named, Change], problems: list[Problem]) -> None:
    found = key_problems(block, where, {"kind", "reason"}, SORTS)
    found = found or type_problems(block, where, str, "kind", "reason")
    found = found or type_problems(block, where, list, *SORTS)
    found = found or _word_problems(block, where)
    problems += found
    if found:
        return
    change = Change(block["kind"], " ".join(block["reason"].split()))
    for sort, name in _names(block):
        if (sort, name) in named:
            remedy = "Name it under the one kind that says most."
            problems.append(Problem(where, f"names {name} of {sort} a second time", remedy))
        named[sort, name] = change


def _word_problems(block: Mapping[str, Any], where: str) -> list[Problem]:
    problems = []
    if block["kind"] not in KINDS:
        what, remedy = f"is '{block['kind']}'", f"Use one of: {', '.join(KINDS)}."
        problems.append(Problem(f"{where}, key 'kind'", what, remedy))
    if not block["reason"].strip():
        what, remedy = "is empty", "Say in a sentence why this changed."
        problems.append(Problem(f"{where}, key 'reason'", what, remedy))
    if not _names(block):
        what, remedy = "concerns nothing", "Name ids, as in `clauses: [SHR-03]`."
        problems.append(Problem(where, what, remedy))
    return problems


def _names(block: Mapping[str, Any]) -> Sequence[Named]:
    return [(sort, str(name)) for sort in SORTS for name in block.get(sort) or ()]
