"""Who leaves the tracking list: patients who respond, are admitted, lose coverage or die."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements


@implements("TRK-05")
def leave_tracking(
    tracking_list: pl.DataFrame,
    attempts: pl.DataFrame,
    admissions: pl.DataFrame,
    ended: pl.DataFrame,
    as_of: date,
) -> pl.DataFrame:
    """Return the tracking list with the day on which each patient left it, up to `as_of`.

    A patient leaves on the first of: an attempt after entry that reached them (`attempts`), an
    admission after entry (`admissions`: case_id, admitted_on), or the end of the case for another
    reason (`ended`: case_id, ended_on; coverage, death, a decision of a later call).
    """
    reached = _days(attempts, "contact_on", pl.col("result") == "reached") + _days(
        admissions, "admitted_on"
    )
    over = _days(ended, "ended_on")
    rows = [
        row | {"exited_on": row["exited_on"] or _left_on(row, reached, over, as_of)}
        for row in tracking_list.iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema=tracking_list.schema)


def _left_on(
    row: dict[str, object],
    reached: list[tuple[str, date]],
    over: list[tuple[str, date]],
    as_of: date,
) -> date | None:
    case_id, entered_on = row["case_id"], row["entered_on"]
    assert isinstance(entered_on, date)
    # On the day of entry itself, an attempt or admission was known and did not count.
    days = [on for case, on in reached if case == case_id and entered_on < on <= as_of]
    # An end that is learned late may lie before the entry; the patient left when they entered.
    days += [max(on, entered_on) for case, on in over if case == case_id and on <= as_of]
    return min(days, default=None)


def _days(frame: pl.DataFrame, column: str, only: pl.Expr | None = None) -> list[tuple[str, date]]:
    if frame.is_empty():
        return []
    kept = frame if only is None else frame.filter(only)
    return list(kept.select("case_id", column).drop_nulls().iter_rows())
