"""The changed places of the code (mutants.yaml), and which tests must notice each.

What is marked is read from the source text; nothing is changed or run here (`overlay` does).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from tandem_site.mark_reader import read_marks
from tandem_site.marks import Marks
from tandem_validators.guideline.load import load_guideline

REPOSITORY = Path(__file__).parents[2]
# Where a clause's tests are looked for: the first of these that holds any. The rest takes long.
_QUICK_FOLDERS = (("tests/rules", "tests/source"), ("tests/steps",), ("tests",))


@dataclass(frozen=True)
class Mutant:
    """One change of behaviour in the code of a clause; `why` says what it makes wrong."""

    clause: str
    file: str
    where: str
    old: str
    new: str
    why: str
    tests: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The file as it stands."""
        return (REPOSITORY / self.file).read_text(encoding="utf-8")

    def changed(self, text: str) -> str:
        """Return `text`, the file's, with the change."""
        return text.replace(self.old, self.new)

    @property
    def linked_tests(self) -> tuple[str, ...]:
        """The files whose tests of the clause must fail."""
        return self.tests or _quick_tests(self.clause)


def mutants() -> list[Mutant]:
    """Return every mutant, in the order of the guideline's steps."""
    listed = yaml.safe_load(Path(__file__).with_name("mutants.yaml").read_text(encoding="utf-8"))
    return [Mutant(**row | {"tests": tuple(row.get("tests", ()))}) for row in listed]


def automated_clauses() -> list[str]:
    """Return the ids of the clauses that the software carries out by itself."""
    clauses = load_guideline().clauses.values()
    return [clause.id for clause in clauses if clause.kind == "automated"]


@cache
def marks() -> Marks:
    """Return the marks of code and tests."""
    return read_marks(REPOSITORY)


def _quick_tests(clause: str) -> tuple[str, ...]:
    found = sorted({mark.file for mark in marks().tests if mark.clause == clause})
    for folders in _QUICK_FOLDERS:
        quick = tuple(file for file in found if file.startswith(folders))
        if quick:
            return quick
    return ()
