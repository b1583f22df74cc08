"""Guidelines with one mistake each, and the words that must name it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Break = Callable[[Path], None]

CLAUSE_TWICE = """\
clauses:
  - id: SHR-01
    strength: must
    kind: recorded
    actor: "practice"
    source: "A.4"
    text: "The practice sends its list to the plan."
"""
PARAMETER_TWICE = """\
parameters:
  list_size:
    value: 30
    unit: patients
    min: 1
    max: 200
    origin: source
    source: "A.3"
    clauses: [IDN-01]
    meaning: "How many patients each side names."
"""


def replacing(file: str, old: str, new: str) -> Break:
    def change(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, f"{file} no longer holds {old!r}"
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def removing(file: str) -> Break:
    return lambda folder: (folder / file).unlink()


BROKEN = [
    pytest.param(
        replacing("share.md", "    unit: patients\n", "    unit: patients\n    note: x\n"),
        ["share.md, parameter max_patients_per_call, key 'note'", "is unknown", "Use one of: "],
        id="unknown key",
    ),
    pytest.param(
        replacing("share.md", '    actor: "practice"\n', ""),
        ["share.md, clause SHR-01, key 'actor'", "is missing", "Add `actor:` to this block"],
        id="missing key",
    ),
    pytest.param(
        replacing("share.md", "step: share\n", ""),
        ["share.md, key 'step'", "is missing", "Add `step:` to this block"],
        id="missing key of the page",
    ),
    pytest.param(
        replacing("share.md", "    value: 10\n", "    value: 10\n    value: 11\n"),
        ["share.md, line 9, key 'value'", "stands twice in one block", "Keep one of the two"],
        id="duplicate key",
    ),
    pytest.param(
        replacing("share.md", "parameters:\n", PARAMETER_TWICE),
        ["share.md, parameter list_size", "is stated twice (first on page identify)", "once"],
        id="parameter stated twice",
    ),
    pytest.param(
        replacing("share.md", "clauses:\n", CLAUSE_TWICE),
        ["share.md, clause SHR-01", "is stated twice (first on page share)", "State it once"],
        id="clause stated twice",
    ),
    pytest.param(
        replacing("share.md", "    value: 10\n", "    value: 31\n"),
        ["share.md, parameter max_patients_per_call, key 'value'", "is 31, outside 1 to 30"],
        id="value above its range",
    ),
    pytest.param(
        replacing("share.md", "    value: 10\n", "    value: 0\n"),
        ["key 'value'", "is 0, outside 1 to 30", "Choose a value inside, or widen the range"],
        id="value below its range",
    ),
    pytest.param(
        replacing("share.md", "    value: all\n", "    value: some\n"),
        ["share.md, parameter background_scope, key 'value'", "is some, outside all or agenda"],
        id="choice that is no option",
    ),
    pytest.param(
        replacing("share.md", "    min: 1\n    max: 30\n", ""),
        ["share.md, parameter max_patients_per_call", "has no allowed range", "Add `min:`"],
        id="no range",
    ),
    pytest.param(
        replacing("share.md", "{{ p.max_patients_per_call }}", "{{ p.cap }}"),
        ["share.md, clause SHR-03", "no page states the parameter 'cap'", "{{ p.name }}"],
        id="undefined parameter in a clause",
    ),
    pytest.param(
        replacing("share.md", "{{ p.max_patients_per_call }}", "{{ p.__class__.__mro__ }}"),
        ["share.md, clause SHR-03", "cannot be filled in", "Name a stated parameter"],
        id="text that reaches for the program",
    ),
    pytest.param(
        replacing("interpretations.yaml", "{{ p.day_kind }}", "{{ p.kind_of_day }}"),
        ["interpretations.yaml, reading 2", "no page states the parameter 'kind_of_day'"],
        id="undefined parameter in a reading",
    ),
    pytest.param(
        replacing("share.md", "{{ p.max_patients_per_call }}", "{{ p.max_patients_per_call"),
        ["share.md, clause SHR-03", "cannot be filled in", "Name a stated parameter"],
        id="braces that do not close",
    ),
    pytest.param(
        replacing("share.md", "    kind: recorded\n", "   kind: recorded\n"),
        ["share.md, line ", "is not readable YAML", "Correct the indentation, quotes or colon"],
        id="unreadable YAML",
    ),
    pytest.param(
        replacing("share.md", "---\nstep: share", "step: share"),
        ["share.md: has no front matter", "Begin the page with its front matter"],
        id="no front matter",
    ),
    pytest.param(
        removing("share.md"),
        ["share.md: is missing", "Restore this file of the guideline"],
        id="missing page",
    ),
    pytest.param(
        removing("interpretations.yaml"),
        ["interpretations.yaml: is missing", "Restore this file"],
        id="missing readings",
    ),
    pytest.param(
        replacing("share.md", "step: share\n", "step: sharing\n"),
        ["share.md, key 'step'", "names another step", "Write `step: share`"],
        id="page that names another step",
    ),
    pytest.param(
        replacing("share.md", "    strength: must\n", "    strength: shall\n"),
        ["share.md, clause SHR-01, key 'strength'", "is 'shall'", "must, should, may, definition"],
        id="unknown strength",
    ),
    pytest.param(
        replacing("share.md", "    kind: recorded\n", "    kind: done\n"),
        ["share.md, clause SHR-01, key 'kind'", "is 'done'", "automated, recorded, advice"],
        id="unknown kind",
    ),
    pytest.param(
        replacing("share.md", "    kind: recorded\n", ""),
        ["share.md, clause SHR-01, key 'kind'", "is missing", "Add `kind:` to this block"],
        id="clause without a kind",
    ),
    pytest.param(
        replacing("share.md", '    source: "A.4"\n', "    source: 4\n"),
        ["share.md, clause SHR-01, key 'source'", "is not a text", "between double quotes"],
        id="text that is a number",
    ),
    pytest.param(
        replacing("share.md", "    max: 30\n", '    max: "30"\n'),
        ["share.md, parameter max_patients_per_call, key 'max'", "is not a whole number"],
        id="limit that is a text",
    ),
    pytest.param(
        replacing("share.md", "clauses: [SHR-03, INF-05]", "clauses: SHR-03"),
        ["share.md, parameter max_patients_per_call, key 'clauses'", "is not a list"],
        id="clauses that are no list",
    ),
    pytest.param(
        replacing("interpretations.yaml", "  clauses: [SUM-01, INF-06]", "  clauses: []"),
        ["interpretations.yaml, reading 1", "is tied to no clause", "under `clauses:`"],
        id="reading without a clause",
    ),
    pytest.param(
        replacing("interpretations.yaml", "- number: 2\n", "- number: 1\n"),
        ["interpretations.yaml, reading 1", "is stated twice", "State it once"],
        id="reading stated twice",
    ),
    pytest.param(
        replacing("guideline.yaml", "version:", "edition:"),
        ["guideline.yaml, key 'version'", "is missing", "guideline.yaml, key 'edition'"],
        id="guideline without a version",
    ),
]
