"""The register of goals: from proposed to confirmed, revised or rejected with the patient.

Earlier states are kept by the versions of the register, not in its rows. What a goal says is
never judged.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.guards import Guard
from tandem_validators.errors import Problem, RuleRefused

_ANSWERED_STATES = ["confirmed", "revised", "rejected"]
_UNKNOWN = Guard(
    "goals",
    "goal_id",
    "is not known for this case",
    "Leave the id empty for a new goal, or use one of this case.",
    "PCG-04",
)
_UNDATED = Guard(
    "goals",
    "confirmed_on",
    "is empty for a goal the patient answered",
    "Give the date on which the patient was asked.",
    "PCG-04",
)
_BACK = Guard(
    "goals",
    "state",
    "goes back to proposed",
    "Record a new goal, or the state revised.",
    "PCG-04",
)


@implements("PCG-03", "PCG-04", "CMP-04")
def merge_goals(register: pl.DataFrame, recorded: pl.DataFrame, call_date: date) -> pl.DataFrame:
    """Return the register after a call: new goals added, changed goals in their new state.

    `recorded` has the columns of `goals`; an empty goal_id is a new goal and gets the next number
    of its case and call. Raises RuleRefused as `goal_problems` says.
    """
    problems = goal_problems(register, recorded, "goals")
    if problems:
        raise RuleRefused(problems)
    named = with_goal_ids(recorded, call_date).select(register.columns)
    kept = register.join(named, on="goal_id", how="anti", maintain_order="left")
    return pl.concat([kept, named]).sort("goal_id")


def with_goal_ids(recorded: pl.DataFrame, call_date: date) -> pl.DataFrame:
    """Return the goals with an id for each new one: call date, case and number."""
    is_new = pl.col("goal_id").is_null()
    number = is_new.cum_sum().over("case_id").cast(pl.String)
    new_id = pl.concat_str(
        pl.lit(f"{call_date:%Y%m%d}"), "case_id", pl.lit("goal"), number, separator="-"
    )
    return recorded.with_columns(goal_id=pl.when(is_new).then(new_id).otherwise("goal_id"))


@implements("PCG-04")
def goal_problems(register: pl.DataFrame, recorded: pl.DataFrame, source: str) -> list[Problem]:
    """Return what is wrong with recorded goals: an unknown id, no date, a step back to proposed."""
    before = register.select("goal_id", "case_id", was="state")
    changed = recorded.filter(pl.col("goal_id").is_not_null()).join(
        before, on=["goal_id", "case_id"], how="left", maintain_order="left"
    )
    unknown = changed.filter(pl.col("was").is_null())
    answered = recorded.filter(pl.col("state").is_in(_ANSWERED_STATES))
    undated = answered.filter(pl.col("confirmed_on").is_null())
    back = changed.filter((pl.col("state") == "proposed") & (pl.col("was") != "proposed"))
    return [
        *_UNKNOWN.problems(source, unknown),
        *_UNDATED.problems(source, undated),
        *_BACK.problems(source, back),
    ]
