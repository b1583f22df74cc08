"""The tracking list: who enters it and who leaves it, for every combination of what happened."""

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

_CASE, _SINCE = "A", date(2026, 1, 5)
_TRIED, _ON = _SINCE + timedelta(days=7), _SINCE + timedelta(days=14)
_YES_NO = ("yes", "no")


def entry_table(edition: Edition) -> str:
    """Return who enters the tracking list, as a short table."""
    return markdown(collapsed(entries(edition)))


def leaving_table(edition: Edition) -> str:
    """Return who leaves the tracking list, as a short table."""
    return markdown(collapsed(departures(edition)))


def entries(edition: Edition) -> DecisionTable:
    """Return whether a patient enters the list, for every combination of attempts."""
    needed = values_of(edition).number("final_attempts")
    made = {f"fewer than {needed}": needed - 1, f"{needed} or more": needed}
    questions = (
        "Further attempts since the decision",
        "Did one reach the patient?",
        "Was one a meeting in person?",
        "Did the patient decline in the latest?",
    )
    asked = [
        answers
        for answers in every_combination((tuple(made), _YES_NO, _YES_NO, _YES_NO))
        if _can_be(answers, made)
    ]

    def outcomes(combinations: Sequence[Answers]) -> list[Answers]:
        return [_entry(answers, made[answers[0]], edition) for answers in combinations]

    return decided_table(questions, ("On the tracking list?", "Reason"), asked, outcomes)


def _can_be(answers: Answers, made: dict[str, int]) -> bool:
    """Without an attempt nothing came of one, and a single attempt ended in one way."""
    attempts, reached, in_person, declined = answers
    ways = [reached, declined].count("yes")
    if made[attempts] == 0:
        return ways == 0 and in_person == "no"
    return ways <= made[attempts]


def _entry(answers: Answers, made: int, edition: Edition) -> Answers:
    from tandem_flows.rules.tracking import enter_tracking
    from tandem_validators.handoffs.frames import filled_in

    tried = _attempts(made, *answers[1:])
    listed = enter_tracking(_owed(), tried, filled_in("tracking_list"), _ON, values_of(edition))
    if listed.is_empty():
        return "no", "—"
    return "yes", listed["reason"].item().replace("_", " ")


def _owed() -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame({"case_id": [_CASE], "since_on": [_SINCE]})


def _attempts(made: int, reached: str, in_person: str, declined: str) -> pl.DataFrame:
    """Return `made` attempts: the latest declined or reached, one before it where both did."""
    from tandem_validators.handoffs.frames import filled_in

    ended = ["reached"] * (reached == "yes") + ["declined"] * (declined == "yes")
    results = ["no_answer"] * (made - len(ended)) + ended
    channel = "face_to_face" if in_person == "yes" else "phone"
    rows = [
        {
            "case_id": _CASE,
            "contact_on": _TRIED + timedelta(days=place),
            "channel": channel,
            "purpose": "final_attempt",
            "result": result,
        }
        for place, result in enumerate(results)
    ]
    return filled_in("outreach_attempts", rows)


def departures(_edition: Edition) -> DecisionTable:
    """Return whether a patient leaves the list, for every combination of what happened since."""
    questions = ("Reached since?", "Admitted since?", "Coverage ended, or died?")
    asked = every_combination((_YES_NO, _YES_NO, _YES_NO))
    return decided_table(questions, ("Still on the list?",), asked, _departed)


def _departed(combinations: Sequence[Answers]) -> list[Answers]:
    return [("no" if _has_left(answers) else "yes",) for answers in combinations]


def _has_left(answers: Answers) -> bool:
    import polars as pl

    from tandem_flows.rules.tracking import leave_tracking
    from tandem_validators.handoffs.frames import filled_in

    def dated(column: str, answer: str) -> pl.DataFrame:
        days = [_ON] if answer == "yes" else []
        cases = [_CASE] * len(days)
        schema = {"case_id": pl.String, column: pl.Date}
        return pl.DataFrame({"case_id": cases, column: days}, schema=schema)

    reached, admitted, ended = answers
    row: dict[str, Any] = {"case_id": _CASE, "entered_on": _TRIED}
    tried = dated("contact_on", reached).with_columns(pl.lit("reached").alias("result"))
    left = leave_tracking(
        filled_in("tracking_list", [row]),
        tried,
        dated("admitted_on", admitted),
        dated("ended_on", ended),
        _ON,
    )
    return left["exited_on"].item() is not None
