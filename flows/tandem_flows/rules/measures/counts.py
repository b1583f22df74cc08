"""The range around a count of events of people of whom some come back.

Byar's approximation of the exact Poisson limits, as public health uses it, widened by how unevenly
the events fall on people (Pearson's dispersion). It is told from no event on: of none in many
years, a rate above a known bound can be ruled out. Drawing persons again would promise too much
with few events: what nobody had cannot be drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np

from tandem_flows.rules.measures.bootstrap import Bounds
from tandem_validators.guideline.values import Values

NAME = "Byar, widened for people who come back"


def rate_interval(events: Sequence[float], years: Sequence[float], values: Values) -> Bounds | None:
    """Return the range of events a year, of persons with so many events in so many years each.

    None below `min_compared_patients` persons.
    """
    counted, at_risk = np.asarray(events, dtype=float), np.asarray(years, dtype=float)
    if len(counted) < values.number("min_compared_patients") or not at_risk.sum() > 0:
        return None
    spread = _dispersion(counted, at_risk)
    low, high = _byar(counted.sum() / spread, values.number("confidence_percent"))
    return spread * low / at_risk.sum(), spread * high / at_risk.sum()


def _dispersion(events: np.ndarray, years: np.ndarray) -> float:
    """Return how many times as uneven the events are as by chance alone; 1 at least."""
    expected = events.sum() * years / years.sum()
    if not events.sum() > 0:
        return 1.0
    pearson = float((((events - expected) ** 2) / expected).sum())
    return max(1.0, pearson / (len(events) - 1))


def _byar(count: float, confidence_percent: float) -> Bounds:
    z = NormalDist().inv_cdf(0.5 + confidence_percent / 200)
    above = count + 1
    high = above * (1 - 1 / (9 * above) + z / (3 * above**0.5)) ** 3
    if count <= 0:
        return 0.0, high
    low = count * (1 - 1 / (9 * count) - z / (3 * count**0.5)) ** 3
    return max(low, 0.0), high
