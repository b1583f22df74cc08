"""Who may be named as the one who records: the contact ids of both teams, as far as known.

Ids only; names, addresses and telephone numbers stay in the store.
"""

from __future__ import annotations

import re

from tandem_flows.inbox.team import read_team
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import TandemError

ADMINISTRATOR = "administrator"
OPERATOR = re.compile(r"^[A-Za-z0-9._@\\-]{1,64}$")


def contact_ids(workspace: Workspace) -> tuple[str, ...]:
    """Return the ids of all contacts of the workspace that can stand as an operator, sorted."""
    found: set[str] = set()
    for practice_id in workspace.profile.practices:
        found |= _recorded(workspace, practice_id) or _arrived(workspace, practice_id)
    return tuple(sorted(name for name in found if OPERATOR.fullmatch(name)))


def _recorded(workspace: Workspace, practice_id: str) -> set[str]:
    """Return the ids on record; none when the store cannot be opened, which is told elsewhere."""
    try:
        store = workspace.store(practice_id)
        return set(store.read("team").frame["person"]) if store.path.is_file() else set()
    except TandemError:
        return set()


def _arrived(workspace: Workspace, practice_id: str) -> set[str]:
    """Return the ids of a list that waits in the inbox; none when it cannot be read yet."""
    path = workspace.inbox(practice_id) / "team.csv"
    try:
        return set(read_team(path).frame["person"]) if path.is_file() else set()
    except TandemError:
        return set()
