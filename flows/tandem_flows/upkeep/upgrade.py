"""Going to a released version of the guideline: what changes, which own values do not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tandem_flows.store.entries import Entry
from tandem_flows.upkeep.partnership import circumstances
from tandem_flows.upkeep.profile_text import set_top_key, write_whole
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import GuidelineRefused, Problem
from tandem_validators.guideline.load import load_guideline
from tandem_validators.guideline.model import Guideline, Value
from tandem_validators.guideline.releases import released_folder, version_number


@dataclass(frozen=True)
class Change:
    """A parameter that differs between two versions, and the organisation's own value, if any."""

    parameter: str
    before: Value | None
    after: Value | None
    own: Value | None


@dataclass(frozen=True)
class Upgrade:
    """What a change to another version means for a workspace."""

    version: str
    guideline: Guideline
    changes: tuple[Change, ...]
    misfits: tuple[Problem, ...]


def planned_upgrade(workspace: Workspace, version: str) -> Upgrade:
    """Return what going to `version` means; raise GuidelineRefused when that is no way forward."""
    guideline = load_guideline(released_folder(version))
    now, then = version_number(workspace.profile.guideline), version_number(version)
    if now is not None and then is not None and then <= now:
        what = f"is not later than {workspace.profile.guideline}, which is in force"
        remedy = "Name a later release; what began under an earlier one is read under that one."
        raise GuidelineRefused(Problem(f"guideline {version}", what, remedy))
    changes = tuple(_changes(workspace, guideline))
    return Upgrade(version, guideline, changes, tuple(_misfits(workspace, guideline)))


def upgrade(workspace: Workspace, planned: Upgrade, on: date, operator: str) -> Workspace:
    """Put the version in force and record it in every ledger; return the workspace anew.

    Raises GuidelineRefused with every own value and waiver that no longer fits; nothing is changed.
    """
    if planned.misfits:
        raise GuidelineRefused(planned.misfits)
    path = workspace.folder / "profile.yaml"
    before = workspace.profile.guideline
    text = path.read_text(encoding="utf-8")
    write_whole(path, set_top_key(text, "guideline", planned.version))
    upgraded = Workspace(workspace.folder)
    details = {"from": before, "to": planned.version, "digest": planned.guideline.digest}
    entry = Entry("guideline", "ready", (), code="upgrade", done_on=on, details=details)
    for name in upgraded.profile.practices:
        store = upgraded.store(name)
        if store.path.is_file():
            store.record([entry], circumstances(upgraded, on, operator))
    return upgraded


def _changes(workspace: Workspace, guideline: Guideline) -> Iterator[Change]:
    before, after = workspace.guideline.parameters, guideline.parameters
    own = {value.parameter: value.value for value in workspace.profile.own_values}
    for name in sorted({*before, *after}):
        old = before[name].value if name in before else None
        new = after[name].value if name in after else None
        if old != new:
            yield Change(name, old, new, own.get(name))


def _misfits(workspace: Workspace, guideline: Guideline) -> Iterator[Problem]:
    version = guideline.version
    for own in workspace.profile.own_values:
        where = f"profile.yaml, value of {own.parameter}"
        parameter = guideline.parameters.get(own.parameter)
        if parameter is None:
            what = f"names a parameter that {version} does not have"
            yield Problem(where, what, "Remove it from profile.yaml.")
        elif not parameter.allows(own.value):
            what = f"is {own.value}, outside {parameter.allowed} in {version}"
            yield Problem(where, what, "Choose a value inside the range.")
    for waiver in workspace.profile.waivers:
        if waiver.clause not in guideline.clauses:
            what = f"names a clause that {version} does not have"
            where = f"profile.yaml, waiver of {waiver.clause}"
            yield Problem(where, what, "Remove it from profile.yaml.")
