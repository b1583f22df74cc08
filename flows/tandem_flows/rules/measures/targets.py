"""Performance goals: the target of each measure that has one, and whether it was reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tandem_flows.marks import implements
from tandem_flows.rules.measures.exposure import PROVISIONAL
from tandem_flows.rules.measures.figure import ALL, STAFF, Figure
from tandem_validators.guideline.values import Values

TARGET = "target "  # how the note on a target begins


@dataclass(frozen=True)
class Target:
    """How a measure's target is read from the values, and whether a higher result is better."""

    of: Callable[[Values], int]
    higher_is_better: bool = True


TARGETS = {
    "M1": Target(lambda values: values.number("active_target_percent")),
    "M2": Target(lambda values: values.number("ed_followup_target_percent")),
    "M3": Target(lambda values: values.number("goals_target_percent")),
    "M4_pqe_02": Target(
        lambda values: values.number("ed_sensitive_target_per_1000"), higher_is_better=False
    ),
    "M5_pqi_90": Target(
        lambda values: values.number("avoidable_admissions_target_per_1000"), higher_is_better=False
    ),
    "M10": Target(lambda values: values.number("recommend_target_percent")),
    "M12": Target(lambda values: values.number("fidelity_target_percent")),
}


@implements("EVL-19")
def with_targets(figures: Iterable[Figure], values: Values) -> list[Figure]:
    """Return the figures; those of all patients with a target say whether it was reached."""
    return [_with_target(figure, values) for figure in figures]


def target_of(figure: Figure, values: Values) -> float | None:
    """Return the target of a figure; None when the measure or the cohort has none."""
    target = TARGETS.get(figure.measure)
    if target is None or figure.cohort not in (ALL, STAFF):
        return None
    return float(target.of(values))


def is_reached(figure: Figure, target: float) -> bool | None:
    """Return whether the value is at the target or better; None while it is not known."""
    if figure.value is None:
        return None
    if TARGETS[figure.measure].higher_is_better:
        return figure.value >= target
    return figure.value <= target


def edge_words(figure: Figure) -> str:
    """Return on which side of its target the figure should be."""
    return "or more" if TARGETS[figure.measure].higher_is_better else "or less"


def verdict_words(figure: Figure, target: float) -> str:
    """Return whether the target was reached; nothing while that is not known.

    Claims that still arrive can only add visits and stays: a low number is not the last word.
    """
    reached = is_reached(figure, target)
    if reached is None:
        return ""
    if not reached:
        return "not reached"
    may_rise = any(note.startswith(PROVISIONAL) for note in figure.notes)
    return "reached so far" if may_rise else "reached"


def _with_target(figure: Figure, values: Values) -> Figure:
    target = target_of(figure, values)
    if target is None:
        return figure
    verdict = verdict_words(figure, target) or "not known yet"
    return figure.noted(f"{TARGET}{target:g} {edge_words(figure)}: {verdict}")
