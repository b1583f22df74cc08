"""M12: how much of what the guideline asks for was done, and done on time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tandem_flows.rules.measures.active import PERCENT
from tandem_flows.rules.measures.duties import Duty
from tandem_flows.rules.measures.figure import ALL, Figure, ratio
from tandem_flows.rules.measures.periods import Period

# Duties of these are no patients: one a call, a summary or a survey of the staff.
_OF_CALLS = ("M12", "M12_EFF-02", "M12_PRI-05", "M12_CAL-24", "M12_SUM-01", "M12_EVL-18")
CORE = (
    "PRE-01", "EFF-02", "PRI-05", "PCG-01", "PCG-04", "LED-01", "CAL-29", "CAL-24", "SUM-01",
    "LED-08", "TRK-03", "EVL-16", "EVL-17", "EVL-18",
)  # fmt: skip


def fidelity(
    duties: Sequence[Duty], waivers: Mapping[str, date], period: Period, as_of: date
) -> list[Figure]:
    """Return M12: the index, and for each clause of the core set what was due and on time.

    Every duty weighs the same; the index is never shown without its parts. A duty of a clause that
    the organisation has waived by its day is counted as waived and left out.
    """
    due = [duty for duty in duties if period.start_on <= duty.due_on <= period.end_on]
    waived = [duty for duty in due if _is_waived(duty, waivers)]
    counted = [duty for duty in due if not _is_waived(duty, waivers)]
    parts = [
        _part(f"M12_{clause}", [d for d in counted if d.clause == clause],
              sum(d.clause == clause for d in waived), period, as_of)
        for clause in CORE
    ]  # fmt: skip
    return [_part("M12", counted, len(waived), period, as_of), *parts]


def _part(measure: str, duties: Sequence[Duty], waived: int, period: Period, as_of: date) -> Figure:
    done = [duty for duty in duties if duty.done_on is not None and duty.done_on <= as_of]
    on_time = sum(duty.done_on <= duty.due_on for duty in done if duty.done_on is not None)
    note = f"due {len(duties)}, done {len(done)}, on time {on_time}, late {len(done) - on_time}"
    return ratio(
        measure, ALL, on_time, len(duties), period, as_of,
        scale=PERCENT, exclusions={"waived": waived}, notes=[note],
        persons=None if measure in _OF_CALLS else len(duties),
    )  # fmt: skip


def _is_waived(duty: Duty, waivers: Mapping[str, date]) -> bool:
    since = waivers.get(duty.clause)
    return since is not None and since <= duty.due_on
