"""What Python text says of the guideline: clauses marked, parameters read, steps declared.

How the text is read is `mark_reader`'s business.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tandem_validators.errors import Problem


@dataclass(frozen=True)
class Mark:
    """A function (or test) that names a clause, with the line where it begins."""

    clause: str
    file: str
    line: int
    name: str


@dataclass(frozen=True)
class ParameterUse:
    """A place in the code that reads a parameter by its name."""

    parameter: str
    file: str
    line: int


@dataclass(frozen=True)
class StepDeclaration:
    """A step that the code declares: its name, its word, and the handoffs it reads and writes."""

    name: str
    word: str
    handoffs: tuple[str, ...]
    file: str
    line: int


@dataclass
class Marks:
    """All that was found; `problems` are marks whose clauses cannot be read from the text."""

    code: list[Mark] = field(default_factory=list)
    tests: list[Mark] = field(default_factory=list)
    uses: list[ParameterUse] = field(default_factory=list)
    steps: list[StepDeclaration] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
