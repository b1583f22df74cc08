"""The covered members of one practice with the groups they belong to: age, sex, language, payer."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.source.open import Source
from tandem_flows.source.people import BELONGING, PEOPLE

_GROUPS = f"""
SELECT p.person_id, p.birth_date, p.gender, p.payer_type, l.primary_language
FROM {PEOPLE} AS p JOIN {BELONGING} AS b USING (person_id)
LEFT JOIN (
    SELECT person_id, min(primary_language) AS primary_language
    FROM tandem.language GROUP BY person_id
) AS l USING (person_id)
WHERE b.practice_id = $practice_id AND p.is_covered ORDER BY p.person_id
"""


def member_groups(source: Source, practice_id: str, as_of: date) -> pl.DataFrame:
    """Return person_id, birth_date, gender, payer_type, primary_language; empty where not known."""
    return source.connection.execute(_GROUPS, {"practice_id": practice_id, "as_of": as_of}).pl()
