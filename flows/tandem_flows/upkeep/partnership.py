"""Pausing, ending and taking up a partnership: the profile says it, its ledger keeps it.

A partnership that rests keeps all its records; nothing runs for it by itself. One that has ended
refuses every step until it is taken up again.
"""

from __future__ import annotations

from datetime import date

from tandem_flows.store.entries import Circumstances, Entry
from tandem_flows.upkeep.profile_text import set_practice_key, write_whole
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused, Problem

PAUSED, ENDED, RESUMED = "paused", "ended", "resumed"
_KEYS = {PAUSED: "paused_since", ENDED: "ended_on"}


def change_partnership(
    workspace: Workspace, practice_id: str, to: str, on: date, reason: str, operator: str
) -> str:
    """Pause, end or resume a partnership from a day; return in words what is so now.

    The reason is a code. Raises InputRefused when it is so already.
    """
    practice = workspace.practice(practice_id)
    now = practice.rests_on(on)
    if to == (now or RESUMED):
        what = f"is {now} already" if now else "is neither paused nor ended"
        remedy = "Nothing needs to be done."
        raise InputRefused(Problem(f"partnership {practice_id}", f"{what} on {on}", remedy))
    path = workspace.folder / "profile.yaml"
    text = path.read_text(encoding="utf-8")
    for state, key in _KEYS.items():
        text = set_practice_key(text, practice_id, key, on if state == to else None)
    _record(workspace, practice_id, to, on, reason, operator)
    write_whole(path, text)
    return f"{practice_id} is {to} from {on} on."


def circumstances(workspace: Workspace, as_of: date, operator: str) -> Circumstances:
    """Return under what a record by hand is made."""
    return Circumstances(
        as_of=as_of,
        operator=operator,
        operator_basis="os_user",
        guideline_version=workspace.guideline.version,
        guideline_digest=workspace.guideline.digest,
        values_digest=workspace.values(as_of).digest(),
    )


def _record(
    workspace: Workspace, practice_id: str, to: str, on: date, reason: str, operator: str
) -> None:
    store = workspace.store(practice_id)
    if not store.path.is_file():
        store.create()
    entry = Entry("partnership", "ready", (), code=to, done_on=on, details={"reason": reason})
    store.record([entry], circumstances(workspace, on, operator))
