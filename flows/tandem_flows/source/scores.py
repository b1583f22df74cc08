"""Risk scores, of one model for one practice: scores of two sources are never ranked together."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.source.claims import list_persons
from tandem_flows.source.open import Source
from tandem_validators.guideline.values import Values

MODEL_NOT_STATED = "plan risk score (model not stated)"
# Of each model the latest score; the model is the one that scored most of the practice's members.
_PLAN_SCORES = f"""
WITH latest AS (
    SELECT person_id, coalesce(model, '{MODEL_NOT_STATED}') AS score_source,
        arg_max(score, (coalesce(scored_on, DATE '0001-01-01'), score)) AS risk_score
    FROM tandem.risk_score WHERE coalesce(scored_on <= $as_of, true) GROUP BY ALL
), chosen AS (
    SELECT score_source FROM latest
    SEMI JOIN (FROM tandem.attribution WHERE practice_id = $practice_id) USING (person_id)
    GROUP BY score_source ORDER BY count(*) DESC, score_source LIMIT 1
)
SELECT person_id, risk_score, score_source FROM latest
SEMI JOIN chosen USING (score_source) SEMI JOIN temp.listed USING (person_id)
"""


def risk_scores(
    source: Source, person_ids: list[str], practice_id: str, as_of: date, values: Values
) -> pl.DataFrame:
    """Return person_id, risk_score, score_source of those who have a score on `as_of`.

    All scores come from one model: of the plan's, the one with most members of the practice; for a
    plan without scores a default one, labelled as such.
    """
    if not source.has("risk_score"):
        # The default model takes a quarter of a second to load; plans with a score do without it.
        from tandem_flows.source.default_score import default_scores

        return default_scores(source, person_ids, as_of, values)
    list_persons(source.connection, person_ids)
    asked = {"as_of": as_of, "practice_id": practice_id}
    return source.connection.execute(_PLAN_SCORES, asked).pl()
