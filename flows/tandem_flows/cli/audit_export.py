"""`tandem audit export` and the check of its file: what an auditor takes away, and trusts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tandem_flows.cli.output import Table, note, print_table, working
from tandem_validators.errors import InputRefused, Problem

if TYPE_CHECKING:
    import polars as pl

    from tandem_flows.audit.again import Reach
    from tandem_flows.audit.seal import Seal
    from tandem_flows.workspace.folder import Workspace


def write_export(
    folder: Path,
    chosen: list[str],
    period: tuple[date, date],
    file: Path,
    *,
    with_runs: bool,
    seals: Sequence[Path] = (),
) -> None:
    """Write the export of the chosen practices (all, when none is named) and say what is in it."""
    from tandem_flows.audit.bundle import export
    from tandem_flows.audit.gather import partnerships
    from tandem_flows.workspace.folder import Workspace
    from tandem_validators.guideline.folder import guideline_folder

    workspace = Workspace(folder)
    kept = partnerships(workspace, chosen or workspace.profile.practices)
    if not kept:
        remedy = "Run `tandem run ready` for a practice first."
        raise InputRefused(Problem("workspace", "has nothing on record yet", remedy))
    runs = _runs(workspace) if with_runs else None
    waivers = workspace.profile.waivers
    content = export(
        kept, workspace.guideline, guideline_folder(), waivers, period, runs, _enclosed(seals)
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.chmod(0o600)  # also one that lay there before
    file.write_bytes(content)
    entries = sum(one.ledger.height for one in kept)
    typer.echo(f"{len(kept)} partnerships, {entries} entries: {file}")
    typer.echo(f"Check it anywhere: tandem audit verify {file}")


def verify_export(
    file: Path, heads: list[str], seals: Mapping[str, Seal], *, as_json: bool
) -> None:
    """Print whether an export holds together; exit code 1 when something does not fit."""
    from tandem_flows.audit.examine import examine

    if not file.is_file():
        remedy = "Give a file written by `tandem audit export`."
        raise InputRefused(Problem(file.name, "does not exist", remedy))
    found = examine(file, heads, seals)
    for problem in found.problems:
        note(str(problem))
    broken = {
        problem.where.split(",")[0].split("/")[-1].split(".")[0] for problem in found.problems
    }
    rows = tuple(
        (
            str(one["practice_id"]),
            int(one["entries"]),
            "broken" if one["practice_id"] in broken else "holds",
            str(one["head"]),
        )
        for one in found.index["partnerships"]
    )
    print_table(Table(("practice", "entries", "chain", "head"), rows), as_json=as_json)
    _tell_reach(found.reach)
    if found.problems:
        raise typer.Exit(1)
    if not heads and not seals:
        note(
            "Compare each head with one that was sent before (--head), or give a seal (--seal): "
            "without it, a record that was forged as a whole cannot be told from a true one."
        )


def _tell_reach(reach: Reach) -> None:
    """Say which parts follow from the chained record, and which only the sender answers for."""
    if reach.held:
        note(f"Held against the chained record: {', '.join(reach.held)}.")
    if reach.why:
        note(f"The findings were not worked out again: {reach.why}.")
    only = ", ".join(reach.by_hash)
    note(f"Held against the index only, which its sender wrote: {only}, the period, the waivers.")


def _enclosed(seals: Sequence[Path]) -> dict[str, bytes]:
    """Return the seals to enclose by name; raise InputRefused for a file that is not there."""
    missing = [path.name for path in seals if not path.is_file()]
    if missing:
        remedy = "Name a seal written by `tandem audit seal`."
        raise InputRefused(Problem(missing[0], "does not exist", remedy))
    return {path.name: path.read_bytes() for path in seals}


def _runs(workspace: Workspace) -> pl.DataFrame:
    from tandem_flows.orchestrate.run_history import flow_runs
    from tandem_flows.server.local import running_server

    with working("Asking Prefect for its run history"), running_server(workspace):
        return flow_runs()
