"""Templates: an organisation's own in the workspace's folder `templates`, and ours below them.

A template named after one kind of document (`summary.html.j2`) goes before the one for all of them
(`paper.html.j2`). Here: finding and filling them. A message never holds what a document says.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.sandbox import SandboxedEnvironment

from tandem_validators.errors import InputRefused, Problem

OURS = Path(__file__).parent / "templates"
_REMEDY = "Mend it beside its original in templates/originals, or take it away to use ours."


def found(folder: Path | None, kind: str, ending: str) -> Path | None:
    """Return the organisation's own template of a kind of document, or for all; else None."""
    names = (f"{kind}{ending}", f"paper{ending}")
    paths = [folder / name for name in names] if folder else []
    return next((path for path in paths if path.is_file()), None)


def filled(folder: Path | None, kind: str, ending: str, data: Mapping[str, Any]) -> str:
    """Return a text template filled with `data`: every value is quoted, no code of it is run.

    Raises InputRefused with the file and line when the organisation's own template cannot be used.
    """
    environment = _environment(folder)
    try:
        return environment.select_template([f"{kind}{ending}", f"paper{ending}"]).render(data)
    except TemplateSyntaxError as error:
        where = f"templates/{error.name}, line {error.lineno}"
        problem = Problem(where, "is not written as a template is", _REMEDY)
    except (TemplateError, TypeError, ValueError) as error:
        where = f"templates/{kind}{ending} or paper{ending}{_line_of(error)}"
        problem = Problem(where, "asks for something that documents do not have", _REMEDY)
    raise InputRefused(problem)


@cache
def _environment(folder: Path | None) -> SandboxedEnvironment:
    """Return what finds and reads templates; a file that changed since is read anew."""
    own = [FileSystemLoader(folder)] if folder else []
    ours = FileSystemLoader(OURS)
    return SandboxedEnvironment(
        loader=ChoiceLoader([*own, ours, PrefixLoader({"ours": ours})]),
        autoescape=lambda name: name is None or ".html" in name,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def refused(template: Path) -> InputRefused:
    """Return the refusal of a template that cannot be set; it never tells what stands in it."""
    if template.parent == OURS:
        remedy = "Use the page of the same name, and report this."
        return InputRefused(Problem(f"template {template.name}", "cannot set this file", remedy))
    return InputRefused(Problem(f"templates/{template.name}", "cannot be set", _REMEDY))


def _line_of(error: Exception) -> str:
    trace, line = error.__traceback__, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith((".j2", ".txt")):
            line = trace.tb_lineno
        trace = trace.tb_next
    return f", line {line}" if line else ""
