"""AHRQ's ten indicators of avoidable admissions (PQI) and their composites, as AHRQ states them.

The codes are data of a year. Counting discharges is in `admissions`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from tandem_flows.rules.measures.ed_sensitive import first, listed
from tandem_flows.rules.measures.facts import CodeSet

ADULT = 18
# Points of origin: a hospital, a nursing facility, another place of care.
TRANSFERS = ("4", "5", "6")
COMPOSITES = {
    "90": ("01", "03", "05", "07", "08", "11", "12", "14", "15", "16"),
    "91": ("11", "12"),
    "92": ("01", "03", "05", "07", "08", "14", "15", "16"),
    "93": ("01", "03", "14", "16"),
}
COMPOSITE_TITLES = {"90": "All of these", "91": "Acute", "92": "Chronic", "93": "Diabetes"}


@dataclass(frozen=True)
class Pqi:
    """One indicator: its number, ages, what counts and what is left out, as AHRQ states it."""

    number: str
    title: str
    counts: Callable[[CodeSet], pl.Expr]
    leaves_out: Callable[[CodeSet], pl.Expr] = lambda codes: pl.lit(False)
    ages: tuple[int, int | None] = (ADULT, None)


def _done(codes: frozenset[str]) -> pl.Expr:
    return pl.col("procedures").list.set_intersection(list(codes)).list.len() > 0


def _family(name: str) -> Callable[[CodeSet], pl.Expr]:
    return lambda codes: first(codes[name])


def _immunocompromised(codes: CodeSet) -> pl.Expr:
    return listed(codes["immunocompromised"]) | _done(codes["immunocompromised_procedure"])


INDICATORS = (
    Pqi("01", "Diabetes, short-term", _family("diabetes_short_term")),
    Pqi("03", "Diabetes, long-term", _family("diabetes_long_term")),
    Pqi(
        "05",
        "COPD, or asthma of older adults",
        lambda codes: first(codes["copd"] | codes["asthma"]),
        lambda codes: listed(codes["respiratory_anomaly"]),
        (40, None),
    ),
    Pqi(
        "07",
        "Hypertension",
        _family("hypertension"),
        lambda codes: (
            _done(codes["cardiac_procedure"])
            | (listed(codes["kidney_disease"]) & _done(codes["dialysis_access_procedure"]))
        ),
    ),
    Pqi(
        "08",
        "Heart failure",
        _family("heart_failure"),
        lambda codes: _done(codes["cardiac_procedure"]),
    ),
    Pqi(
        "11",
        "Pneumonia",
        _family("pneumonia"),
        lambda codes: listed(codes["sickle_cell"]) | _immunocompromised(codes),
    ),
    Pqi(
        "12",
        "Urinary infection",
        _family("urinary_infection"),
        lambda codes: listed(codes["urinary_disorder"]) | _immunocompromised(codes),
    ),
    Pqi("14", "Diabetes out of control", _family("diabetes_uncontrolled")),
    Pqi(
        "15",
        "Asthma of younger adults",
        _family("asthma"),
        lambda codes: listed(codes["respiratory_anomaly"]),
        (ADULT, 39),
    ),
    Pqi(
        "16",
        "Amputation with diabetes",
        lambda codes: _done(codes["amputation_procedure"]) & listed(codes["diabetes"]),
        lambda codes: first(codes["pregnancy_and_birth"]) | listed(codes["traumatic_amputation"]),
    ),
)
