"""What claims and the event feed show of a period: for tracking, plan-lead and monitor reports."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.source.encounters import build_encounters
from tandem_flows.source.open import Source

# of service before the period, and paid since the last report: no report has shown it yet
_LATE = "claim_start_date < $start_on AND paid_date > $last_report_on"
_ACTIVITY = """
WITH fills AS (
    SELECT person_id, sum(paid_amount) AS amount FROM temp.fills
    WHERE dispensing_date BETWEEN $start_on AND $end_on GROUP BY person_id
), claims AS (
    SELECT person_id,
        sum(paid_amount) FILTER (WHERE claim_start_date BETWEEN $start_on AND $end_on) AS amount,
        count(DISTINCT claim_id) FILTER (WHERE {LATE}) AS late,
        sum(paid_amount) FILTER (WHERE {LATE}) AS late_amount,
        list(DISTINCT claim_id) FILTER (WHERE {LATE}) AS late_ids
    FROM temp.lines GROUP BY person_id
)
SELECT l.person_id,
    (SELECT count(*) FROM temp.ed_visits AS e WHERE e.person_id = l.person_id
     AND e.visit_on BETWEEN $start_on AND $end_on) AS ed_visits,
    (SELECT count(*) FROM temp.stays AS s WHERE s.person_id = l.person_id
     AND s.admitted_on BETWEEN $start_on AND $end_on) AS admissions,
    CASE WHEN $has_events THEN (SELECT count(*) FROM temp.events AS e
        WHERE e.person_id = l.person_id AND e.kind = 'referral'
        AND e.event_on BETWEEN $start_on AND $end_on) END AS referrals,
    CASE WHEN $has_events THEN (SELECT count(*) FROM temp.events AS e
        WHERE e.person_id = l.person_id AND e.kind = 'out_of_network'
        AND e.event_on BETWEEN $start_on AND $end_on) END AS out_of_network,
    round(coalesce(c.amount, 0) + coalesce(f.amount, 0), 2) AS paid_amount,
    CASE WHEN $has_paid_dates THEN coalesce(c.late, 0) END AS late_claims,
    CASE WHEN $has_paid_dates THEN (SELECT count(*) FROM temp.ed_visits AS e
        WHERE e.person_id = l.person_id AND e.visit_on < $start_on
        AND list_has_any(e.claim_ids, c.late_ids)) END AS late_ed_visits,
    CASE WHEN $has_paid_dates THEN (SELECT count(*) FROM temp.stays AS s
        WHERE s.person_id = l.person_id AND s.admitted_on < $start_on
        AND list_has_any(s.claim_ids, c.late_ids)) END AS late_admissions,
    CASE WHEN $has_paid_dates THEN round(coalesce(c.late_amount, 0), 2) END AS late_paid_amount
FROM temp.listed AS l LEFT JOIN claims AS c USING (person_id) LEFT JOIN fills AS f USING (person_id)
ORDER BY l.person_id
""".replace("{LATE}", _LATE)


@implements("LED-07", "TRK-04")
def claims_activity(
    source: Source,
    person_ids: list[str],
    start_on: date,
    end_on: date,
    as_of: date,
    last_report_on: date | None,
) -> pl.DataFrame:
    """Return each person's use of care from `start_on` to `end_on`, as known on `as_of`.

    One row a person, zeros included: person_id, ed_visits, admissions, referrals, out_of_network
    (empty without the event feed), paid_amount (medical and pharmacy in US dollars, reversals
    netted); and of service before the period that was paid since `last_report_on`, so that no
    report has shown it: late_claims, late_ed_visits, late_admissions, late_paid_amount; none
    before a first report, empty where the plan has no payment dates.
    """
    build_encounters(source, person_ids, None, as_of)
    asked = {
        "start_on": start_on,
        "end_on": end_on,
        "last_report_on": last_report_on,
        "has_events": source.has("utilization_event"),
        "has_paid_dates": "paid_date" in source.columns("medical_claim"),
    }
    return source.connection.execute(_ACTIVITY, asked).pl()
