"""Repeatable chance for the sample: every draw comes from the seed and a topic.

Each topic has its own stream, so that a change in one table leaves the others as they were.
No clock and no shared state.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from random import Random


def stream(seed: int, topic: str) -> Random:
    """The stream of draws of one topic; the same seed and topic always give the same draws."""
    return Random(f"{seed}/{topic}")


def count_about(rng: Random, mean: float) -> int:
    """A whole number of events where `mean` are expected (Poisson, by Knuth's product)."""
    limit, product, events = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        events += 1
    return events


def day_between(rng: Random, first: date, last: date) -> date:
    """A day from `first` to `last`, both included."""
    return first + timedelta(days=rng.randint(0, (last - first).days))


def money(rng: Random, low: float, high: float) -> float:
    """An amount in dollars and cents, small ones likelier than large ones."""
    return round(low + (high - low) * rng.random() ** 2, 2)
