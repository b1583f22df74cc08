"""Intervals by drawing persons again and again; whole practices where there are several.

Poisson intervals would be too narrow: the same people come back.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from tandem_validators.guideline.values import Values

# The same inputs give the same interval; another seed would give one just as good.
_SEED = 20_260_101
Draw = Sequence[int]


def draws(clusters: Sequence[str], times: int, seed: int = _SEED) -> Iterator[Draw]:
    """Yield `times` samples with replacement, each as places in `clusters`.

    `clusters` names the practice of each person. With several practices whole practices are drawn,
    because patients of one practice are alike; with one, its persons.
    """
    chance = random.Random(seed)
    members: dict[str, list[int]] = {}
    for place, cluster in enumerate(clusters):
        members.setdefault(cluster, []).append(place)
    if len(members) < 2:
        places = range(len(clusters))
        for _ in range(times):
            yield chance.choices(places, k=len(clusters))
        return
    names = list(members)
    for _ in range(times):
        picked = chance.choices(names, k=len(names))
        yield [place for name in picked for place in members[name]]


def interval(
    statistic: Callable[..., float | None], groups: Sequence[Sequence[str]], values: Values
) -> tuple[float, float] | None:
    """Return the lower and upper bound of `statistic` over the draws in force.

    Each of `groups` names the practices of its persons and is drawn for itself; `statistic` takes
    one draw a group. The middle `confidence_percent` of `bootstrap_draws` draws; None when nobody
    can be drawn or no draw has a value.
    """
    if not all(groups):
        return None
    times = values.number("bootstrap_draws")
    samples = [draws(group, times, _SEED + place) for place, group in enumerate(groups)]
    seen = [statistic(*drawn) for drawn in zip(*samples, strict=True)]
    known = sorted(value for value in seen if value is not None)
    if not known:
        return None
    outside = (1 - values.number("confidence_percent") / 100) / 2
    return _at(known, outside), _at(known, 1 - outside)


def _at(ordered: Sequence[float], share: float) -> float:
    """Return the value at `share` of the way through `ordered`, between two if need be."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def ratio_of_sums(
    numerators: Sequence[float], denominators: Sequence[float]
) -> Callable[[Draw], float | None]:
    """Return the statistic `sum of numerators by sum of denominators` of the persons drawn."""

    def statistic(draw: Draw) -> float | None:
        below = sum(denominators[place] for place in draw)
        return sum(numerators[place] for place in draw) / below if below > 0 else None

    return statistic


def in_words(bounds: tuple[float, float] | None, values: Values) -> str:
    """Return the interval as a note."""
    percent, times = values.number("confidence_percent"), values.number("bootstrap_draws")
    if bounds is None:
        return "no interval: nobody to draw"
    low, high = bounds
    return f"{percent} % interval {low:,.2f} to {high:,.2f} ({times} draws)"
