"""The bounds that learned points keep, whatever was counted.

Here: points only. Not here: where they come from (`scale`), nor the guards (`guards`).
"""

from __future__ import annotations

from collections.abc import Mapping

from tandem_flows.rules.matching.agreement import Agreement
from tandem_flows.rules.matching.weights import HOME, Weights

# The whole scale of a pair: no single agreement may be worth more.
MOST_POINTS = 100

Points = dict[Agreement, int]


def bounded(bits: Mapping[Agreement, float], scale: float) -> Points:
    """Points: no agreement counts against, no difference for, and none is beyond `same`."""
    most = min(max(round(bits[Agreement.SAME] * scale), 0), MOST_POINTS)
    points = {
        level: max(min(round(value * scale), most), -MOST_POINTS) for level, value in bits.items()
    }
    points[Agreement.DIFFERENT] = min(points[Agreement.DIFFERENT], 0)
    return {
        level: value if level in (Agreement.DIFFERENT, Agreement.NEAR) else max(value, 0)
        for level, value in points.items()
    }


def damped(home: Mapping[str, Points], shipped: Weights) -> dict[str, Points]:
    """The fields of a home, worth no more than all that ship: they agree together or not at all."""
    total = sum(points[Agreement.SAME] for points in home.values())
    most = sum(shipped.points[name][Agreement.SAME] for name in HOME)
    factor = min(1.0, most / total) if total else 1.0
    return {
        name: {level: round(value * factor) for level, value in points.items()}
        for name, points in home.items()
    }
