"""Which code a clause's marked functions reach: what they call or name, in their own module and in
those it imports. Read from the source text; a call that only running shows is not seen.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.mutation.mutants import REPOSITORY, marks

_FOLDERS = ("flows", "validators")
_Definition = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign
# A definition: the file it is in and its name there.
Place = tuple[str, str]


@cache
def reached_by(clause: str) -> frozenset[Place]:
    """Return the definitions that the functions marked with `clause` are or lead to."""
    waiting = [
        (mark.file, mark.name.split(".")[0]) for mark in marks().code if mark.clause == clause
    ]
    reached: set[Place] = set()
    while waiting:
        place = waiting.pop()
        if place not in reached:
            reached.add(place)
            waiting += _named_in(*place)
    return frozenset(reached)


@cache
def definitions(file: str) -> Mapping[str, str]:
    """Return the source text of each function, class and constant of a module, by name."""
    text = (REPOSITORY / file).read_text(encoding="utf-8")
    return {
        name: ast.get_source_segment(text, node) or ""
        for node in ast.parse(text).body
        if isinstance(node, _Definition)
        for name in _names(node)
    }


@cache
def _named_in(file: str, name: str) -> list[Place]:
    if not file.endswith(".py"):
        return []
    own, imported = definitions(file), _imported(file)
    if name not in own:
        return imported.get(name, [])
    tree = ast.parse(own[name])
    said = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    elsewhere = [place for word in said for place in imported.get(word, [])]
    return [(file, word) for word in said & set(own)] + elsewhere + _templates(tree, file)


@cache
def _imported(file: str) -> Mapping[str, list[Place]]:
    """Return where each name that a module imports is defined, or imported once more."""
    text = (REPOSITORY / file).read_text(encoding="utf-8")
    imports = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
    return {
        alias.asname or alias.name: [(path, alias.name)]
        for node in imports
        for alias in node.names
        if node.module and (path := _file_of(node.module)) is not None
    }


def _file_of(module: str) -> str | None:
    relative = Path(*module.split("."))
    candidates = (
        Path(folder, name)
        for folder in _FOLDERS
        for name in (relative.with_suffix(".py"), relative / "__init__.py")
    )
    return next((path.as_posix() for path in candidates if (REPOSITORY / path).is_file()), None)


def _templates(tree: ast.AST, file: str) -> list[Place]:
    """The pages that a definition names, which lie beside its module."""
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    names = [text for text in texts if isinstance(text, str) and text.endswith(".j2")]
    return [(Path(file).with_name("templates").joinpath(name).as_posix(), name) for name in names]


def _names(node: _Definition) -> list[str]:
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    if isinstance(node, ast.AnnAssign):
        return [node.target.id] if isinstance(node.target, ast.Name) else []
    return [node.name]
