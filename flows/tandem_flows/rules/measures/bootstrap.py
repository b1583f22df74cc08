"""Intervals by drawing persons again and again; whole practices where there are enough of them.

Poisson intervals would be too narrow: the same people come back. Whoever is drawn brings the sums
that a result is made from, so that all draws are worked out in one go.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tandem_validators.guideline.values import Values

Array = NDArray[np.float64]
# What makes a result of sums: (..., sums) in, (...) out. It must bear complex numbers, by which it
# is differentiated, and must not change when every sum is multiplied by one number.
Statistic = Callable[[NDArray[np.inexact]], NDArray[np.inexact]]
Bounds = tuple[float, float]
_STEP = 1e-30
# A result that more than this share of the draws cannot give has no interval.
_MOST_FAILED = 0.05


@dataclass(frozen=True)
class Sample:
    """The sums of each person (one row a person, one column a sum) and each person's practice."""

    sums: Array
    practices: Sequence[str]

    @property
    def total(self) -> Array:
        """The sums of everybody."""
        return np.asarray(self.sums.sum(axis=0), dtype=np.float64)


def studentised_interval(statistic: Statistic, sample: Sample, values: Values) -> Bounds | None:
    """Return the interval of a statistic of skewed amounts, such as dollars (bootstrap-t).

    Each draw is measured by its own standard error, so that a draw without the costly few, which
    looks both low and sure, does not narrow it. It is as wide below as above: in the simulation
    study the one-sided form missed the truth too often. None when there are fewer than two to draw
    or a draw in twenty has no value.
    """
    units, weights = _drawn(sample, values)
    if len(units) < 2:
        return None
    ((centre,), (error,)) = _with_error(statistic, units, np.ones((1, len(units))))
    drawn, errors = _with_error(statistic, units, weights)
    with np.errstate(all="ignore"):
        apart = np.abs(drawn - centre) / errors
    known = np.isfinite(apart)
    if error == 0 or not np.isfinite([centre, error]).all() or not _is_enough(known):
        return (float(centre), float(centre)) if error == 0 else None
    half = error * np.quantile(apart[known], values.number("confidence_percent") / 100)
    return float(centre - half), float(centre + half)


def in_words(bounds: Bounds, values: Values) -> str:
    """Return the interval as a note."""
    percent, times = values.number("confidence_percent"), values.number("bootstrap_draws")
    low, high = bounds
    return f"{percent} % interval {low:,.2f} to {high:,.2f} ({times} draws)"


def units_of(sample: Sample, values: Values) -> str:
    """Return what is drawn: practices when there are enough of them, else persons."""
    enough = len(set(sample.practices)) >= values.number("min_drawn_practices")
    return "practices" if enough else "persons"


def drawing_in_words(sample: Sample, values: Values) -> str:
    """Return what is drawn, and why."""
    needed = values.number("min_drawn_practices")
    if units_of(sample, values) == "practices":
        return "whole practices are drawn, because their patients are alike"
    return f"patients are drawn one by one; with {needed} practices or more, whole practices are"


def _drawn(sample: Sample, values: Values) -> tuple[Array, Array]:
    """Return the sums of each unit, and how often each draw has each unit."""
    units = sample.sums
    if units_of(sample, values) == "practices":
        names, places = np.unique(np.asarray(sample.practices), return_inverse=True)
        units = np.zeros((len(names), sample.sums.shape[1]))
        np.add.at(units, places, sample.sums)
    if not len(units):
        return units, np.zeros((0, 0))
    chance = np.random.default_rng(_seed(units))
    share = np.full(len(units), 1 / len(units))
    times = values.number("bootstrap_draws")
    return units, chance.multinomial(len(units), share, size=times).astype(np.float64)


def _seed(units: Array) -> int:
    """Return a seed that the contents decide: the same inputs give the same interval."""
    content = np.ascontiguousarray(units, dtype="<f8").tobytes()
    return int.from_bytes(hashlib.sha256(content).digest()[:8], "big")


def _with_error(statistic: Statistic, units: Array, weights: Array) -> tuple[Array, Array]:
    """Return the statistic of each draw and its standard error, from how each unit moves it."""
    totals = weights @ units
    step = 1j * _STEP * np.eye(totals.shape[1])
    moved = _quietly(statistic, totals[None] + step[:, None, :])
    slopes = np.imag(moved).T / _STEP
    several = len(units) / (len(units) - 1)
    with np.errstate(all="ignore"):
        variance = several * np.einsum("bg,bg->b", weights, (slopes @ units.T) ** 2)
    return np.real(moved[0]), np.sqrt(variance)


def _quietly(statistic: Statistic, sums: NDArray[np.inexact]) -> NDArray[np.inexact]:
    with np.errstate(all="ignore"):
        return statistic(sums)


def _is_enough(known: NDArray[np.bool_]) -> bool:
    return bool(known.mean() >= 1 - _MOST_FAILED)
