"""Who is discussed at all when a partnership scales up: a smaller first round, the highest risk.

All are ideas of the source for growing; by default none of them leaves anyone out.
"""

from __future__ import annotations

import math

import polars as pl

from tandem_flows.marks import implements
from tandem_validators.guideline.values import Values


@implements("SCA-03")
def of_first_round(
    combined_list: pl.DataFrame, round_number: int, values: Values
) -> frozenset[str]:
    """Return the cases to discuss in this round: in a first one, maybe not everyone listed.

    With `common_and_extra` a first round takes the patients both named, and up to
    `practice_extra` more of the practice's own in the order of its list.
    """
    everyone = frozenset(combined_list["case_id"])
    if round_number > 1 or values.choice("first_round_patients") == "all_listed":
        return everyone
    is_common = pl.col("origin") == "common"
    own = combined_list.filter(pl.col("origin") == "practice").sort("practice_rank", "case_id")
    extra = own.head(values.number("practice_extra"))["case_id"]
    return frozenset(combined_list.filter(is_common)["case_id"]) | frozenset(extra)


@implements("SCA-04")
def most_at_risk(combined_list: pl.DataFrame, values: Values) -> frozenset[str]:
    """Return the cases whose risk is high enough for a call: the top share of the scored.

    A patient without a score stays: what is not known is not judged. Equal scores stay together.
    """
    scored = combined_list.drop_nulls("risk_score").sort("risk_score", descending=True)
    share = values.number("call_top_percent")
    kept = math.ceil(scored.height * share / 100)
    if kept == scored.height:
        return frozenset(combined_list["case_id"])
    lowest = scored["risk_score"][kept - 1]
    stays = pl.col("risk_score").is_null() | (pl.col("risk_score") >= lowest)
    return frozenset(combined_list.filter(stays)["case_id"])
