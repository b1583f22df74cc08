"""The plan's highest-risk members of its practices, with the reasons that claims give.

Who is ranked and why; the order of the call and the match with the practice's list are rules.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.source.list_reasons import list_reasons
from tandem_flows.source.open import Source
from tandem_flows.source.people import BELONGING, LISTED_BELONGING, LISTED_PEOPLE, PEOPLE
from tandem_flows.source.scores import score_persons
from tandem_validators.errors import InputRefused, Problem
from tandem_validators.guideline.values import Values

COLUMNS = (
    "rank", "person_id", "first_name", "last_name", "birth_date", "gender", "member_id", "phone",
    "address", "city", "zip_code", "pcp_name", "risk_score", "score_source", "reasons",
    "risk_definition",
)  # fmt: skip
_TO_SCORE = f"""
CREATE OR REPLACE TEMP TABLE to_score AS
SELECT person_id, b.practice_id FROM {PEOPLE} AS p JOIN {BELONGING} AS b USING (person_id)
WHERE p.is_covered AND coalesce(b.practice_id = $practice_id, $practice_id IS NULL)
"""
_RANKED = """
CREATE OR REPLACE TEMP TABLE ranked AS
SELECT practice_id, person_id, risk_score, score_source, row_number() OVER (
    PARTITION BY practice_id ORDER BY risk_score DESC, person_id) AS rank
FROM temp.scored QUALIFY rank <= $list_size
"""
_MEMBERS = f"""
SELECT r.*, p.* EXCLUDE (person_id), b.pcp_name FROM temp.ranked AS r
JOIN {LISTED_PEOPLE} AS p USING (person_id) JOIN {LISTED_BELONGING} AS b USING (person_id)
ORDER BY r.practice_id, r.rank
"""


@implements("IDN-01", "IDN-04")
def high_risk_members(
    source: Source, practice_id: str, as_of: date, values: Values, risk_definition: str
) -> pl.DataFrame:
    """Return the plan's list: its highest-scored covered, living members of the practice.

    The columns of the handoff `plan_list`; at most `list_size` rows, by score, then person_id.
    Members without a score of the list's one model are not ranked. `risk_definition` is the plan's.
    """
    return _lists(source, practice_id, as_of, values, risk_definition).select(COLUMNS)


def lists_of_all_practices(
    source: Source, as_of: date, values: Values, risk_definition: str
) -> pl.DataFrame:
    """Return the plan's lists of all its practices: practice_id, then as `high_risk_members`.

    Raises InputRefused for a plan without scores: the default ones would need every member's claims
    at once.
    """
    if not source.has("risk_score"):
        what = "is missing: default scores of all members at once would take too much memory"
        remedy = "Ask for one practice after the other."
        raise InputRefused(Problem("source.sql, view risk_score", what, remedy))
    return _lists(source, None, as_of, values, risk_definition)


def _lists(
    source: Source, practice_id: str | None, as_of: date, values: Values, risk_definition: str
) -> pl.DataFrame:
    run = source.connection.execute
    run(_TO_SCORE, {"as_of": as_of, "practice_id": practice_id})
    score_persons(source, practice_id, as_of, values)
    run(_RANKED, {"list_size": values.number("list_size")})
    run("DROP TABLE temp.to_score; DROP TABLE temp.scored")  # a row a member is much to keep
    listed = [row[0] for row in run("SELECT person_id FROM temp.ranked").fetchall()]
    reasons = list_reasons(source, listed, practice_id, as_of, values)
    return (
        run(_MEMBERS, {"as_of": as_of})
        .pl()
        .join(reasons, on="person_id", maintain_order="left")
        .with_columns(pl.lit(risk_definition).alias("risk_definition"))
        .select("practice_id", *COLUMNS)
    )
