"""What claims say happened to listed persons as of a day: stays, ED visits, visits.

`build_encounters` leaves temporary tables on the source's connection; the modules beside it ask
them. Nothing dated after `as_of` enters: no service, no payment, no event, no notice.

How claims are read (ours, where the contract leaves it open):
- A claim is *reversed* when it has a negative line and nets to zero or less, alone or together with
  the claims of the same person, day, type and providers. It is no encounter; its dollars count.
  A claim that paid nothing without a negative line happened.
- A *stay* is a facility claim of bill type 11x with a room-and-board line (revenue centre 010x to
  021x) or an MS-DRG; where the plan has no bill types, that line or MS-DRG alone. A person's claims
  that overlap or follow within a day are one stay, a transfer included.
- An *ED visit* is a person's day with revenue centre 045x or 0981, HCPCS 99281 to 99285 or place of
  service 23. Days strictly inside a stay belong to it; a visit on the day of admission or the day
  before `led_to_stay`.
- A *visit* is any other claim of a provider, emergency department included, unless all its lines
  are laboratory, imaging, ambulance, supplies or medicines.
- The plan's event feed adds stays and ED visits whose claims have not come yet (origin `feed`).
"""

from __future__ import annotations

from datetime import date

from tandem_flows.source.asked import Asked, list_persons, list_practice_npis
from tandem_flows.source.claims import build_claims
from tandem_flows.source.gathered import gather
from tandem_flows.source.open import Source

_STAYS = """
CREATE OR REPLACE TEMP TABLE stays AS
WITH inpatient AS (
    SELECT *, admitted_on > max(discharged_on) OVER (
        PARTITION BY person_id ORDER BY admitted_on, discharged_on, claim_id
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + 1 AS opens
    FROM temp.claims WHERE is_inpatient AND NOT is_reversed
), numbered AS (
    SELECT *, sum(CAST(coalesce(opens, true) AS INTEGER)) OVER (
        PARTITION BY person_id ORDER BY admitted_on, discharged_on, claim_id) AS stay
    FROM inpatient
), claimed AS (
    SELECT person_id, min(admitted_on) AS admitted_on, max(discharged_on) AS discharged_on,
        arg_min(reason, (admitted_on, claim_id)) AS reason,
        bool_or(is_substance_use) AS is_substance_use,
        arg_min(ms_drg_code, (admitted_on, claim_id)) AS ms_drg_code,
        arg_min(admit_source_code, (admitted_on, claim_id)) AS admit_source_code,
        arg_max(discharge_disposition_code, (discharged_on, claim_id))
            AS discharge_disposition_code,
        list(claim_id ORDER BY claim_id) AS claim_ids, 'claim' AS origin
    FROM numbered GROUP BY person_id, stay
), fed AS (
    SELECT DISTINCT person_id, event_on AS admitted_on FROM temp.events AS e
    WHERE kind = 'admission' AND NOT EXISTS (
        FROM claimed AS c WHERE c.person_id = e.person_id
        AND e.event_on BETWEEN c.admitted_on - 1 AND c.discharged_on)
)
FROM claimed UNION ALL BY NAME SELECT *, false AS is_substance_use, 'feed' AS origin FROM fed
"""
_ED_VISITS = """
CREATE OR REPLACE TEMP TABLE ed_visits AS
WITH days AS (
    SELECT person_id, start_on AS visit_on, bool_or(is_substance_use) AS is_substance_use,
        arg_max(reason, (is_sure_ed, is_facility, claim_id)) AS reason,
        list(claim_id ORDER BY claim_id) AS claim_ids, 'claim' AS origin
    FROM temp.claims WHERE is_ed AND NOT is_reversed GROUP BY person_id, start_on
), fed AS (
    SELECT DISTINCT person_id, event_on AS visit_on, false AS is_substance_use, 'feed' AS origin
    FROM temp.events AS e WHERE kind = 'ed' AND NOT EXISTS (
        FROM days AS d WHERE d.person_id = e.person_id AND d.visit_on = e.event_on)
), visits AS (FROM days UNION ALL BY NAME FROM fed)
SELECT v.*, EXISTS (
    FROM temp.stays AS s WHERE s.person_id = v.person_id
    AND v.visit_on BETWEEN s.admitted_on - 1 AND s.admitted_on) AS led_to_stay
FROM visits AS v WHERE NOT EXISTS (
    FROM temp.stays AS s WHERE s.person_id = v.person_id
    AND v.visit_on > s.admitted_on AND v.visit_on < s.discharged_on)
"""
_EVENTS = """
CREATE OR REPLACE TEMP TABLE events AS
SELECT e.* FROM tandem.utilization_event AS e SEMI JOIN temp.listed USING (person_id)
WHERE greatest(event_on, notified_on) <= $as_of
"""
# Specialties that give primary care, and those that treat nobody over time.
_NOT_SPECIALISTS = """(
    'family medicine', 'family practice', 'general practice', 'internal medicine', 'pediatrics',
    'geriatrics', 'geriatric medicine', 'primary care', 'nurse practitioner', 'physician assistant',
    'emergency medicine', 'radiology', 'diagnostic radiology', 'pathology', 'anesthesiology',
    'hospital medicine', 'hospitalist', 'laboratory', 'pharmacy')"""
# One row a visit and provider; name and specialty are empty where the plan does not know them.
_VISITS = f"""
CREATE OR REPLACE TEMP TABLE visits AS
WITH named AS (
    SELECT npi, arg_min(name, (name, practice_id)) AS name, min(specialty) AS specialty
    FROM tandem.provider GROUP BY npi
)
SELECT c.person_id, c.start_on AS seen_on, c.npi, named.name, named.specialty,
    c.is_practice, coalesce(lower(specialty) NOT IN {_NOT_SPECIALISTS}, false) AS is_specialist,
    c.is_substance_use OR contains(lower(coalesce(specialty, '')), 'addict')
        OR contains(lower(coalesce(specialty, '')), 'substance') AS is_substance_use
FROM temp.claims AS c LEFT JOIN named USING (npi)
WHERE c.is_visit AND NOT c.is_reversed AND c.npi IS NOT NULL
"""


def build_encounters(
    source: Source, person_ids: list[str], practice_id: str | None, as_of: date
) -> None:
    """Leave the temporary tables listed, lines, fills, claims, events, stays, ed_visits and visits.

    `practice_id` decides which visits are the practice's (`is_practice`); with None each person's
    own practice does. A plan without the provider view leaves it unknown. Tables that stand for the
    same question already are left as they are.
    """
    asked = Asked(frozenset(person_ids), practice_id, as_of)
    if source.standing.asked == asked:
        return
    source.standing.asked = None
    list_persons(source.connection, person_ids, practice_id)
    list_practice_npis(source.connection, source.has("provider"))
    gather(source.connection, source.columns("medical_claim"))
    build_claims(source.connection, as_of)
    run = source.connection.execute
    run(_EVENTS, {"as_of": as_of})
    run(_STAYS)
    run(_ED_VISITS)
    run(_VISITS)
    source.standing.asked = asked
