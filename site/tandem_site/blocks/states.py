"""The states a case can be in, and the state that each joint decision leads to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tandem_site.decision_table import (
    Answers,
    DecisionTable,
    collapsed,
    decided_table,
    every_combination,
    markdown,
)
from tandem_site.templating import filled

if TYPE_CHECKING:
    from tandem_site.edition import Edition

_NOBODY, _STAYS, _REFUSED = "nobody yet", "stays as it was", "*refused: correct who leads*"
_ASKED = ("outcome", "membership", "lead", "plan_case_status")
_QUESTIONS = (
    "How did the discussion end?",
    "Still the practice's patient?",
    "Who leads?",
    "The plan's case",
)


def states_table(_edition: Edition) -> str:
    """Return every state: what it means, who owns the case, its next date, where it leads."""
    from tandem_flows.rules.states import ANY_TIME, STATES

    return filled("states.md.j2", states=STATES, any_time=ANY_TIME)


def decision_table(edition: Edition) -> str:
    """Return which state follows from what was decided, as a short table."""
    return markdown(collapsed(states_after(edition)))


def states_after(_edition: Edition) -> DecisionTable:
    """Return the state after every combination of answers, also of those a sheet refuses."""
    from tandem_validators.handoffs.call import CASE_STATUSES, MEMBERSHIPS, OUTCOMES
    from tandem_validators.handoffs.prework import LEADS

    coded = (OUTCOMES, MEMBERSHIPS, [*LEADS, _NOBODY], CASE_STATUSES)
    choices = [[_words(code) for code in codes] for codes in coded]
    return decided_table(
        _QUESTIONS, ("State that follows",), every_combination(choices), _state_after
    )


def _words(code: str) -> str:
    return code.replace("_", " ")


def _decision(answers: Answers) -> dict[str, Any]:
    codes = [answer.replace(" ", "_") for answer in answers]
    lead = None if answers[2] == _NOBODY else codes[2]
    return dict(zip(_ASKED, (codes[0], codes[1], lead, codes[3]), strict=True))


def _state_after(combinations: Sequence[Answers]) -> list[Answers]:
    from tandem_flows.rules.states.decided import decided

    decisions = [_decision(answers) for answers in combinations]
    refused = _refused(decisions)
    return [
        (_REFUSED,) if place in refused else (_words(decided(decision)[0]) or _STAYS,)
        for place, decision in enumerate(decisions)
    ]


def _refused(decisions: list[dict[str, Any]]) -> set[int]:
    """Return which decisions the sheet of the call refuses for their lead alone."""
    import polars as pl

    from tandem_flows.worksheets.requirements import unmet
    from tandem_flows.worksheets.rules import rules_of

    rules = [rule for rule in rules_of("decisions") if set(rule.when) <= set(_ASKED)]
    others = {name: "given" for rule in rules for name in rule.then if name not in _ASKED}
    frame = pl.DataFrame([decision | others for decision in decisions])
    return {found.index for found in unmet(frame, rules) if found.column == "lead"}
