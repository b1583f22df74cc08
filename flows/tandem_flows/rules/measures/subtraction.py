"""What a reader could work out by taking one line from another: the few of whom the rest is.

Here: lines of which one is inside the other. Not here: lines that add up to a line beside them,
and lines that are small themselves (`suppress`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tandem_flows.rules.measures.figure import (
    ALL,
    COMPLETE,
    DIED,
    LED_BY,
    PANEL,
    TRUNCATED,
    WAITING,
    Figure,
)

_RATES, _COSTS = ("M4", "M5"), "M6"
_ANY, _EVERY = "M2_any_visit_", "M2_every_visit_"


@dataclass(frozen=True)
class _Taking:
    """The places of a line, of those that can be taken from it, and of what goes if few are left.

    What is left is counted by `by`: attributes of a figure.
    """

    whole: int
    parts: Sequence[int]
    goes: Sequence[int]
    by: tuple[str, ...] = ("numerator",)


def left_over(figures: Sequence[Figure], most: int) -> set[int]:
    """Return the places of lines that would leave one up to `most` people or events to the rest.

    M2: those with some of their visits followed up and not all. M4 and M5: those taken up, without
    a lead, or not on the list. M6: those without all months, alive, without a lead, or cut.
    """
    return {
        place
        for taking in _takings(figures)
        if any(0 < rest <= most for rest in _rests(figures, taking))
        for place in taking.goes
    }


def _takings(figures: Sequence[Figure]) -> Iterator[_Taking]:
    lines: dict[str, dict[str, int]] = {}
    for place, figure in enumerate(figures):
        lines.setdefault(figure.measure, {})[figure.cohort] = place
    for measure, by_cohort in lines.items():
        prefix = measure.split("_", 1)[0]
        if prefix in _RATES:
            yield from _of_rates(by_cohort)
        elif prefix == _COSTS:
            yield from _of_costs(by_cohort)
        every = lines.get(_EVERY + measure.removeprefix(_ANY), {})
        for cohort in by_cohort.keys() & every.keys() if measure.startswith(_ANY) else ():
            yield _Taking(by_cohort[cohort], [every[cohort]], [by_cohort[cohort]])


def _of_rates(by_cohort: Mapping[str, int]) -> Iterator[_Taking]:
    """Yield the list less the waiting, less the led, less the two; and the panel less the list."""
    if ALL not in by_cohort:
        return
    waiting, led = _there(by_cohort, WAITING), _there(by_cohort, *LED_BY.values())
    for parts in (waiting, led, waiting + led):
        if parts:
            yield _Taking(by_cohort[ALL], parts, parts)
    for panel in _there(by_cohort, PANEL):
        yield _Taking(panel, [by_cohort[ALL]], [panel])


def _of_costs(by_cohort: Mapping[str, int]) -> Iterator[_Taking]:
    """Yield all enrolled less each cohort of them, and less the led; truncated less the cut."""
    if ALL not in by_cohort:
        return
    cohorts = [_there(by_cohort, cohort) for cohort in (COMPLETE, DIED, TRUNCATED)]
    for parts in (*cohorts, _there(by_cohort, *LED_BY.values())):
        if parts:
            yield _Taking(by_cohort[ALL], parts, parts, by=("persons", "counted"))


def _there(by_cohort: Mapping[str, int], *cohorts: str) -> list[int]:
    return [by_cohort[cohort] for cohort in cohorts if cohort in by_cohort]


def _rests(figures: Sequence[Figure], taking: _Taking) -> Iterator[float]:
    """Yield what is left of the whole, by each count that all of the lines know."""
    for name in taking.by:
        whole = getattr(figures[taking.whole], name)
        parts = [getattr(figures[place], name) for place in taking.parts]
        known = [count for count in parts if count is not None]
        if whole is not None and len(known) == len(parts):
            yield whole - sum(known)
