"""The record of a follow-up sheet as a step, so that a click and the daily run can start it too."""

from __future__ import annotations

from tandem_flows.desk import Desk
from tandem_flows.marks import implements
from tandem_flows.steps.definition import Result, step
from tandem_flows.steps.follow_up import RECORD_READS, RECORD_WRITES, take_back
from tandem_flows.steps.waiting import inbox_sheets
from tandem_flows.worksheets.kinds import FOLLOW_UP


@step(
    "record_follow_up",
    word="call",
    title="Record a follow-up sheet that came back",
    reads=RECORD_READS,
    writes=RECORD_WRITES,
    needs_call=True,
)
@implements("INF-07", "CMP-03")
def record_follow_up(desk: Desk) -> Result:
    """Record the follow-up sheet of a call that waits in the inbox; without one, nothing is done.

    Such a sheet is sent back on any day, or never: that none waits holds up no cycle.
    """
    if not _waits(desk):
        return Result("no follow-up sheet of this call waits", {"closed": 0})
    closed = take_back(desk)
    steps = "1 next step is" if closed == 1 else f"{closed} next steps are"
    return Result(f"{steps} closed by the follow-up sheet", {"closed": closed})


def _waits(desk: Desk) -> bool:
    sheets, unreadable = inbox_sheets(desk)
    return any(
        sheet.kind == FOLLOW_UP and sheet.call_date == desk.call_date for sheet in sheets
    ) or any(file.is_meant_for((FOLLOW_UP,), desk.call_date) for file in unreadable)
