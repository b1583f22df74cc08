"""A practice's list in another practice's inbox is refused before anything of it is stored."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.inbox.opened import InboxFile, source_hash
from tandem_flows.marks import implements
from tandem_flows.rules.own_list import owners_of
from tandem_flows.source.people import all_members
from tandem_validators.errors import InputRefused, Problem

_REMEDY = "Move it to that practice's inbox, and tell whoever put it here. Nothing was stored."


@implements("PIL-03")
def refuse_another_practices_list(desk: Desk, path: InboxFile, practice_list: pl.DataFrame) -> None:
    """Raise InputRefused when the list is another practice's of this workspace.

    That is so when the same file lies in the other's inbox, or when the plan attributes more of its
    patients to the other practice than to this one.
    """
    ours, others = desk.practice.practice_id, set(desk.workspace.profile.practices)
    others.discard(ours)
    for other in sorted(others):
        if _holds_the_same(desk.workspace.inbox(other), path):
            what = f"is the very file that lies in the inbox of {other}"
            raise InputRefused(Problem(path.name, what, _REMEDY))
    owners = owners_of(practice_list, all_members(desk.source, desk.as_of), {ours, *others})
    rows = dict(owners.iter_rows())
    first = owners["practice_id"][0] if owners.height else ours
    if rows.get(first, 0) > rows.get(ours, 0):
        what = f"names {rows[first]} patients of {first} and {rows.get(ours, 0)} of this practice"
        raise InputRefused(Problem(path.name, what, _REMEDY))


def _holds_the_same(inbox: Path, path: InboxFile) -> bool:
    other = inbox / path.name
    return other.is_file() and source_hash(other) == source_hash(path)
