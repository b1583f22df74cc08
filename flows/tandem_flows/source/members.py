"""The plan's highest-risk members of a practice, with the reasons that claims give.

Who is ranked and why; the order of the call and the match with the practice's list are rules.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.source.list_reasons import list_reasons
from tandem_flows.source.open import Source
from tandem_flows.source.people import BELONGING, PEOPLE
from tandem_flows.source.scores import risk_scores
from tandem_validators.guideline.values import Values

COLUMNS = (
    "rank", "person_id", "first_name", "last_name", "birth_date", "gender", "member_id", "phone",
    "address", "city", "zip_code", "pcp_name", "risk_score", "score_source", "reasons",
    "risk_definition",
)  # fmt: skip
_MEMBERS = f"""
SELECT p.*, b.pcp_name FROM {PEOPLE} AS p JOIN {BELONGING} AS b USING (person_id)
WHERE b.practice_id = $practice_id AND p.is_covered
"""


@implements("IDN-01", "IDN-04")
def high_risk_members(
    source: Source, practice_id: str, as_of: date, values: Values, risk_definition: str
) -> pl.DataFrame:
    """Return the plan's list: its highest-scored covered, living members of the practice.

    The columns of the handoff `plan_list`; at most `list_size` rows, by score, then person_id.
    Members without a score of the list's one model are not ranked. `risk_definition` is the plan's.
    """
    asked = {"as_of": as_of, "practice_id": practice_id}
    members = source.connection.execute(_MEMBERS, asked).pl()
    scores = risk_scores(source, members["person_id"].to_list(), practice_id, as_of, values)
    listed = (
        members.join(scores, on="person_id")
        .sort("risk_score", "person_id", descending=[True, False])
        .head(values.number("list_size"))
        .with_row_index("rank", offset=1)
    )
    reasons = list_reasons(source, listed["person_id"].to_list(), practice_id, as_of, values)
    return listed.join(reasons, on="person_id", maintain_order="left").select(
        pl.col("rank").cast(pl.Int64), *COLUMNS[1:-1], pl.lit(risk_definition).alias(COLUMNS[-1])
    )
