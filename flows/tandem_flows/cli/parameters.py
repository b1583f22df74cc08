"""`tandem parameters`: every value in force, and where the organisation has its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tandem_flows.cli.options import AsOfOption, JsonOption, OptionalWorkspace
from tandem_flows.cli.output import Cell, Table, note, print_table

if TYPE_CHECKING:
    from tandem_validators.guideline.model import Parameter
    from tandem_validators.guideline.values import OwnValue

_COLUMNS = ("parameter", "value", "unit", "allowed", "clauses", "source", "origin")
_OWN_COLUMNS = ("guideline_value", "own_value", "since", "reason")


def parameters(
    as_of: AsOfOption, workspace: OptionalWorkspace = None, as_json: JsonOption = False
) -> None:
    """List every value in force.

    Each with its unit, allowed range, clauses and source.
    Where the origin is `ours`, the sources give no value and the guideline's authors chose one.
    With a workspace, its own values count; the guideline's value, the day since when and the
    reason stand beside them. The clauses it waives are named, with their reasons.

    \b
    Example:
      tandem parameters
      tandem parameters --workspace our-workspace --as-of 2026-06-01
    """
    known, own, to_come = _in_force(workspace, as_of)
    rows = tuple(_row(parameter, own.get(parameter.name)) for parameter in known)
    table = Table((*_COLUMNS, *_OWN_COLUMNS), rows)
    narrow = table.without("own_value") if workspace else table.without(*_OWN_COLUMNS)
    print_table(table if as_json and workspace else narrow, as_json=as_json)
    for value in to_come:
        note(f"From {value.since} on, {value.parameter} is {value.value}: {value.reason}")
    if workspace:
        _state_conformance(workspace, as_of)
    if not as_json:
        ours = sum(parameter.origin == "ours" for parameter in known)
        typer.echo(f"\n{len(known)} values; {ours} are ours: the sources give none.")


def _state_conformance(folder: Path, as_of: date) -> None:
    """Say where the organisation differs from the guideline: its conformance statement."""
    from tandem_flows.rules.conformance import conformance
    from tandem_flows.workspace.folder import Workspace

    workspace = Workspace(folder)
    profile = workspace.profile
    stated = conformance(workspace.guideline, profile.own_values, profile.waivers, as_of)
    for departure in stated:
        clauses = ", ".join(departure.clauses)
        own = departure.what if departure.own_value is None else f"{departure.what} is its own"
        note(f"{clauses}: {own} since {departure.since}: {departure.reason}")
    note(f"Differs from the guideline in {len(stated)} points, each with its reason.")


def _in_force(
    folder: Path | None, as_of: date
) -> tuple[list[Parameter], dict[str, OwnValue], list[OwnValue]]:
    """Return the guideline's parameters, the own values in force, and those to come."""
    if folder is None:
        from tandem_validators.guideline.load import load_guideline

        return list(load_guideline().parameters.values()), {}, []
    from tandem_flows.workspace.folder import Workspace

    workspace = Workspace(folder)
    workspace.values(as_of)  # refuses an own value outside its range
    by_day = sorted(workspace.profile.own_values, key=lambda value: value.since)
    own = {value.parameter: value for value in by_day if value.since <= as_of}
    to_come = [value for value in by_day if value.since > as_of]
    return list(workspace.guideline.parameters.values()), own, to_come


def _row(parameter: Parameter, own: OwnValue | None) -> tuple[Cell, ...]:
    return (
        parameter.name,
        own.value if own else parameter.value,
        parameter.unit,
        parameter.allowed,
        parameter.clauses,
        parameter.source,
        parameter.origin,
        parameter.value,
        own.value if own else None,
        own.since if own else None,
        own.reason if own else None,
    )
