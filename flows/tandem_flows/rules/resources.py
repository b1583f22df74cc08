"""What plan and practice offer and ask of each other for a patient, and what became of it.

A program is named as the directory of programs names it, so that both mean the same.
"""

from __future__ import annotations

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.deviations import of_cases, together

_SAME = ["case_id", "organisation", "program", "kind"]


@implements("ROL-02", "ROL-16", "ROL-17", "CAL-28")
def merge_services(register: pl.DataFrame, recorded: pl.DataFrame) -> pl.DataFrame:
    """Return the register after a call: new rows at its end, and the latest answer to each row.

    A row is the same offer or request when case, organisation, program and kind are the same. An
    empty answer leaves the one that stands.
    """
    latest = recorded.unique(_SAME, keep="last", maintain_order=True)
    answers = latest.select(*_SAME, new_answer="answer")
    known = register.join(answers, on=_SAME, how="left", maintain_order="left")
    answered = known.with_columns(answer=pl.coalesce("new_answer", "answer"))
    new = latest.join(register, on=_SAME, how="anti", maintain_order="left")
    return pl.concat([answered.select(register.columns), new.select(register.columns)])


@implements("ROL-17")
def still_open(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Return the requests of earlier calls that have no answer after this one either."""
    asked = pl.col("kind") == "requested"
    is_open = pl.col("answer").is_null() | (pl.col("answer") == "open")
    earlier = before.filter(asked & is_open).select(_SAME)
    return after.filter(asked & is_open).join(earlier, on=_SAME, how="semi", maintain_order="left")


@implements("LES-05")
def unknown_programs(services: pl.DataFrame, programs: pl.DataFrame) -> pl.DataFrame:
    """Return the rows whose program the directory does not describe, whatever its capitals."""
    spelled = pl.col("program").str.strip_chars().str.to_lowercase()
    known = programs.select(spelled.alias("spelled"))
    named = services.with_columns(spelled=spelled)
    return named.join(known, on="spelled", how="anti", maintain_order="left").drop("spelled")


@implements("LES-05", "ROL-17")
def resource_deviations(
    before: pl.DataFrame, recorded: pl.DataFrame, after: pl.DataFrame, programs: pl.DataFrame
) -> pl.DataFrame:
    """Return the departures that a call's offers and requests show.

    `before` and `after` are the register of services around the call, `recorded` the call's rows.
    """
    return together(
        [
            of_cases("request_unanswered", still_open(before, after)["case_id"]),
            of_cases("program_unknown", unknown_programs(recorded, programs)["case_id"]),
        ]
    )
