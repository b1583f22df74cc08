"""The command `tandem`: which commands there are, in which order they are listed."""

from __future__ import annotations

from typing import Annotated

import typer
from typer.main import get_command

from tandem_flows.cli.advance import advance
from tandem_flows.cli.audit import audit
from tandem_flows.cli.backup import backup
from tandem_flows.cli.check import check
from tandem_flows.cli.correct import correct
from tandem_flows.cli.demo import demo
from tandem_flows.cli.disclosures import disclosures
from tandem_flows.cli.doctor import doctor
from tandem_flows.cli.draw import draw
from tandem_flows.cli.erase import erase
from tandem_flows.cli.evaluation import measures
from tandem_flows.cli.exchange import exchange
from tandem_flows.cli.guard import RefusingGroup, hide_unexpected_errors
from tandem_flows.cli.init import init
from tandem_flows.cli.keys import keys
from tandem_flows.cli.match import match
from tandem_flows.cli.parameters import parameters
from tandem_flows.cli.partnership import partnership
from tandem_flows.cli.record import record
from tandem_flows.cli.rekey import rekey
from tandem_flows.cli.restore import restore
from tandem_flows.cli.retention import retention
from tandem_flows.cli.run import run
from tandem_flows.cli.serve import serve
from tandem_flows.cli.show import show
from tandem_flows.cli.site import site
from tandem_flows.cli.status import status
from tandem_flows.cli.task import task
from tandem_flows.cli.upgrade import upgrade
from tandem_flows.cli.weights import weights

app = typer.Typer(
    name="tandem",
    cls=RefusingGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
)


def _show_version(is_asked: bool) -> None:
    if not is_asked:
        return
    from importlib.metadata import version

    from tandem_validators.guideline.load import load_guideline

    typer.echo(f"tandem {version('caretandem')}, guideline {load_guideline().version}")
    raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_show_version,
            is_eager=True,
            help="Show the versions of program and guideline.",
        ),
    ] = False,
) -> None:
    """Run a written guideline for a health plan and a practice."""


app.command("demo")(demo)
app.command("init")(init)
app.command("run")(run)
app.command("record")(record)
app.command("advance")(advance)
app.command("measures")(measures)
app.command("draw")(draw)
app.command("status")(status)
app.command("show")(show)
app.add_typer(task, name="task")
app.add_typer(correct, name="correct")
app.add_typer(exchange, name="exchange")
app.command("match")(match)
app.command("weights")(weights)
app.command("parameters")(parameters)
app.command("check")(check)
app.add_typer(site, name="site")
app.add_typer(audit, name="audit")
app.command("serve")(serve)
app.command("doctor")(doctor)
app.add_typer(keys, name="keys")
app.command("backup")(backup)
app.command("restore")(restore)
app.command("rekey")(rekey)
app.command("retention")(retention)
app.command("erase")(erase)
app.command("disclosures")(disclosures)
app.command("upgrade")(upgrade)
app.add_typer(partnership, name="partnership")


def main() -> None:
    """Run the command that was typed."""
    hide_unexpected_errors()
    get_command(app)(prog_name="tandem")
