"""Who leads: what the flow suggests for every combination of the three facts it reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tandem_site.blocks.values import values_of
from tandem_site.decision_table import (
    Answers,
    DecisionTable,
    collapsed,
    decided_table,
    every_combination,
    markdown,
    without_last,
)
from tandem_site.templating import filled

if TYPE_CHECKING:
    from tandem_site.edition import Edition

TABLE_ID = "lead-answers"
_UNKNOWN = "not known"
_WORDS = {"plan": "The plan", "practice": "The practice", None: "No suggestion"}


def lead_table(edition: Edition) -> str:
    """Return the rules of the suggestion as a short table; the aid's table adds the reasons."""
    return markdown(collapsed(without_last(suggested_leads(edition))))


def lead_aid(edition: Edition) -> str:
    """Return the form that looks up the suggestion, and the table in which it is looked up."""
    table = suggested_leads(edition)
    questions = list(zip(table.questions, _choices(edition), strict=True))
    form = filled("lead-aid.html.j2", questions=questions, table_id=TABLE_ID)
    return f'{form}\n<div id="{TABLE_ID}" markdown>\n\n{markdown(table)}\n</div>'


def suggested_leads(edition: Edition) -> DecisionTable:
    """Return what the flow suggests for every combination of answers."""
    months = values_of(edition).number("outside_specialists_months")
    questions = (
        "How close is the patient to the practice?",
        f"How many specialists outside the practice in {months} months?",
        "How close is the patient to the plan?",
    )
    headings = ("Suggested lead", "Clause", "Why")
    combinations = every_combination(_choices(edition))
    return decided_table(
        questions, headings, combinations, lambda asked: _suggested(asked, edition)
    )


def _choices(edition: Edition) -> tuple[Answers, ...]:
    from tandem_validators.handoffs.prework import ENGAGEMENT

    ratings = (*ENGAGEMENT, _UNKNOWN)
    return ratings, tuple(_specialists(edition)), ratings


def _specialists(edition: Edition) -> dict[str, int | None]:
    """Return a count that stands for each answer."""
    least = values_of(edition).number("outside_specialists_min")
    return {f"fewer than {least}": least - 1, f"{least} or more": least, _UNKNOWN: None}


def _suggested(combinations: Sequence[Answers], edition: Edition) -> list[Answers]:
    """Ask the flow's own rule once, with one case a combination."""
    import polars as pl

    from tandem_flows.rules.lead import INPUT, suggest_lead

    count = _specialists(edition)
    rows = [
        (f"{place:03}", _known(plan), _known(practice), count[specialists])
        for place, (practice, specialists, plan) in enumerate(combinations)
    ]
    cases = pl.DataFrame(rows, schema=INPUT, orient="row")
    found = suggest_lead(cases, values_of(edition)).iter_rows(named=True)
    return [
        (_WORDS[row["lead"]], edition.clause_links(_named(row["lead_clause"])), row["reason"])
        for row in found
    ]


def _known(answer: str) -> str | None:
    return None if answer == _UNKNOWN else answer


def _named(clause: str | None) -> list[str]:
    return [clause] if clause else []
