"""The part of `profile.yaml` on readiness: who stands behind it, answers, and trainings given.

Here: its keys and what is wrong with them. What is still open is a rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tandem_flows.rules.readiness import QUESTIONS, Answer, Readiness, SignOff, Training
from tandem_validators.errors import Problem
from tandem_validators.guideline.keys import key_problems

PRACTICE_KEYS = ("readiness", "training")
_SPONSOR = {"person", "signed_on"}
_ANSWER = {"question", "answer", "answered_on"}
_TRAINING = {"topic", "held_on", "people"}


def sponsor_problems(block: Any) -> list[Problem]:
    """Return what is wrong with the block `sponsor`; an absent one is no problem."""
    where = "profile.yaml, sponsor"
    if block is None:
        return []
    return key_problems(block, where, _SPONSOR) or _date_problems(block, "signed_on", where)


def readiness_problems(block: Mapping[str, Any], where: str) -> list[Problem]:
    """Return what is wrong with a practice's blocks `readiness` and `training`."""
    problems: list[Problem] = []
    for answer in block.get("readiness") or ():
        problems += _answer_problems(answer, f"{where}, readiness")
    for training in block.get("training") or ():
        problems += _training_problems(training, f"{where}, training")
    return problems


def _answer_problems(answer: Any, where: str) -> list[Problem]:
    problems = key_problems(answer, where, _ANSWER)
    if problems:
        return problems
    if str(answer["question"]) not in QUESTIONS:
        remedy = f"Use one of: {', '.join(QUESTIONS)}."
        problems.append(Problem(f"{where}, key 'question'", "is not asked", remedy))
    if not isinstance(answer["answer"], bool):
        problems.append(Problem(f"{where}, key 'answer'", "is neither yes nor no", "Write yes."))
    return problems + _date_problems(answer, "answered_on", where)


def _training_problems(training: Any, where: str) -> list[Problem]:
    problems = key_problems(training, where, _TRAINING)
    if problems:
        return problems
    if not isinstance(training["people"], list) or not training["people"]:
        remedy = "Write the ids of team.csv, as in `[lakeside-care]`."
        problems.append(Problem(f"{where}, key 'people'", "names nobody", remedy))
    return problems + _date_problems(training, "held_on", where)


def _date_problems(block: Mapping[str, Any], key: str, where: str) -> list[Problem]:
    if isinstance(block[key], date):
        return []
    return [Problem(f"{where}, key '{key}'", "is no date", "Use YYYY-MM-DD.")]


def readiness_of(profile: Mapping[str, Any]) -> dict[str, Readiness]:
    """Return what the profile states of the readiness of each practice, by its id."""
    sponsor = profile.get("sponsor")
    signed = SignOff(str(sponsor["person"]), sponsor["signed_on"]) if sponsor else None
    return {
        name: Readiness(signed, _answers(block), _trainings(block))
        for name, block in profile["practices"].items()
    }


def _answers(block: Mapping[str, Any]) -> tuple[Answer, ...]:
    rows = block.get("readiness") or ()
    return tuple(Answer(row["question"], row["answer"], row["answered_on"]) for row in rows)


def _trainings(block: Mapping[str, Any]) -> tuple[Training, ...]:
    rows = block.get("training") or ()
    return tuple(Training(row["topic"], row["held_on"], tuple(row["people"])) for row in rows)
