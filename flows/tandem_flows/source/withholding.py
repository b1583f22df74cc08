"""Substance use records (42 CFR Part 2): which codes and medicines they are, and who consented.

A claim that carries such a diagnosis is withheld whole: its diagnoses, reason and provider. Its
dates and dollars stay. Tobacco (F17) is not such a record. Consent has the kind
`substance_use_records` and is read from the source's `consent` view.
"""

from __future__ import annotations

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


def is_substance_use(diagnoses: str) -> str:
    """Return SQL that is true where a list of ICD-10-CM codes holds F10 to F19, except F17."""
    return (
        f"len(list_filter({diagnoses}, lambda code: code BETWEEN 'F10' AND 'F1ZZZZ'"
        " AND NOT starts_with(code, 'F17'))) > 0"
    )


def is_substance_use_medicine(drug_name: str) -> str:
    """Return SQL that is true where a medicine's name tells of treatment for substance use."""
    return f"regexp_matches(lower(coalesce({drug_name}, '')), '{'|'.join(MEDICINES)}')"
