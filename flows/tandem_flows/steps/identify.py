"""Identifying: each side's list of its highest-risk patients, by its own definition."""

from __future__ import annotations

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.inbox.opened import InboxFile
from tandem_flows.inbox.practice_list import (
    LIST_ENDINGS,
    find_practice_list,
    read_practice_list,
    the_one_list,
)
from tandem_flows.marks import implements
from tandem_flows.rules.days import add_months
from tandem_flows.source.members import high_risk_members
from tandem_flows.steps.arrivals import arrived, travels_sealed
from tandem_flows.steps.definition import Result, step
from tandem_flows.steps.notes import deviation_note
from tandem_flows.steps.own_list import refuse_another_practices_list
from tandem_flows.steps.refusals import refusals_on_record
from tandem_flows.store.entries import Entry


@step(
    "identify",
    word="identify",
    title="Name the highest-risk patients",
    reads=(),
    writes=("plan_list", "practice_list"),
    needs_source=True,
)
@implements("IDN-01", "IDN-02", "IDN-03", "SHR-01")
def identify(desk: Desk) -> Result:
    """Make the plan's list and take in the practice's; a new pair of lists opens a round."""
    path = _practice_list(desk)
    with refusals_on_record(desk, "practice_list_refused", path):
        received = read_practice_list(path, desk.practice.risk_definition, desk.as_of)
        refuse_another_practices_list(desk, path, received.frame)
    desk.note_file(path.name, received.source_hash)
    plan_list = high_risk_members(
        desk.source,
        desk.practice.practice_id,
        desk.as_of,
        desk.values,
        desk.workspace.profile.plan_risk_definition,
    )
    if _needs_round(desk, received.source_hash):
        desk.open_round()
    desk.hand_on("plan_list", plan_list, "IDN-01", notes=_size_notes(desk, plan_list, "plan"))
    channel = {"channel": desk.practice.channel}
    desk.hand_on(
        "practice_list",
        received.frame,
        "IDN-01",
        "SHR-01",
        organisation="practice",
        source_hash=received.source_hash,
        details=channel,
        notes=_size_notes(desk, received.frame.filter(~pl.col("is_added_late")), "practice"),
    )
    counts = {"plan_list": plan_list.height, "practice_list": received.frame.height}
    return Result(
        f"{counts['plan_list']} by the plan, {counts['practice_list']} by the practice", counts
    )


def _practice_list(desk: Desk) -> InboxFile:
    """Return the practice's list; raise InputRefused when there is none, or two, or a wrong one."""
    if not travels_sealed(desk):
        return find_practice_list(desk.workspace.inbox(desk.practice.practice_id))
    names = [f"practice_list{ending}" for ending in LIST_ENDINGS]
    found = [file for name in names if (file := arrived(desk, name)) is not None]
    return the_one_list(found, desk.practice.practice_id)


def _needs_round(desk: Desk, source_hash: str) -> bool:
    """Whether a new pair of lists begins a round: the time has come, and the list is a new one."""
    if not desk.has_round:
        return True
    months = desk.values.number("round_months")
    is_over = desk.as_of >= add_months(desk.round.opened_on, months)
    return is_over and desk.store.last_source("practice_list") != source_hash


def _size_notes(desk: Desk, listed: pl.DataFrame, organisation: str) -> tuple[Entry, ...]:
    """Note by how many a list differs from the agreed length: a deviation, not an error."""
    differs_by = abs(listed.height - desk.values.number("list_size"))
    return deviation_note(desk, "list_size_differs", differs_by, organisation=organisation)
