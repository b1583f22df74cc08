"""`tandem site`: publishing the written process."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tandem_flows.cli.options import read_date, today
from tandem_flows.cli.output import working

if TYPE_CHECKING:
    from http.server import ThreadingHTTPServer

    from tandem_site.publish.whole import Published

site = typer.Typer(no_args_is_help=True, help="Publish the written process.")

_SITE = Path("build") / "site"
_ARCHIVE = Path("build") / "caretandem-site.zip"
_HOST = "127.0.0.1"  # this machine only: publishing is copying the folder


@site.command("build")
def build(
    is_zipped: Annotated[
        bool, typer.Option("--zip", help="Also write the whole site into one zip.")
    ] = False,
) -> None:
    """Build the pages of every version and of the draft.

    They are written to build/site, each version into its own folder. Refused, with one list,
    while guideline, code, schemas and tests disagree, or a released version was changed.

    \b
    Example:
      tandem site build --zip
    """
    published = _published()
    typer.echo(f"{_words(published)}: {published.folder / 'index.html'}")
    if is_zipped:
        from tandem_flows.cli.check import repository
        from tandem_site.publish.archive import zip_folder

        archive = repository() / _ARCHIVE
        with working("Writing the zip"):
            typer.echo(zip_folder(published.folder, archive, archive.stem))


@site.command("serve")
def serve(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="On which port.")] = 8000,
) -> None:
    """Build all versions and show them on this machine.

    Ends with Ctrl+C. Nobody else can reach it.

    \b
    Example:
      tandem site serve --port 8000
    """
    published = _published()
    with site_server(published.folder, port) as server:
        at = f"http://{_HOST}:{server.server_port}/"
        typer.echo(f"{_words(published)} at {at} (Ctrl+C ends it)")
        server.serve_forever()


@site.command("release")
def release(
    version: Annotated[str, typer.Argument(metavar="X.Y.Z", help="The number of the version.")],
    released_on: Annotated[
        date,
        typer.Option(
            "--on",
            parser=read_date,
            metavar="DATE",
            default_factory=today,
            show_default="today",
            help="The day of the release.",
        ),
    ],
) -> None:
    """Freeze the draft as a version that never changes again.

    Its files and a manifest go to guidelines/releases; the draft goes on under the next number.
    Refused, with one list, while anything disagrees, a test of a clause has not passed on these
    sources, or a change since the last release has no kind and reason.

    \b
    Example:
      tandem site release 0.1.0
    """
    from tandem_flows.cli.check import repository
    from tandem_site.releases.freeze import release as freeze

    with working("Checking and freezing the draft"):
        folder = freeze(repository(), version, released_on)
    typer.echo(f"Released {version}: {folder.relative_to(repository())}")


def built_site() -> tuple[Path, int]:
    """Build the draft alone; return its folder and how many pages it has."""
    from tandem_flows.cli.check import repository
    from tandem_site.build import build_site

    out = repository() / _SITE / "draft"
    with working("Building the pages"):
        return out, build_site(repository(), out)


def _published() -> Published:
    from tandem_flows.cli.check import repository
    from tandem_site.publish.whole import publish_site

    with working("Building the pages"):
        return publish_site(repository(), repository() / _SITE)


def _words(published: Published) -> str:
    versions = ", ".join(published.versions)
    return f"{published.pages} pages in {len(published.versions)} versions ({versions})"


def site_server(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of `folder`; raise InputRefused when the port is taken."""
    from functools import partial
    from http.server import ThreadingHTTPServer

    from tandem_site.publish.served import SiteHandler
    from tandem_validators.errors import InputRefused, Problem

    handler = partial(SiteHandler, directory=str(folder))
    try:
        return ThreadingHTTPServer((_HOST, port), handler)
    except OSError:
        problem = Problem(f"port {port}", "cannot be used", "Name another with `--port`.")
    raise InputRefused(problem)
