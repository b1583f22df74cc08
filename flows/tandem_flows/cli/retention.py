"""`tandem retention`: what is past its time and may go. It deletes nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from tandem_flows.cli.options import AsOfOption, JsonOption, OptionalPractice, WorkspaceOption
from tandem_flows.cli.output import Cell, Table, note, print_table

if TYPE_CHECKING:
    from tandem_flows.workspace.folder import Workspace

_COLUMNS = ("practice", "what", "last_on", "kept_until", "legal_hold")


def retention(
    workspace: WorkspaceOption,
    as_of: AsOfOption,
    practice: OptionalPractice = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also show the cases whose time is not over.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """List the cases and files that are past their time.

    How long is stated in profile.yaml, with its reason. A case is erased with `tandem erase`, a
    file by hand. A case under a legal hold is listed with the day of the hold.

    \b
    Example:
      tandem retention --workspace W
    """
    from tandem_flows.workspace.folder import Workspace

    opened = Workspace(workspace)
    kept = opened.profile.retention
    stated = "" if kept.is_stated else " (profile.yaml states nothing)"
    note(f"Kept for {kept.years} years{stated}: {kept.reason}.")
    names = [opened.practice(practice).practice_id] if practice else list(opened.profile.practices)
    rows = [row for name in names for row in _rows(opened, name, as_of, everything)]
    print_table(Table(_COLUMNS, tuple(rows)), as_json=as_json, empty="Nothing is past its time.")


def _rows(
    workspace: Workspace, practice_id: str, as_of: date, everything: bool
) -> list[tuple[Cell, ...]]:
    from tandem_flows.privacy.retention import case_times, files_past

    store = workspace.store(practice_id)
    times = case_times(workspace, store, as_of) if store.path.is_file() else []
    rows: list[tuple[Cell, ...]] = [
        (
            practice_id,
            time.case_id,
            time.last_on,
            time.kept_until,
            time.hold.since if time.hold else None,
        )
        for time in times
        if time.is_over or everything
    ]
    files = files_past(workspace, practice_id, as_of)
    return rows + [(practice_id, file.file, file.last_on, file.kept_until, None) for file in files]
