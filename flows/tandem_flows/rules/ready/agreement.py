"""What plan and practice agreed on their calls, beside the guideline, and how it changed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import polars as pl

from tandem_flows.marks import implements
from tandem_validators.guideline.values import Values

# column of the call series, the parameter beside it, and the clause that asks for it
_AGREED = (
    ("interval_days", "call_interval_days", "RDY-03"),
    ("minutes", "call_minutes", "RDY-03"),
    ("leader", "call_leader", "INF-04"),
)
_DEVIATION = {
    "column": pl.String,
    "agreed": pl.String,
    "in_force": pl.String,
    "clause": pl.String,
}
_CHANGE = {"in_force_on": pl.Date, "interval_days_before": pl.Int64, "interval_days": pl.Int64}


@implements("RDY-03", "INF-04")
def series_deviations(series: pl.DataFrame, values: Values) -> pl.DataFrame:
    """Return each agreement of `series` that differs from the value in force, with its clause."""
    agreed, in_force = series.row(0, named=True), values.as_mapping()
    rows = [
        (column, str(agreed[column]), str(in_force[parameter]), clause)
        for column, parameter, clause in _AGREED
        if agreed[column] != in_force[parameter]
    ]
    return pl.DataFrame(rows, schema=_DEVIATION, orient="row")


@implements("RDY-05")
def interval_changes(versions: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """Return each change of the days between calls, and the day from which it holds.

    `versions` are the call series as agreed one after the other, the oldest first.
    """
    agreed = [series.row(0, named=True) for series in versions]
    rows = [
        (later["first_call_on"], earlier["interval_days"], later["interval_days"])
        for earlier, later in pairwise(agreed)
        if earlier["interval_days"] != later["interval_days"]
    ]
    return pl.DataFrame(rows, schema=_CHANGE, orient="row")
