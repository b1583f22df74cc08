"""A risk score for plans that have none: CMS-HCC V28 over the plan's own diagnoses.

CMS-HCC is a payment model for Medicare, computed here for everyone as in the community and aged by
birth date; every score carries its name, so that nobody takes it for the plan's.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import polars as pl

from tandem_flows.rules.days import add_months, months_between
from tandem_flows.source.encounters import build_encounters
from tandem_flows.source.open import Source
from tandem_flows.source.people import LISTED_PEOPLE
from tandem_validators.guideline.values import Values

SCORE_SOURCE = "CMS-HCC V28 (hccinfhir)"
_MODEL = "CMS-HCC Model V28"
_SEXES = {"female": "F", "male": "M"}
_SCHEMA = {"person_id": pl.String, "risk_score": pl.Float64, "score_source": pl.String}
_DIAGNOSES = f"""
SELECT p.person_id, p.birth_date, p.gender, p.dual_status_code,
    list_distinct(flatten(list(coalesce(c.diagnoses, [])))) AS diagnoses
FROM {LISTED_PEOPLE} AS p
LEFT JOIN temp.claims AS c
    ON c.person_id = p.person_id AND NOT c.is_reversed AND c.start_on > $since
GROUP BY ALL ORDER BY p.person_id
"""


def default_scores(
    source: Source, person_ids: list[str], as_of: date, values: Values
) -> pl.DataFrame:
    """Return person_id, risk_score, score_source from the current diagnoses, age and sex.

    A person whose sex is neither female nor male gets no score: the model has none for them.
    """
    build_encounters(source, person_ids, None, as_of)
    since = add_months(as_of, -values.number("current_diagnosis_months"))
    asked = {"as_of": as_of, "since": since}
    model = _model()
    scores = [
        (person_id, _score(model, codes, months_between(born_on, as_of) // 12, gender, dual))
        for person_id, born_on, gender, dual, codes in source.connection.execute(
            _DIAGNOSES, asked
        ).fetchall()
        if gender in _SEXES
    ]
    rows = [(person_id, score, SCORE_SOURCE) for person_id, score in scores]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


@cache
def _model() -> Any:
    """The model with its tables, loaded when a plan first needs it."""
    from hccinfhir import HCCInFHIR

    return HCCInFHIR(model_name=_MODEL)


def _score(model: Any, codes: list[str], age: int, gender: str, dual: str | None) -> float:
    who = {"age": age, "sex": _SEXES[gender], "dual_elgbl_cd": dual or "NA"}
    return float(model.calculate_from_diagnosis(sorted(codes), **who).risk_score)
