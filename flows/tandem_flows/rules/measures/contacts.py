"""Completed contacts with patients or their caregivers: what counts as one."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.rules.measures.records import Records

# A letter cannot answer; a voicemail is an attempt that nobody answered.
_TWO_WAY = ("phone", "face_to_face", "message")


def completed_contacts(records: Records, as_of: date) -> pl.DataFrame:
    """Return each two-way contact up to `as_of`: case_id, on, is_call.

    An attempt that reached the patient by telephone, message or face to face, and a goal that was
    talked over with the patient. `is_call` is true of telephone calls.
    """
    attempts = records.outreach_attempts.filter(
        pl.col("result") == "reached", pl.col("channel").is_in(_TWO_WAY)
    )
    reached = attempts.select(
        "case_id", pl.col("contact_on").alias("on"), (pl.col("channel") == "phone").alias("is_call")
    )
    goals = records.goals.drop_nulls("confirmed_on").select(
        "case_id", pl.col("confirmed_on").alias("on"), pl.lit(False).alias("is_call")
    )
    return pl.concat([reached, goals]).filter(pl.col("on") <= as_of).sort("case_id", "on")
