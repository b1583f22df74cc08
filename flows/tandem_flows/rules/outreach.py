"""Trying again and letting go: whose turn it is, how often, and when a patient is tracked.

Both sides' attempts count together; who answered is in `answers`. The attempts as such are recorded
by people.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.answers import ANSWERED, IS_FAILED, declined_cases, since_reached
from tandem_flows.rules.days import shift_days
from tandem_validators.guideline.values import Values

# Written for frames what `tracking.attempts.is_owed_attempt` says of one attempt; a test compares.
_AFTER_FLAG = (pl.col("contact_on") > pl.col("flagged_on")) | (
    (pl.col("contact_on") == pl.col("flagged_on")) & (pl.col("purpose") == "final_attempt")
)


@implements("UNE-01", "UNE-02", "UNE-04")
def next_attempt(
    attempts: pl.DataFrame,
    cases: pl.DataFrame,
    as_of: date,
    values: Values,
    closed_days: frozenset[date] = frozenset(),
) -> pl.DataFrame:
    """Return, for each flagged case, which side tries next, by when, and how many tries are left.

    `cases` has case_id and flagged_on. The practice begins; then the side that did not try last.
    Columns case_id, organisation, due_on, attempts_left, final_attempts_owed; the first two are
    empty when no attempt is left or the patient declined. Attempts owed before tracking are made
    even if the attempts in all are used up.
    """
    counts = _still_owed(_counted(attempts, cases, as_of), declined_cases(attempts, as_of), values)
    days = values.number("outreach_attempt_days")
    due_on = pl.max_horizontal("flagged_on", "tried_on").map_elements(
        lambda on: shift_days(on, days, values, closed_days), return_dtype=pl.Date
    )
    turn = pl.when(pl.col("tried_by") == "practice").then(pl.lit("plan"))
    is_left = pl.col("attempts_left") > 0
    return counts.select(
        "case_id",
        organisation=pl.when(is_left).then(turn.otherwise(pl.lit("practice"))),
        due_on=pl.when(is_left).then(due_on),
        attempts_left="attempts_left",
        final_attempts_owed="final_attempts_owed",
    )


def _still_owed(counted: pl.DataFrame, declined: pl.DataFrame, values: Values) -> pl.DataFrame:
    """Add attempts_left and final_attempts_owed: none for those reached or left in peace."""
    owed = (values.number("final_attempts") - pl.col("since_flag")).clip(0)
    left = (values.number("max_outreach_attempts") - pl.col("in_all")).clip(0)
    in_peace = pl.col("case_id").is_in(declined["case_id"].implode())
    may_try = ~in_peace & ~pl.col("was_reached")
    return counted.with_columns(
        attempts_left=pl.when(may_try).then(pl.max_horizontal(left, owed)).otherwise(0),
        final_attempts_owed=pl.when(may_try).then(owed).otherwise(0),
    )


@implements("UNE-04", "TRK-02", "MEM-08")
def may_enter_tracking(
    attempts: pl.DataFrame, cases: pl.DataFrame, as_of: date, values: Values
) -> pl.DataFrame:
    """Return whether each flagged case may go on the tracking list, why, and after which attempt.

    `cases` has case_id and flagged_on. At least `final_attempts` attempts must follow the flag, and
    none may have reached the patient since. Who declines without an attempt in person is left in
    peace instead. Columns case_id, may_enter, reason, final_attempt_on.
    """
    counted = _counted(attempts, cases, as_of)
    is_enough = pl.col("since_flag") >= values.number("final_attempts")
    in_person = pl.col("was_face_to_face")
    may = is_enough & ~pl.col("was_reached") & (~pl.col("has_declined") | in_person)
    reason = pl.when("has_declined").then(pl.lit("declined_after_face_to_face"))
    return counted.with_columns(may_enter=may).select(
        "case_id",
        "may_enter",
        reason=pl.when("may_enter").then(reason.otherwise(pl.lit("unengaged"))),
        final_attempt_on=pl.when("may_enter").then("tried_on"),
    )


def _counted(attempts: pl.DataFrame, cases: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """One row a case: attempts in all and since the flag, and what became of them."""
    seen = since_reached(attempts, as_of).join(cases, on="case_id", maintain_order="left")
    in_person = pl.col("channel") == "face_to_face"
    counts = seen.group_by("case_id").agg(
        in_all=IS_FAILED.sum(),
        since_flag=(IS_FAILED & _AFTER_FLAG).sum(),
        was_reached=(_AFTER_FLAG & (pl.col("result") == "reached")).any(),
        has_declined=pl.col("result").filter(ANSWERED).last() == "declined",
        was_face_to_face=(IS_FAILED & _AFTER_FLAG & in_person).any(),
        tried_on=pl.col("contact_on").filter(IS_FAILED).last(),
        tried_by=pl.col("organisation").filter(IS_FAILED).last(),
    )
    flags = cases.join(counts, on="case_id", how="left", maintain_order="left")
    numbers = pl.col("in_all", "since_flag").fill_null(0).cast(pl.Int64)
    answers = pl.col("was_reached", "has_declined", "was_face_to_face").fill_null(False)
    return flags.with_columns(numbers, answers)
