"""M12: how much of what the guideline asks for was done, and done on time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from tandem_flows.rules.measures.active import PERCENT
from tandem_flows.rules.measures.duties import Duty
from tandem_flows.rules.measures.figure import ALL, LED_BY, Figure, ratio
from tandem_flows.rules.measures.periods import Period

CORE = {
    "PRE-01": "Research by both sides",
    "EFF-02": "Size and length of the call",
    "PRI-05": "Follow-ups first",
    "PCG-01": "A goal",
    "PCG-04": "The goal talked over with the patient",
    "LED-01": "A lead with both names",
    "CAL-29": "Next steps",
    "CAL-24": "Next patients",
    "SUM-01": "Summary",
    "LED-08": "Reports where the plan leads",
    "TRK-03": "Reports of tracking",
    "EVL-16": "Later question on health",
    "EVL-17": "Question on recommending",
    "EVL-18": "Survey of the staff",
}


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


def fidelity_by_lead(
    duties: Sequence[Duty],
    decisions: pl.DataFrame,
    waivers: Mapping[str, date],
    period: Period,
    as_of: date,
) -> list[Figure]:
    """Return the index for each lead, of what was asked for its patients.

    The lead is the one last decided by the duty's day, as the handoff `decisions` has it; what is
    asked of a call, for a summary or for the staff is nobody's.
    """
    leads = _leads(decisions)
    of_patients = [duty for duty in duties if duty.case_id is not None]
    led = [(_lead_on(leads.get(duty.case_id or "", []), duty.due_on), duty) for duty in of_patients]
    found = []
    for lead, cohort in LED_BY.items():
        mine = [duty for by, duty in led if by == lead]
        index = fidelity(mine, waivers, period, as_of)[0]
        found.append(replace(index, cohort=cohort))
    return found


def _leads(decisions: pl.DataFrame) -> dict[str, list[tuple[date, str]]]:
    """Return by case the days on which a lead was decided, and which, the earliest first."""
    found: dict[str, list[tuple[date, str]]] = {}
    decided = decisions.drop_nulls("lead").sort("call_date")
    for case_id, on, lead in decided.select("case_id", "call_date", "lead").iter_rows():
        found.setdefault(case_id, []).append((on, lead))
    return found


def _lead_on(decided: Sequence[tuple[date, str]], on: date) -> str | None:
    so_far = bisect_right(decided, on, key=lambda one: one[0])
    return decided[so_far - 1][1] if so_far else None


def _part(measure: str, duties: Sequence[Duty], waived: int, period: Period, as_of: date) -> Figure:
    done = sum(duty.done_on is not None and duty.done_on <= as_of for duty in duties)
    kept = [duty for duty in duties if _is_on_time(duty, as_of)]
    missed = [duty for duty in duties if not _is_on_time(duty, as_of)]
    # what is asked of a call, for a summary or of the staff is no patient's
    is_of_patients = bool(_patients(duties)) or not duties
    persons, counted, uncounted = (
        len(_patients(those)) if is_of_patients else None for those in (duties, kept, missed)
    )
    note = f"due {len(duties)}, done {done}, on time {len(kept)}, late {done - len(kept)}"
    return ratio(
        measure, ALL, len(kept), len(duties), period, as_of,
        scale=PERCENT, exclusions={"waived": waived}, notes=[note],
        persons=persons, counted=counted, uncounted=uncounted,
    )  # fmt: skip


def _is_on_time(duty: Duty, as_of: date) -> bool:
    return duty.done_on is not None and duty.done_on <= min(duty.due_on, as_of)


def _patients(duties: Sequence[Duty]) -> set[str]:
    return {duty.case_id for duty in duties if duty.case_id is not None}


def _is_waived(duty: Duty, waivers: Mapping[str, date]) -> bool:
    since = waivers.get(duty.clause)
    return since is not None and since <= duty.due_on
