"""Who we talk about today: the branch the flow suggests for every combination of facts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tandem_site.blocks.values import values_of
from tandem_site.decision_table import (
    Answers,
    DecisionTable,
    collapsed,
    decided_table,
    every_combination,
    markdown,
)

if TYPE_CHECKING:
    import polars as pl

    from tandem_site.edition import Edition

_ON = date(2026, 1, 31)
_DAY = timedelta(days=1)
_GAPS = ("unresponsive_months", "practice_gap_months", "practice_gap_escalation_months")
_COVERED = {"yes": True, "no": False, "not known": None}
_PRACTICE, _OTHER, _BY_UNKNOWN, _NOBODY = "the practice", "someone else", "not known", "nobody"
_NEVER = "never on record"


def membership_table(edition: Edition) -> str:
    """Return which branch is suggested, as a short table with its clause."""
    return markdown(collapsed(suggested_branches(edition)))


def suggested_branches(edition: Edition) -> DecisionTable:
    """Return what the flow suggests for every combination of facts that can be."""
    values = values_of(edition)
    questions = (
        "Has died?",
        "Covered by the plan?",
        f"Answered nobody for {values.number('unresponsive_months')} months?",
        f"Emergency visits in {values.number('active_ed_user_months')} months",
        "Who saw the patient last?",
        "When did the practice?",
    )
    headings = ("Branch", "Clause", "First in turn?")
    asked = [answers for answers in _combinations(edition) if _can_be(answers)]
    return decided_table(questions, headings, asked, lambda all_: _suggested(all_, edition))


def _combinations(edition: Edition) -> list[Answers]:
    yes_no = ("yes", "no")
    seen_by = (_PRACTICE, _OTHER, _BY_UNKNOWN, _NOBODY)
    gaps, visits = tuple(_seen_on(edition)), tuple(_visits(edition))
    return every_combination((yes_no, tuple(_COVERED), yes_no, visits, seen_by, gaps))


def _can_be(answers: Answers) -> bool:
    """Whom nobody saw, the practice never did; whom the practice saw last, it did see."""
    *_, seen_by, practice_saw = answers
    if seen_by == _NOBODY:
        return practice_saw == _NEVER
    return not (seen_by == _PRACTICE and practice_saw == _NEVER)


def _seen_on(edition: Edition) -> dict[str, date | None]:
    """Return, for each length of the gap that the rules tell apart, a day that stands for it."""
    from tandem_flows.rules.days import add_months

    limits = sorted({values_of(edition).number(name) for name in _GAPS})
    days: dict[str, date | None] = {f"under {limits[0]} months ago": _ON}
    for months, longer in zip(limits, [*limits[1:], None], strict=True):
        words = f"{months} to {longer} months ago" if longer else f"{months} months ago or more"
        days[words] = add_months(_ON, -months)
    return days | {_NEVER: None}


def _visits(edition: Edition) -> dict[str, int | None]:
    least = values_of(edition).number("active_ed_user_visits")
    return {f"fewer than {least}": least - 1, f"{least} or more": least, "not known": None}


def _suggested(combinations: Sequence[Answers], edition: Edition) -> list[Answers]:
    """Ask the flow's own rule once, with one case a combination."""
    import polars as pl

    from tandem_flows.rules.membership import FACTS, suggest_membership

    rows = [_facts(place, answers, edition) for place, answers in enumerate(combinations)]
    facts = pl.DataFrame(rows, schema=FACTS)
    tried = _attempts([f"{n:04}" for n, answers in enumerate(combinations) if answers[2] == "yes"])
    values = values_of(edition)
    found = suggest_membership(facts, tried, facts.select("case_id"), _ON, values)
    return [_outcome(row, edition) for row in found.iter_rows(named=True)]


def _facts(place: int, answers: Answers, edition: Edition) -> dict[str, Any]:
    died, covered, _, visits, seen_by, practice_saw = answers
    practice_on = _seen_on(edition)[practice_saw]
    last_on = practice_on if seen_by == _PRACTICE else _ON
    return {
        "case_id": f"{place:04}",
        "is_covered": _COVERED[covered],
        "died_on": _ON if died == "yes" else None,
        "last_seen_any_on": None if seen_by == _NOBODY else last_on,
        "last_seen_any_by_practice": {_PRACTICE: True, _OTHER: False}.get(seen_by),
        "last_seen_practice_on": practice_on,
        "ed_visits": _visits(edition)[visits],
    }


def _attempts(silent: list[str]) -> pl.DataFrame:
    """Return one attempt without an answer for each silent case, long enough ago for any value."""
    import polars as pl

    rows = [(case_id, date(1990, 1, 1), "no_answer") for case_id in silent]
    types = {"case_id": pl.String, "contact_on": pl.Date, "result": pl.String}
    return pl.DataFrame(rows, schema=types, orient="row")


def _outcome(row: dict[str, Any], edition: Edition) -> Answers:
    clause = [row["membership_clause"]] if row["membership_clause"] else []
    first = "yes" if row["is_escalated"] else "no"
    return row["membership"].replace("_", " "), edition.clause_links(clause), first
