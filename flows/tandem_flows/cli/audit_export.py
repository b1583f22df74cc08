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

    from tandem_flows.audit.examine import Examined
    from tandem_flows.audit.seal import Seal
    from tandem_flows.workspace.folder import Workspace

# what an export cannot show by itself, whatever is in it
_SENDERS = (
    "the period",
    "the waivers",
    "by which program it was made",
    "which practice each record is of",
    "that no practice is left out",
)


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
    from tandem_flows.audit.gather import guideline_in_force, partnerships
    from tandem_flows.workspace.folder import Workspace

    workspace = Workspace(folder)
    kept = partnerships(workspace, chosen or workspace.profile.practices)
    if not kept:
        remedy = "Run `tandem run ready` for a practice first."
        raise InputRefused(Problem("workspace", "has nothing on record yet", remedy))
    runs = _runs(workspace) if with_runs else None
    waivers = workspace.profile.waivers
    folder_in_force = guideline_in_force(workspace)
    content = export(
        kept, workspace.guideline, folder_in_force, waivers, period, runs, _enclosed(seals)
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
        (one.practice_id, one.entries, "broken" if one.practice_id in broken else "holds", one.head)
        for one in found.index.partnerships
    )
    print_table(Table(("practice", "entries", "chain", "head"), rows), as_json=as_json)
    _tell_reach(found)
    if found.problems:
        raise typer.Exit(1)
    if not heads and not seals:
        note(
            "Compare each head with one that was sent before (--head), or give a seal (--seal): "
            "without it, a record that was forged as a whole cannot be told from a true one."
        )


def _tell_reach(found: Examined) -> None:
    """Say which parts follow from the chained record, and which only the sender answers for."""
    from tandem_flows.audit.manifest import UNCHAINED

    reach = found.reach
    if reach.held:
        note(f"Held against the chained record: {', '.join(reach.held)}.")
    if reach.why:
        note(f"The findings were not worked out again: {reach.why}.")
    if len(found.versions) > 1:
        note(
            f"The record was kept under versions {', '.join(found.versions)} of the guideline; "
            f"{found.index.version} is enclosed, and the findings are drawn with it."
        )
    if found.runs_unknown:
        note(f"{found.runs_unknown} runs that the record names stand not in Prefect's history.")
    only = ", ".join((*reach.by_hash, *_SENDERS))
    note(f"Nobody but the sender answers for: {only}; of manifest, {', '.join(UNCHAINED)}.")


def _enclosed(seals: Sequence[Path]) -> dict[str, bytes]:
    """Return the seals by name; raise InputRefused for one that is not there, or there twice."""
    missing = [path.name for path in seals if not path.is_file()]
    if missing:
        remedy = "Name a seal written by `tandem audit seal`."
        raise InputRefused(Problem(missing[0], "does not exist", remedy))
    found = {path.name: path.read_bytes() for path in seals}
    if len(found) < len(seals):
        raise InputRefused(Problem("seals", "have the same name", "Give each a name of its own."))
    return found


def _runs(workspace: Workspace) -> pl.DataFrame:
    from tandem_flows.orchestrate.run_history import flow_runs
    from tandem_flows.server.local import running_server

    with working("Asking Prefect for its run history"), running_server(workspace):
        return flow_runs()
