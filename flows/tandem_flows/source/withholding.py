"""Substance use records (42 CFR Part 2): which codes and medicines they are, and who consented.

A claim that carries such a diagnosis is withheld whole: its diagnoses, reason and provider. Its
dates and dollars stay. Tobacco (F17) is not such a record. Consent has the kind
`substance_use_records` and is read from the source's `consent` view.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tandem_flows.source.open import Source

# the word any unclear reason gets: one of its own would tell that there is such a record
WITHHELD = NOT_CLASSIFIABLE = "not classifiable"
CONSENT_KIND = "substance_use_records"
MEDICINES = (
    "acamprosate", "antabuse", "buprenorphine", "campral", "disulfiram", "lofexidine", "lucemyra",
    "methadone", "naloxone", "naltrexone", "sublocade", "suboxone", "subutex", "vivitrol",
    "zubsolv",
)  # fmt: skip
# Persons whose consent holds on $as_of; `ended_on` is the first day it no longer does.
CONSENTED = f"""
CREATE OR REPLACE TEMP TABLE consented AS
SELECT DISTINCT person_id FROM tandem.consent
WHERE kind = '{CONSENT_KIND}' AND given_on <= $as_of AND coalesce(ended_on > $as_of, true)
"""

_ENDED = f"""
SELECT DISTINCT person_id FROM tandem.consent
WHERE kind = '{CONSENT_KIND}' AND list_contains($people, person_id)
    AND given_on <= $since AND ended_on > $since AND ended_on <= $as_of ORDER BY person_id
"""


def consent_ended(source: Source, person_ids: list[str], since: date, as_of: date) -> list[str]:
    """Return those of the persons whose consent held on `since` and holds no longer on `as_of`."""
    asked = {"people": person_ids, "since": since, "as_of": as_of}
    return [str(row[0]) for row in source.connection.execute(_ENDED, asked).fetchall()]


def is_substance_use(diagnoses: str) -> str:
    """Return SQL that is true where a list of ICD-10-CM codes holds F10 to F19, except F17."""
    return (
        f"len(list_filter({diagnoses}, lambda code: code BETWEEN 'F10' AND 'F1ZZZZ'"
        " AND NOT starts_with(code, 'F17'))) > 0"
    )


def is_substance_use_medicine(drug_name: str) -> str:
    """Return SQL that is true where a medicine's name tells of treatment for substance use."""
    return f"regexp_matches(lower(coalesce({drug_name}, '')), '{'|'.join(MEDICINES)}')"
