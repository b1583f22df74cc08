"""What the pages refer to: the calls of the six macros."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment, nodes
from jinja2.exceptions import TemplateSyntaxError

from tandem_validators.errors import Problem
from tandem_validators.guideline.model import Page

MACROS = ("clause", "ref", "parameter", "reading", "handoff", "block")


@dataclass(frozen=True)
class Call:
    """A macro in a page: which one, what it names, and where it stands."""

    macro: str
    named: str
    file: str
    line: int

    @property
    def where(self) -> str:
        """The place in words."""
        return f"guidelines/{self.file}, line {self.line}"


def read_calls(page: Page, first_line: int) -> tuple[list[Call], list[Problem]]:
    """Return the macros of a page and what is wrong with how they are written.

    `first_line` is the line of the file on which the body begins.
    """
    try:
        tree = Environment().parse(page.body)
    except TemplateSyntaxError as error:
        where = f"guidelines/{page.file}, line {first_line + error.lineno - 1}"
        what = f"has braces that cannot be read: {error.message}"
        return [], [Problem(where, what, 'Write a macro as `{{ clause("SHR-03") }}`.')]
    found = [_call(node, page, first_line) for node in tree.find_all(nodes.Call)]
    readings = [_reference(node, page, first_line) for node in tree.find_all(nodes.Getattr)]
    calls = [call for call in found if isinstance(call, Call)]
    problems = [problem for problem in found if isinstance(problem, Problem)]
    return calls + [call for call in readings if call is not None], problems


def _call(node: nodes.Call, page: Page, first_line: int) -> Call | Problem:
    line = first_line + node.lineno - 1
    name = node.node.name if isinstance(node.node, nodes.Name) else "?"
    argument = node.args[0] if len(node.args) == 1 else None
    if name in MACROS and isinstance(argument, nodes.Const):
        return Call(name, str(argument.value), page.file, line)
    where = f"guidelines/{page.file}, line {line}"
    remedy = f"Use one of: {', '.join(MACROS)}, with the name in quotes."
    return Problem(where, f"calls '{name}' in a way no page can", remedy)


def _reference(node: nodes.Getattr, page: Page, first_line: int) -> Call | None:
    """Return `p.name` as the reference to a parameter that it is."""
    if not isinstance(node.node, nodes.Name) or node.node.name != "p":
        return None
    return Call("parameter", node.attr, page.file, first_line + node.lineno - 1)
