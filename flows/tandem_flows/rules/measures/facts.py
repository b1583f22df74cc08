"""What the measures are worked out from: the plan's facts of claims, and code sets with their year.

Values only. Reading the plan source and the files of codes is `source`'s business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

Schema = Mapping[str, pl.DataType | type[pl.DataType]]
SPANS: Schema = {"person_id": pl.String, "start_on": pl.Date, "end_on": pl.Date}
PEOPLE: Schema = {
    "person_id": pl.String,
    "birth_date": pl.Date,
    "gender": pl.String,
    "died_on": pl.Date,
}
COSTS: Schema = {
    "person_id": pl.String,
    "on": pl.Date,
    "service": pl.String,
    "is_readmission": pl.Boolean,
    "paid": pl.Float64,
    "allowed": pl.Float64,
    "paid_on": pl.Date,
}
STAYS: Schema = {
    "person_id": pl.String,
    "admitted_on": pl.Date,
    "discharged_on": pl.Date,
    "principal": pl.String,
    "diagnoses": pl.List(pl.String),
    "procedures": pl.List(pl.String),
    "admit_source_code": pl.String,
}
ED_VISITS: Schema = {
    "person_id": pl.String,
    "visit_on": pl.Date,
    "discharged_on": pl.Date,
    "principal": pl.String,
    "diagnoses": pl.List(pl.String),
    "led_to_stay": pl.Boolean,
    "notice_days": pl.Int64,
}
SEEN: Schema = {"person_id": pl.String, "on": pl.Date}


def _empty(schema: Schema) -> pl.DataFrame:
    return pl.DataFrame(schema=dict(schema))


@dataclass(frozen=True)
class ClaimFacts:
    """What the plan's records say of the asked persons, as known on the day of the run.

    `spans` are days of coverage, merged, so that two plans at once count once, and ended by death.
    `costs` has one row a claim or fill, in US dollars, placed on the claim's first day; reversals
    are negative. `visits` are days seen outside the emergency department; `hospice` days of hospice
    care. `panel` are the persons attributed to the practice. `remarks` say what is missing or looks
    wrong: counts, never values. `data_through` is the last day of service of any claim, and
    `paid_through` the last day on which one was paid; None where the plan has no such days.
    """

    data_through: date
    spans: pl.DataFrame = field(default_factory=lambda: _empty(SPANS))
    people: pl.DataFrame = field(default_factory=lambda: _empty(PEOPLE))
    costs: pl.DataFrame = field(default_factory=lambda: _empty(COSTS))
    stays: pl.DataFrame = field(default_factory=lambda: _empty(STAYS))
    ed_visits: pl.DataFrame = field(default_factory=lambda: _empty(ED_VISITS))
    visits: pl.DataFrame = field(default_factory=lambda: _empty(SEEN))
    hospice: pl.DataFrame = field(default_factory=lambda: _empty(SEEN))
    panel: tuple[str, ...] = ()
    has_allowed: bool = True
    paid_through: date | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodeSet:
    """Families of codes of one year, without points; `is_own`: the organisation brought them."""

    name: str
    year: int
    families: Mapping[str, frozenset[str]]
    is_own: bool = False

    def __getitem__(self, family: str) -> frozenset[str]:
        """Return the codes of a family."""
        return self.families[family]

    def note(self, period_end: date) -> str:
        """Return which codes were used, and whether they are older or newer than the period."""
        words = f"{self.name} codes of {self.year}"
        if self.year == period_end.year:
            return words
        return f"{words}, {'older' if self.year < period_end.year else 'newer'} than the period"


@dataclass(frozen=True)
class CodeSets:
    """The sets in use; `ed_classification` has icd10 and the eight probabilities, when loaded."""

    pqi: CodeSet
    pqe: CodeSet
    ed_classification: pl.DataFrame | None = None
    ed_classification_year: int | None = None
