"""The two names under every decision: people of that side who were on the call.

Who may decide within an organisation is its own matter and not checked.
"""

from __future__ import annotations

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.call_record import CallRecord
from tandem_flows.rules.guards import Guard, is_blank
from tandem_validators.errors import Problem

_UNKNOWN_PERSON = Guard(
    "attendance",
    "person",
    "is not in the team of that organisation",
    "Add the person to the team table, or correct the entry.",
    "RDY-01",
)


@implements("LED-01", "ROL-03", "ROL-18")
def signature_problems(record: CallRecord, source: str) -> list[Problem]:
    """Return a problem for each name that is missing, not of that side, or was not on the call."""
    strangers = record.attendance.join(record.team, on=["person", "organisation"], how="anti")
    problems = _UNKNOWN_PERSON.people_problems(source, strangers["person"])
    for organisation in ("plan", "practice"):
        present = record.attendance.filter(pl.col("organisation") == organisation)
        problems += _side_problems(record, organisation, present["person"], source)
    return problems


def _side_problems(
    record: CallRecord, organisation: str, present: pl.Series, source: str
) -> list[Problem]:
    column = f"decided_by_{organisation}"
    what = f"is empty; no one decided for the {organisation}"
    remedy = f"Name the person who decided for the {organisation}."
    unnamed = Guard("decisions", column, what, remedy, "LED-01")
    what = f"names no one of the {organisation} who was on the call"
    remedy = f"Name someone of the {organisation} from the attendance."
    absent = Guard("decisions", column, what, remedy, "LED-01")
    is_other = ~is_blank(column) & ~pl.col(column).is_in(present.implode())
    return [
        *unnamed.problems(source, record.decided.filter(is_blank(column))),
        *absent.problems(source, record.decisions.filter(is_other)),
    ]
