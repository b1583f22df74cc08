"""Handoff of exchange: each shared care plan that was sent to, or came from, the other side."""

from __future__ import annotations

import polars as pl

from tandem_validators.handoffs.column import Handoff, column
from tandem_validators.handoffs.ready import CHANNELS


class Exchanges(Handoff):
    """Every care plan that travelled, in which direction, by which channel, and who was told."""

    case_id: str = column("Case", clause="ELC-03")
    exchanged_on: pl.Date = column("When", clause="ELC-03")
    direction: str = column("Which way", clause="ELC-03", isin=["sent", "received"])
    channel: str = column("How it travelled", clause="ELC-04", isin=CHANNELS)
    file_hash: str = column("Digest of what was exchanged", clause="ELC-03")
    notices: int = column(
        "Care managers told by e-mail, without patient data", clause="ELC-05", unit="people", ge=0
    )
