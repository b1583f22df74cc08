"""`tandem demo`: a whole cycle on invented people, with scripted answers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tandem_flows.cli.options import JsonOption
from tandem_flows.cli.output import Table, note, print_table
from tandem_flows.cli.site import built_site

if TYPE_CHECKING:
    from tandem_flows.demo.tell import Story

_FOLDER = Path("build") / "demo"


def demo(
    workspace: Annotated[
        Path, typer.Option("--workspace", "-w", help="Where the demonstration goes.")
    ] = _FOLDER,
    as_json: JsonOption = False,
) -> None:
    """Run a whole cycle on invented people.

    Two practices, two calls, and what follows in the months after, with scripted answers. It ends
    with a table of what happened and where it lies. An earlier demonstration there is replaced.

    \b
    Example:
      tandem demo --workspace build/demo
    """
    from tandem_flows.demo.run import run_demo

    story = run_demo(workspace, note)
    note("Building the site from the same guideline ...")
    out, pages = built_site()
    rows = tuple((line.what, *line.counts, line.look) for line in story.lines)
    print_table(Table(("what", *story.practices, "look"), rows), as_json=as_json)
    if not as_json:
        typer.echo(_where(story))
        typer.echo(f"The guideline as {pages} pages: {_shown(out / 'index.html')}")


def _where(story: Story) -> str:
    folder, practice = _shown(story.folder), story.practices[0]
    tandem = _shown(Path(sys.argv[0]).absolute())
    return f"""
The workspace is {folder}. Look around:
  {tandem} show decisions -w {folder} -p {practice}
  {tandem} status -w {folder} --as-of 2026-01-20
  {tandem} audit trace SHR-03 -w {folder} -p {practice}"""


def _shown(path: Path) -> Path:
    """Return the path as one would type it from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
