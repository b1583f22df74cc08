"""What is told as Prefect's events, for automations: something is late, or a report is due.

An event holds the partnership, what it is about, a count and a day; never a case.
"""

from __future__ import annotations

from datetime import date

from prefect.events import emit_event

from tandem_flows.orchestrate.board import Board

PREWORK_LATE = "tandem.prework.late"
SUMMARY_LATE = "tandem.summary.late"
REPORT_DUE = "tandem.tracking-report.due"
_LATE = {"research": PREWORK_LATE, "send_summary": SUMMARY_LATE}


def tell_late(board: Board) -> None:
    """Tell of late pre-work and late summaries, and of tracking reports that are owed."""
    for what, count in board.late_things().items():
        if what in _LATE:
            _tell(_LATE[what], board.practice_id, board.as_of, count)
    tell_reports(board.practice_id, board.as_of, board.owed_now("send_tracking_report"))


def tell_reports(practice_id: str, as_of: date, count: int) -> None:
    """Tell that tracking reports have fallen due; nothing when there is none."""
    if count:
        _tell(REPORT_DUE, practice_id, as_of, count)


def _tell(event: str, practice_id: str, as_of: date, count: int) -> None:
    emit_event(
        event=event,
        resource={
            "prefect.resource.id": f"tandem.partnership.{practice_id}",
            "prefect.resource.name": practice_id,
        },
        payload={"count": count, "as_of": as_of.isoformat()},
    )
