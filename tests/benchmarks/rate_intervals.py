"""Does the range around a rate of M5 hold the truth? Lists of people of whom some come back.

Run: python -m tests.benchmarks.rate_intervals [--lists 3000]. Printed are, for lists of so many
people and so many events to be expected, how many of a hundred ranges hold the true rate, and how
many lie wholly below it. `uneven` draws each person's own rate (gamma, shape 0.3); `even` has one.
"""

from __future__ import annotations

import argparse

import numpy as np

from tandem_flows.rules.measures.counts import rate_interval
from tests.values import standard_values

SHAPES = {"uneven": 0.3, "even": None}
LISTS = ((47, 3), (47, 6), (47, 12), (47, 20), (200, 20))


def main() -> None:
    """Print a line for each kind of list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lists", type=int, default=3000)
    lists, values = parser.parse_args().lists, standard_values()
    chance = np.random.default_rng(20_240_603)
    for kind, shape in SHAPES.items():
        for people, expected in LISTS:
            held = below = 0
            for _ in range(lists):
                years = chance.uniform(0.3, 1, people)
                rate = expected / years.sum()
                own = 1.0 if shape is None else chance.gamma(shape, 1 / shape, people)
                found = rate_interval(chance.poisson(rate * years * own), years, values)
                assert found is not None
                low, high = found
                held += low <= rate <= high
                below += high < rate
            line = f"{kind:7} {people:4} people, {expected:3} events:"
            print(f"{line} {100 * held / lists:5.1f} hold, {100 * below / lists:4.1f} below")


if __name__ == "__main__":
    main()
