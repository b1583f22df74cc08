"""Whom the pre-work asks about: the patients of the call, and those still to be reached."""

from __future__ import annotations

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.marks import implements

_ATTEMPTS = ("final_f2f_attempt", "outreach_attempt")


@implements("UNE-01", "TRK-05")
def asked_about(desk: Desk, agenda: pl.DataFrame) -> pl.DataFrame:
    """Return the cases of the call, then those that both sides still try to reach or follow.

    Nobody may discuss these, yet an attempt to reach them or their answer has to be written down.
    """
    is_owed = (pl.col("state") == "open") & pl.col("kind").is_in(_ATTEMPTS)
    tracked = desk.read("tracking_list").filter(pl.col("exited_on").is_null())
    cases = (agenda, desk.read("tasks").filter(is_owed), tracked)
    return pl.concat([frame.select("case_id") for frame in cases]).unique(maintain_order=True)
