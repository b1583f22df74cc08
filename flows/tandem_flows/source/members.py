"""The plan's highest-risk members of its practices, with the reasons that claims give.

Who is ranked and why; the order of the call and the match with the practice's list are rules.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.source.asked import ListsAhead
from tandem_flows.source.list_reasons import list_reasons
from tandem_flows.source.open import Source
from tandem_flows.source.people import BELONGING, LISTED_BELONGING, LISTED_PEOPLE, PEOPLE
from tandem_flows.source.scores import score_persons
from tandem_validators.guideline.values import Values

COLUMNS = (
    "rank", "person_id", "first_name", "last_name", "birth_date", "gender", "member_id", "phone",
    "address", "city", "zip_code", "pcp_name", "risk_score", "score_source", "reasons",
    "risk_definition",
)  # fmt: skip
_TO_SCORE = f"""
CREATE OR REPLACE TEMP TABLE to_score AS
SELECT person_id, b.practice_id FROM {PEOPLE} AS p JOIN {BELONGING} AS b USING (person_id)
WHERE p.is_covered AND b.practice_id IN (SELECT unnest(CAST($practices AS VARCHAR[])))
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
    ahead = source.standing.lists
    if ahead is not None and ahead.answers(practice_id, as_of, values.digest(), risk_definition):
        return ahead.lists.filter(practice_id=practice_id).select(COLUMNS)
    return _lists(source, [practice_id], as_of, values, risk_definition).select(COLUMNS)


def make_lists_ahead(
    source: Source, practices: Collection[str], as_of: date, values: Values, risk_definition: str
) -> None:
    """Work the lists of these practices out at once; `high_risk_members` then finds its own there.

    For a plan without scores nothing is done: each list is worked out when it is asked for.
    """
    if source.has("risk_score"):
        lists = _lists(source, practices, as_of, values, risk_definition)
        question = (as_of, values.digest(), risk_definition)
        source.standing.lists = ListsAhead(question, frozenset(practices), lists)


def _lists(
    source: Source,
    practices: Collection[str],
    as_of: date,
    values: Values,
    risk_definition: str,
) -> pl.DataFrame:
    """The lists of one practice or several; of several each person's own practice counts."""
    run, named = source.connection.execute, list(practices)
    practice_id = named[0] if len(named) == 1 else None
    run(_TO_SCORE, {"as_of": as_of, "practices": named})
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
