"""The column headings a practice may use for each field of its list: data and its look-up.

The data dictionary lists these spellings. A heading is compared without case, blanks, accents and
punctuation, so `Date of Birth`, `date_of_birth` and `DATE-OF-BIRTH` are one spelling.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

REQUIRED = ("rank", "first_name", "last_name", "birth_date")

ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "rank": ("Rank", "Priority", "Risk Rank", "Ranking", "#"),
        "first_name": ("First Name", "First", "Given Name", "Forename", "Patient First Name"),
        "last_name": ("Last Name", "Last", "Surname", "Family Name", "Patient Last Name"),
        "birth_date": ("Birth Date", "DOB", "Date of Birth", "Birthday", "Patient DOB", "BirthDt"),
        "gender": ("Gender", "Sex", "Gender Identity", "Patient Sex"),
        "phone": ("Phone", "Phone Number", "Telephone", "Telephone Number", "Cell", "Mobile"),
        "address": ("Address", "Street", "Street Address", "Address 1", "Address Line 1"),
        "city": ("City", "Town"),
        "state": ("State", "ST"),
        "zip_code": ("ZIP Code", "ZIP", "Postal Code", "ZIP5"),
        "member_id": (
            "Member ID",
            "Member Number",
            "Member No",
            "Member #",
            "Insurance ID",
            "Subscriber ID",
            "Plan ID",
            "Health Plan ID",
        ),
        "practice_patient_id": (
            "Practice Patient ID",
            "MRN",
            "Medical Record Number",
            "Chart Number",
        ),
        "risk_definition": (
            "Risk Definition",
            "Definition of High Risk",
            "High Risk Definition",
            "High Risk Means",
        ),
        "risk_drivers": ("Risk Drivers", "Reason", "Reasons", "Why High Risk", "Drivers of Risk"),
        "pcp_name": ("PCP Name", "PCP", "Primary Care Clinician", "Primary Care Provider"),
        "last_visit_date": ("Last Visit Date", "Last Visit", "Last Seen", "Date of Last Visit"),
        "last_visit_purpose": (
            "Last Visit Purpose",
            "Visit Purpose",
            "Reason for Visit",
            "Reason for Last Visit",
        ),
        "urgent": ("Urgent", "Is Urgent", "Urgent Patient"),
        "added_late_reason": (
            "Added Late Reason",
            "Added Late Because",
            "Why Added",
            "Reason Added",
        ),
    }
)

GENDER_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "female": ("female", "f", "woman", "w"),
        "male": ("male", "m", "man"),
        "other": ("other", "o", "x", "nonbinary", "another"),
        "unknown": ("unknown", "u", "unk", "not known", "not stated"),
    }
)


def folded(words: str) -> str:
    """Return `words` without case, accents, blanks and punctuation; `#` alone stays."""
    plain = unicodedata.normalize("NFKD", words).casefold()
    letters = "".join(letter for letter in plain if letter.isalnum())
    return letters or words.strip()


@cache
def _fields() -> Mapping[str, str]:
    spelled = {folded(name): field for field, names in ALIASES.items() for name in names}
    return MappingProxyType(spelled | {folded(field): field for field in ALIASES})


def field_of(heading: str) -> str | None:
    """Return the field that `heading` names, or None when it is not one of ours."""
    return _fields().get(folded(heading))


def accepted(field: str) -> str:
    """Return the spellings of `field` for a remedy: `Birth Date, DOB, Date of Birth …`."""
    return ", ".join(ALIASES[field])
