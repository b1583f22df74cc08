"""Reads from the text of the handoff models which column carries which clause.

The types and rules of a column are pandera's to tell; this needs no import of pandera.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MODELS = "validators/tandem_validators/handoffs"


@dataclass(frozen=True)
class SchemaColumn:
    """A column of a handoff, the clause that asks for it, and where it is written."""

    handoff: str
    column: str
    clause: str | None
    file: str
    line: int

    @property
    def anchor(self) -> str:
        """Its anchor in the data dictionary."""
        return f"{self.handoff}-{self.column}"


@dataclass(frozen=True)
class HandoffDeclaration:
    """A handoff of the registry: its name and the class of its model."""

    name: str
    model: str
    line: int


def read_handoffs(repository: Path) -> list[HandoffDeclaration]:
    """Return the handoffs that the registry declares, in the order of the process."""
    tree = ast.parse((repository / MODELS / "registry.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    specs = [call for call in calls if ast.unparse(call.func) == "HandoffSpec"]
    ordered = sorted(specs, key=lambda call: call.lineno)
    return [
        HandoffDeclaration(ast.literal_eval(call.args[0]), ast.unparse(call.args[1]), call.lineno)
        for call in ordered
    ]


def read_columns(repository: Path) -> list[SchemaColumn]:
    """Return the columns of all handoffs of the registry."""
    names = {handoff.model: handoff.name for handoff in read_handoffs(repository)}
    found: list[SchemaColumn] = []
    for path in sorted((repository / MODELS).glob("*.py")):
        file = path.relative_to(repository).as_posix()
        for model, assignment in _assignments(path):
            name = names.get(f"{path.stem}.{model}")
            if name is not None:
                found.append(_column(assignment, name, file))
    return found


def _assignments(path: Path) -> Iterator[tuple[str, ast.AnnAssign]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for model in tree.body:
        if isinstance(model, ast.ClassDef):
            for statement in model.body:
                if isinstance(statement, ast.AnnAssign) and isinstance(statement.value, ast.Call):
                    yield model.name, statement


def _column(assignment: ast.AnnAssign, handoff: str, file: str) -> SchemaColumn:
    assert isinstance(assignment.value, ast.Call)
    named = {keyword.arg: keyword.value for keyword in assignment.value.keywords}
    clause = ast.literal_eval(named["clause"]) if "clause" in named else None
    name = ast.unparse(assignment.target)
    return SchemaColumn(handoff, name, clause, file, assignment.lineno)
