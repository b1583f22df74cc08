"""Everything that was promised and is still open: what, by whom, by when, the latest first.

Here: next steps, updates that a lead owes, and reports that the plan owes on tracked patients. Not
here: what the software itself owes (`due`).
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements

COLUMNS = (
    "kind",
    "case_id",
    "action",
    "organisation",
    "owner",
    "due_on",
    "report_back_on",
    "call_date",
    "is_late",
)
NEXT_STEP, UPDATE, REPORT = "next step", "update", "report"
_NO_DAY, _NO_TEXT = pl.lit(None, dtype=pl.Date), pl.lit(None, dtype=pl.String)


@implements("INF-07", "INF-02", "CMP-03")
def promised(
    tasks: pl.DataFrame, decisions: pl.DataFrame, tracking_list: pl.DataFrame, as_of: date
) -> pl.DataFrame:
    """Return what is still owed on `as_of`, in COLUMNS: late ones first, then by the day due.

    Frames in the columns of the handoffs. Where no person is named, `owner` is empty and the side
    owes it.
    """
    parts = [_next_steps(tasks), _updates(decisions), _reports(tracking_list)]
    return _late_first(pl.concat([part.select(COLUMNS[:-1]) for part in parts]), as_of)


@implements("INF-07")
def promised_steps(tasks: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Return the open next steps alone, as `promised` returns them."""
    return _late_first(_next_steps(tasks).select(COLUMNS[:-1]), as_of)


@implements("INF-07")
def counts(owed: pl.DataFrame, names: tuple[str, ...]) -> pl.DataFrame:
    """Return for each of `names` how much is open and late, and the first day due; late first.

    `names` are organisation, or organisation and owner.
    """
    found = owed.group_by(names).agg(
        pl.len().alias("open"),
        pl.col("is_late").sum().alias("late"),
        pl.col("due_on").min().alias("first_due_on"),
    )
    order = ["late", "first_due_on", *names]
    return found.sort(order, descending=[True, *[False] * (len(order) - 1)])


def _late_first(owed: pl.DataFrame, as_of: date) -> pl.DataFrame:
    late = (pl.col("due_on") < as_of).alias("is_late")
    return owed.with_columns(late).sort("due_on", "organisation", "owner", "case_id")


def _next_steps(tasks: pl.DataFrame) -> pl.DataFrame:
    return tasks.filter(state="open").with_columns(
        pl.lit(NEXT_STEP).alias("kind"), pl.col("owner_organisation").alias("organisation")
    )


def _updates(decisions: pl.DataFrame) -> pl.DataFrame:
    """Return the next update on each patient who has a lead, as the latest call set it."""
    latest = decisions.sort("call_date").group_by("case_id", maintain_order=True).last()
    return latest.drop_nulls(["lead", "next_update_on"]).with_columns(
        pl.lit(UPDATE).alias("kind"),
        pl.lit("Tell how the patient is").alias("action"),
        pl.col("lead").replace("joint", "plan and practice").alias("organisation"),
        _NO_TEXT.alias("owner"),
        pl.col("next_update_on").alias("due_on"),
        _NO_DAY.alias("report_back_on"),
    )


def _reports(tracking_list: pl.DataFrame) -> pl.DataFrame:
    return tracking_list.filter(pl.col("exited_on").is_null()).with_columns(
        pl.lit(REPORT).alias("kind"),
        pl.lit("Report on the patient's claims").alias("action"),
        pl.lit("plan").alias("organisation"),
        _NO_TEXT.alias("owner"),
        pl.col("next_report_on").alias("due_on"),
        _NO_DAY.alias("report_back_on"),
        _NO_DAY.alias("call_date"),
    )
