"""The templates of the audit's pages: everything that is put into one is escaped."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

_FOLDER = Path(__file__).parent / "templates"


def template(name: str) -> Template:
    """Return a template by the name of its file."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["words"] = lambda code: str(code).replace("_", " ")
    environment.filters["share"] = share
    return environment.get_template(name)


def share(part: float, whole: float) -> str:
    """Return a share in words; of nothing there is none."""
    return f"{100 * part / whole:.0f} %" if whole else "none due"
