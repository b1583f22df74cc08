"""Reads marks from Python text: clauses of code and tests, parameters read, steps declared.

Nothing is imported, so a broken module cannot hide what it claims, and no flow has to start.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

from tandem_site.marks import Mark, Marks, ParameterUse, StepDeclaration
from tandem_validators.errors import Problem

CODE_FOLDERS = ("flows", "validators")
TEST_FOLDERS = ("tests",)
_READERS_OF_VALUES = ("number", "choice", "flag")
_WORTH_PARSING = ("implements(", "mark.clause(", "@step(", ".number(", ".choice(", ".flag(")


def read_marks(repository: Path) -> Marks:
    """Return the marks of all Python files below `flows/`, `validators/` and `tests/`."""
    marks = Marks()
    for path in _python_files(repository, CODE_FOLDERS + TEST_FOLDERS):
        text = path.read_text(encoding="utf-8")
        if any(word in text for word in _WORTH_PARSING):
            file = path.relative_to(repository).as_posix()
            _read_file(text, file, marks)
    return marks


def _python_files(repository: Path, folders: Iterable[str]) -> list[Path]:
    return [path for name in folders for path in sorted((repository / name).rglob("*.py"))]


def _read_file(text: str, file: str, marks: Marks) -> None:
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        where = f"{file}, line {error.lineno}"
        remedy = "Correct it, so that its marks can be read."
        marks.problems.append(Problem(where, "is not readable Python", remedy))
        return
    _Visitor(file, marks).visit(tree)


class _Visitor(ast.NodeVisitor):
    """Walks one file and remembers in which function or class it is."""

    def __init__(self, file: str, marks: Marks) -> None:
        self.file = file
        self.marks = marks
        self.inside: list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef] = []

    def _definition(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
        self.inside.append(node)
        self.generic_visit(node)
        self.inside.pop()

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = _definition

    def visit_Call(self, node: ast.Call) -> None:
        called = _last_name(node.func)
        if self.file.startswith(TEST_FOLDERS):
            if called == "clause" and _owner(node.func) == "mark" and self._is_test():
                self._mark(node, self.marks.tests, "::")
        elif called == "implements":
            self._mark(node, self.marks.code, ".")
        elif called == "step":
            self._step(node)
        elif _reads_a_value(node):
            self._use(node)
        self.generic_visit(node)

    def _is_test(self) -> bool:
        """Whether pytest collects what stands here: a mark on a helper proves nothing."""
        return not self.inside or self.inside[-1].name.lower().startswith("test")

    def _mark(self, node: ast.Call, found: list[Mark], joint: str) -> None:
        name = joint.join(definition.name for definition in self.inside)
        line = self.inside[-1].lineno if self.inside else node.lineno
        for argument in node.args:
            clause = _text(argument)
            if clause is None:
                self._unreadable(node)
            else:
                found.append(Mark(clause, self.file, line, name))

    def _unreadable(self, node: ast.Call) -> None:
        where = f"{self.file}, line {node.lineno}"
        remedy = 'Write each id in quotes, as in `"SHR-03"`.'
        problem = Problem(where, "names a clause by something other than its id", remedy)
        self.marks.problems.append(problem)

    def _step(self, node: ast.Call) -> None:
        named = {keyword.arg: keyword.value for keyword in node.keywords}
        name = _text(node.args[0]) if node.args else None
        word = _text(named["word"]) if "word" in named else None
        if name is None or word is None:
            return
        handoffs = _texts(named.get("reads")) + _texts(named.get("writes"))
        self.marks.steps.append(StepDeclaration(name, word, handoffs, self.file, node.lineno))

    def _use(self, node: ast.Call) -> None:
        parameter = _text(node.args[0])
        if parameter is not None:
            self.marks.uses.append(ParameterUse(parameter, self.file, node.lineno))


def _reads_a_value(node: ast.Call) -> bool:
    """Whether this is `values.number("…")`, `.choice` or `.flag` on values by that name."""
    is_reader = _last_name(node.func) in _READERS_OF_VALUES and len(node.args) == 1
    return is_reader and _owner(node.func).endswith("values")


def _last_name(node: ast.expr) -> str:
    """Return `c` of `a.b.c`, and of `a.b.c()`; nothing of what has no name."""
    if isinstance(node, ast.Call):
        return _last_name(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _owner(node: ast.expr) -> str:
    """Return `b` of `a.b.c`."""
    return _last_name(node.value) if isinstance(node, ast.Attribute) else ""


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _texts(node: ast.expr | None) -> tuple[str, ...]:
    items = node.elts if isinstance(node, ast.Tuple | ast.List) else []
    return tuple(text for item in items if (text := _text(item)) is not None)
