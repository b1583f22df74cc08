"""`tandem site`: publishing the written process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tandem_flows.cli.output import working

if TYPE_CHECKING:
    from http.server import ThreadingHTTPServer

site = typer.Typer(no_args_is_help=True, help="Publish the written process.")

_DRAFT = Path("build") / "site" / "draft"
_HOST = "127.0.0.1"  # this machine only: publishing is copying the folder


@site.command("build")
def build() -> None:
    """Build the pages of the draft.

    They are written to build/site/draft. Refused, with one list, while guideline, code, schemas
    and tests disagree.

    \b
    Example:
      tandem site build
    """
    out, pages = built_site()
    typer.echo(f"{pages} pages: {out / 'index.html'}")


@site.command("serve")
def serve(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="On which port.")] = 8000,
) -> None:
    """Build the pages and show them on this machine.

    Ends with Ctrl+C. Nobody else can reach it.

    \b
    Example:
      tandem site serve --port 8000
    """
    out, pages = built_site()
    with _server(out, port) as server:
        typer.echo(f"{pages} pages at http://{_HOST}:{server.server_port}/ (Ctrl+C ends it)")
        server.serve_forever()


def built_site() -> tuple[Path, int]:
    """Build the draft; return its folder and how many pages it has."""
    from tandem_flows.cli.check import repository
    from tandem_site.build import build_site

    out = repository() / _DRAFT
    with working("Building the pages"):
        return out, build_site(repository(), out)


def _server(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of `folder`; raise InputRefused when the port is taken."""
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    from tandem_validators.errors import InputRefused, Problem

    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    try:
        return ThreadingHTTPServer((_HOST, port), handler)
    except OSError:
        problem = Problem(f"port {port}", "cannot be used", "Name another with `--port`.")
    raise InputRefused(problem)
