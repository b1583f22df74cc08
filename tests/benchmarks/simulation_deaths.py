"""The same invented programmes with deaths: the costly die sooner, and the last months cost much.

Chance decides who dies, with no regard to who is enrolled. Not here: the programmes themselves.
"""

from dataclasses import replace

import numpy as np

from tests.benchmarks.simulation_programmes import AFTER, BEFORE, programme

# How many die a month at the mean cost before listing, and what each of the last months costs more.
DIES_A_MONTH, LEAST, MOST = 0.010, 0.001, 0.050
LAST_MONTHS, LAST_COSTS, LAST_SPREAD = 2, 12_000.0, 0.77


def with_deaths(of, number):
    """Return the programme in which some of the listed die; coverage and calls end with them."""
    chance = np.random.default_rng([number, len(of.call), 77])
    level = of.cost[:, :BEFORE].mean(axis=1)
    hazard = np.clip(DIES_A_MONTH * np.sqrt(level / level.mean()), LEAST, MOST)
    dies_in = np.minimum(chance.geometric(hazard), AFTER)
    has_died = dies_in < of.leaves
    month = np.arange(of.cost.shape[1]) - BEFORE
    left = dies_in[:, None] - month
    is_last = has_died[:, None] & (left >= 0) & (left < LAST_MONTHS) & (month > 0)
    bills = LAST_COSTS * np.exp(chance.normal(-(LAST_SPREAD**2) / 2, LAST_SPREAD, of.cost.shape))
    return replace(
        of,
        cost=of.cost + np.where(is_last, bills, 0.0),
        leaves=np.minimum(of.leaves, dies_in),
        is_led=of.is_led & ~(has_died & (dies_in < of.call)),
    )


def died_percent(programmes, setting):
    """Return how many of a hundred listed die in the months looked at."""
    shares = []
    for number in range(programmes):
        of = programme(number, setting)
        shares.append(np.mean(with_deaths(of, number).leaves < of.leaves))
    return round(100 * float(np.mean(shares)), 1)
