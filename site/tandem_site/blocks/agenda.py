"""The place of a patient on a call: what the flow's rules of thumb say for every combination."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
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

    from tandem_flows.rules.agenda import Candidates
    from tandem_site.edition import Edition

_ON = date(2026, 1, 5)
_CASE, _PHYSICIAN = "A", "P"
_YES_NO = ("yes", "no")
_ORIGINS = {"both": "common", "the plan": "plan", "the practice": "practice"}
_QUESTIONS = (
    "Is there news on an earlier step?",
    "Named as urgent?",
    "Does the patient's physician take part?",
    "Who named the patient?",
)
_HEADINGS = ("Group", "Clause", "Takes a place?", "On the call though it is full?")


def agenda_table(edition: Edition) -> str:
    """Return the group, clause and place of a patient, as a short table."""
    return markdown(collapsed(places(edition)))


def places(edition: Edition) -> DecisionTable:
    """Return what the flow says for every combination of answers."""
    combinations = every_combination((_YES_NO, _YES_NO, _YES_NO, tuple(_ORIGINS)))

    def outcomes(asked: Sequence[Answers]) -> list[Answers]:
        return [_place(answers, edition) for answers in asked]

    return decided_table(_QUESTIONS, _HEADINGS, combinations, outcomes)


def _place(answers: Answers, edition: Edition) -> Answers:
    """Ask the flow about a call with room for this patient, and about one without."""
    from tandem_flows.rules.agenda import mark_for_call

    candidates = _candidates(*answers)
    (row,) = mark_for_call(candidates, _ON, values_of(edition)).to_dicts()
    full = mark_for_call(candidates, _ON, values_of(edition, max_patients_per_call=0))
    counts, always = _YES_NO[not row["counts_to_cap"]], _YES_NO[full.is_empty()]
    return row["reason"], edition.clause_link(row["clause"]), counts, always


def _candidates(follow_up: str, urgent: str, physician: str, named_by: str) -> Candidates:
    from tandem_flows.rules.agenda import Candidates

    return Candidates(
        combined_list=_combined_list(urgent == "yes", _ORIGINS[named_by]),
        waiting=frozenset([_CASE]),
        follow_ups=frozenset([_CASE] if follow_up == "yes" else []),
        physicians=frozenset([_PHYSICIAN] if physician == "yes" else []),
    )


def _combined_list(is_urgent: bool, origin: str) -> pl.DataFrame:
    import polars as pl

    row: dict[str, Any] = {
        "case_id": _CASE,
        "is_urgent": is_urgent,
        "pcp_name": _PHYSICIAN,
        "origin": origin,
        "risk_score": 1.0,
        "practice_rank": 1,
        "plan_rank": 1,
    }
    return pl.DataFrame([row])
