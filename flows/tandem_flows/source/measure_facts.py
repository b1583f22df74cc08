"""All that the measures ask of the plan source, in one look: coverage, cost, stays and visits.

Facts only; which of them count for a measure is a rule.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.rules.measures.facts import (
    COSTS,
    ED_VISITS,
    PEOPLE,
    SEEN,
    SPANS,
    STAYS,
    ClaimFacts,
    Schema,
)
from tandem_flows.source.claims import VISIBLE
from tandem_flows.source.costs import claim_costs, cost_remarks, has_allowed
from tandem_flows.source.encounters import build_encounters
from tandem_flows.source.gathered import codes_together
from tandem_flows.source.open import Source
from tandem_flows.source.people import LISTED_PEOPLE as PERSONS
from tandem_validators.guideline.values import Values

# Spans of one person that overlap or touch are one; the day asked ends coverage, and so does death
# unless the values in force say otherwise.
_SPANS = f"""
WITH spans AS (
    SELECT e.person_id, e.enrollment_start_date AS start_on,
        least(e.enrollment_end_date, $as_of,
            CASE WHEN $death_ends_coverage THEN p.died_on END) AS end_on
    FROM tandem.listed_eligibility AS e
    JOIN {PERSONS} AS p USING (person_id) WHERE e.enrollment_start_date <= $as_of
), marked AS (
    SELECT *, start_on > max(end_on) OVER (PARTITION BY person_id ORDER BY start_on, end_on
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + 1 AS opens
    FROM spans WHERE start_on <= end_on
), numbered AS (
    SELECT *, sum(CAST(coalesce(opens, true) AS INTEGER)) OVER (
        PARTITION BY person_id ORDER BY start_on, end_on) AS span FROM marked
)
SELECT person_id, min(start_on) AS start_on, max(end_on) AS end_on
FROM numbered GROUP BY person_id, span ORDER BY ALL
"""
_PEOPLE = f"""
SELECT person_id, birth_date, gender, died_on FROM {PERSONS}
ORDER BY person_id
"""
# One stay begins on a day, and one ED visit is a day: with the person that names it.
_STAYS = f"""
WITH billed AS (
    SELECT person_id, admitted_on AS began_on, unnest(claim_ids) AS claim_id FROM temp.stays
), told AS (
    SELECT person_id, began_on, list_distinct(flatten(list(diagnoses))) AS diagnoses
    FROM billed JOIN temp.claims USING (person_id, claim_id) GROUP BY ALL
), done AS (
    SELECT person_id, began_on, {codes_together("procedures")} AS procedures
    FROM billed JOIN temp.lines USING (person_id, claim_id) GROUP BY ALL
)
SELECT s.person_id, s.admitted_on, s.discharged_on, s.reason AS principal, told.diagnoses,
    done.procedures, s.admit_source_code
FROM temp.stays AS s
LEFT JOIN told ON told.person_id = s.person_id AND told.began_on = s.admitted_on
LEFT JOIN done ON done.person_id = s.person_id AND done.began_on = s.admitted_on ORDER BY ALL
"""
_ED_VISITS = """
WITH billed AS (
    SELECT person_id, visit_on, unnest(claim_ids) AS claim_id FROM temp.ed_visits
), told AS (
    SELECT person_id, visit_on, max(end_on) AS end_on,
        list_distinct(flatten(list(diagnoses))) AS diagnoses
    FROM billed JOIN temp.claims USING (person_id, claim_id) GROUP BY ALL
), notified AS (
    SELECT person_id, event_on AS visit_on, min(notified_on - event_on) AS notice_days
    FROM temp.events WHERE kind = 'ed' GROUP BY ALL
)
SELECT e.person_id, e.visit_on, greatest(e.visit_on, told.end_on) AS discharged_on,
    e.reason AS principal, told.diagnoses, e.led_to_stay, notified.notice_days
FROM temp.ed_visits AS e LEFT JOIN told USING (person_id, visit_on)
LEFT JOIN notified USING (person_id, visit_on) ORDER BY ALL
"""
_VISITS = """
SELECT DISTINCT person_id, start_on AS "on" FROM temp.claims
WHERE is_visit AND NOT is_ed AND NOT is_reversed ORDER BY ALL
"""
_HOSPICE = """
SELECT DISTINCT person_id, claim_start_date AS "on" FROM temp.lines
WHERE regexp_matches(coalesce(bill_type, ''), '^8[12]')
    OR regexp_matches(coalesce(revenue, ''), '^065') OR coalesce(place = '34', false) ORDER BY ALL
"""
_THROUGH = f"""
SELECT max(least(claim_start_date, $as_of)), max(paid_date)
FROM tandem.medical_claim WHERE {VISIBLE}
"""
_PANEL = "SELECT person_id FROM tandem.attribution WHERE practice_id = $practice_id ORDER BY ALL"


def measure_facts(
    source: Source, person_ids: list[str], practice_id: str | None, as_of: date, values: Values
) -> ClaimFacts:
    """Return the facts of `person_ids` and of everyone attributed to the practice, as on `as_of`.

    With None for the practice each person's own counts, and there is no panel.
    `data_through` is the last day of service of any claim that the plan knows by then, and
    `paid_through` the last day on which one was paid.
    """
    run = source.connection.execute
    panel = [row[0] for row in run(_PANEL, {"practice_id": practice_id}).fetchall()]
    build_encounters(source, sorted({*person_ids, *panel}), practice_id, as_of)
    covered = {"as_of": as_of, "death_ends_coverage": values.flag("death_ends_coverage")}
    costs = claim_costs(source, values.number("readmission_days"))
    data_through, paid_through = _known_through(source, as_of)
    return ClaimFacts(
        data_through=data_through,
        paid_through=paid_through,
        spans=_typed(run(_SPANS, covered).pl(), SPANS),
        people=_typed(run(_PEOPLE, {"as_of": as_of}).pl(), PEOPLE),
        costs=_typed(costs, COSTS),
        stays=_typed(run(_STAYS).pl(), STAYS),
        ed_visits=_typed(run(_ED_VISITS).pl(), ED_VISITS),
        visits=_typed(run(_VISITS).pl(), SEEN),
        hospice=_typed(run(_HOSPICE).pl(), SEEN),
        panel=tuple(panel),
        has_allowed=has_allowed(source),
        remarks=cost_remarks(source, costs),
    )


def _known_through(source: Source, as_of: date) -> tuple[date, date | None]:
    """The same for every practice, and a look through all claims: looked up once a day asked."""
    if as_of not in source.standing.through:
        found = source.connection.execute(_THROUGH, {"as_of": as_of}).fetchone()
        served, paid = found or (None, None)
        source.standing.through[as_of] = served or as_of, paid
    return source.standing.through[as_of]


def _typed(frame: pl.DataFrame, schema: Schema) -> pl.DataFrame:
    return frame.select(pl.col(name).cast(kind) for name, kind in schema.items())
