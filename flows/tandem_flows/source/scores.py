"""Risk scores, of one model for one practice: scores of two sources are never ranked together."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.source.asked import list_persons
from tandem_flows.source.open import Source
from tandem_validators.guideline.values import Values

MODEL_NOT_STATED = "plan risk score (model not stated)"
_SEEN = "tandem.risk_score WHERE coalesce(scored_on <= $as_of, true)"
# The model of a practice is the one that scored most of its members.
_MODELS = f"""
CREATE OR REPLACE TEMP TABLE models AS
SELECT practice_id, coalesce(model, '{MODEL_NOT_STATED}') AS score_source
FROM (FROM {_SEEN}) JOIN tandem.attribution USING (person_id)
WHERE coalesce(practice_id = $practice_id, $practice_id IS NULL)
GROUP BY practice_id, score_source QUALIFY row_number() OVER (
    PARTITION BY practice_id ORDER BY count(DISTINCT person_id) DESC, score_source) = 1
"""
# Of each model the latest score.
_PLAN_SCORES = f"""
CREATE OR REPLACE TEMP TABLE scored AS
WITH latest AS (
    SELECT person_id, practice_id, coalesce(model, '{MODEL_NOT_STATED}') AS score_source,
        arg_max(score, (coalesce(scored_on, DATE '0001-01-01'), score)) AS risk_score
    FROM (FROM {_SEEN}) JOIN temp.to_score USING (person_id) GROUP BY ALL
)
SELECT person_id, practice_id, risk_score, score_source FROM latest
WHERE (practice_id, score_source) IN (FROM temp.models)
"""
_DEFAULT_SCORES = """
CREATE OR REPLACE TEMP TABLE scored AS
SELECT person_id, practice_id, risk_score, score_source
FROM temp.to_score JOIN scores_found USING (person_id)
"""


def risk_scores(
    source: Source, person_ids: list[str], practice_id: str | None, as_of: date, values: Values
) -> pl.DataFrame:
    """Return person_id, risk_score, score_source of those who have a score on `as_of`.

    All scores of a practice come from one model: of the plan's, the one with most of its members;
    for a plan without scores a default one, labelled as such. With None for the practice each
    person's own counts.
    """
    list_persons(source.connection, person_ids, practice_id, "to_score")
    score_persons(source, practice_id, as_of, values)
    scored = "SELECT person_id, risk_score, score_source FROM temp.scored"
    return source.connection.execute(scored).pl()


def score_persons(source: Source, practice_id: str | None, as_of: date, values: Values) -> None:
    """Leave the temporary table `scored`: those in `to_score` who have a score, with it.

    The table `to_score` has person_id and the practice_id that counts as theirs.
    """
    run = source.connection.execute
    if source.has("risk_score"):
        _choose_models(source, practice_id, as_of)
        run(_PLAN_SCORES, {"as_of": as_of})
        return
    # The default model takes a quarter of a second to load; plans with a score do without it.
    from tandem_flows.source.default_score import default_scores

    person_ids = [row[0] for row in run("SELECT person_id FROM temp.to_score").fetchall()]
    source.connection.register("scores_found", default_scores(source, person_ids, as_of, values))
    run(_DEFAULT_SCORES)
    source.connection.unregister("scores_found")


def _choose_models(source: Source, practice_id: str | None, as_of: date) -> None:
    """Leave the temporary table `models`, unless it stands: practice_id, score_source."""
    if source.standing.models != (practice_id, as_of):
        source.connection.execute(_MODELS, {"practice_id": practice_id, "as_of": as_of})
        source.standing.models = (practice_id, as_of)
