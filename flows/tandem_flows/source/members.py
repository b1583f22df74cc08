"""The plan's highest-risk members of a practice, with the reasons that claims give.

Who is ranked and why; the order of the call and the match with the practice's list are rules.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.days import add_months
from tandem_flows.source.claims import VISIBLE
from tandem_flows.source.encounters import build_encounters
from tandem_flows.source.open import Source
from tandem_flows.source.people import BELONGING, PEOPLE
from tandem_flows.source.scores import risk_scores
from tandem_validators.guideline.values import Values

COLUMNS = (
    "rank", "person_id", "first_name", "last_name", "birth_date", "gender", "member_id", "phone",
    "address", "city", "zip_code", "pcp_name", "risk_score", "score_source", "reasons",
    "risk_definition",
)  # fmt: skip
SCORE_ONLY = "score only: no stay, ED visit or recurring diagnosis on record"
_TOP_TENTH = 0.9
_MEMBERS = f"""
SELECT p.*, b.pcp_name FROM {PEOPLE} AS p JOIN {BELONGING} AS b USING (person_id)
WHERE b.practice_id = $practice_id AND p.is_covered
"""
# Paid in the window, over all covered members, those without a claim included.
_PAID = f"""
CREATE OR REPLACE TEMP TABLE paid AS
WITH amounts AS (
    SELECT person_id, sum(paid_amount) AS amount FROM (
        SELECT person_id, paid_amount FROM tandem.medical_claim
        WHERE claim_start_date > $since AND {VISIBLE}
        UNION ALL SELECT person_id, paid_amount FROM tandem.pharmacy_claim
        WHERE dispensing_date > $since AND dispensing_date <= $as_of
    ) GROUP BY person_id
), covered AS (
    SELECT DISTINCT person_id FROM tandem.eligibility
    WHERE $as_of BETWEEN enrollment_start_date AND enrollment_end_date
)
SELECT person_id, coalesce(amount, 0) AS amount,
    quantile_cont(coalesce(amount, 0), {_TOP_TENTH}) OVER () AS top_tenth
FROM covered LEFT JOIN amounts USING (person_id)
"""
# Substance use diagnoses never enter a reason, whoever consented.
_REASONS = """
WITH recurring AS (
    SELECT person_id, count(*) AS diagnoses FROM (
        SELECT person_id, left(code, 3) AS category
        FROM (SELECT person_id, start_on, unnest(diagnoses) AS code FROM temp.claims
              WHERE NOT is_reversed AND NOT is_substance_use AND start_on > $since)
        GROUP BY ALL HAVING count(DISTINCT start_on) > 1
    ) GROUP BY person_id
), counted AS (
    SELECT l.person_id,
        (SELECT count(*) FROM temp.stays AS s
         WHERE s.person_id = l.person_id AND s.admitted_on > $since) AS stays,
        (SELECT count(*) FROM temp.ed_visits AS e
         WHERE e.person_id = l.person_id AND e.visit_on > $since) AS ed_visits,
        r.diagnoses, p.amount > greatest(p.top_tenth, 0) AS is_costly
    FROM temp.listed AS l LEFT JOIN recurring AS r USING (person_id)
    LEFT JOIN temp.paid AS p USING (person_id)
)
SELECT person_id, concat_ws('; ',
    CASE WHEN stays > 0 THEN format('admitted {} time{} in {} months',
        stays, if(stays = 1, '', 's'), $months) END,
    CASE WHEN ed_visits > 0 THEN format('{} ED visit{} in {} months',
        ed_visits, if(ed_visits = 1, '', 's'), $months) END,
    CASE WHEN diagnoses > 0 THEN format('{} recurring diagnos{}',
        diagnoses, if(diagnoses = 1, 'is', 'es')) END,
    CASE WHEN is_costly THEN 'paid in top tenth of members' END) AS reasons
FROM counted
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
    reasons = _reasons(source, listed["person_id"].to_list(), as_of, values)
    return listed.join(reasons, on="person_id", maintain_order="left").select(
        pl.col("rank").cast(pl.Int64), *COLUMNS[1:-1], pl.lit(risk_definition).alias(COLUMNS[-1])
    )


def _reasons(source: Source, person_ids: list[str], as_of: date, values: Values) -> pl.DataFrame:
    """Admissions, ED visits, diagnoses on two days or more, and cost, of the current months."""
    build_encounters(source, person_ids, None, as_of)
    months = values.number("current_diagnosis_months")
    since = add_months(as_of, -months)
    source.connection.execute(_PAID, {"since": since, "as_of": as_of})
    found = source.connection.execute(_REASONS, {"since": since, "months": months}).pl()
    said = pl.when(pl.col("reasons") == "").then(pl.lit(SCORE_ONLY)).otherwise("reasons")
    return found.with_columns(reasons=said)
