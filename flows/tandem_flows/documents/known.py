"""What the plan knows of a patient as facts in words, each missing one said to be missing.

Fields are those that the guideline names for the background (SHR-04 to SHR-20), no other. Records
that are withheld leave no trace: they are told like records that do not exist.
"""

from __future__ import annotations

from typing import Any

from tandem_flows.documents.paper import MISSING, Fact, Words, says
from tandem_flows.documents.text import words

MISSING_WORD, NONE_SHOWN, NOT_A_MEMBER = "missing", "none shown", "not known to the plan"
NOT_NEEDED, NO_MEDICAID = "does not apply", "none, or not known"
WITHHOLDING = (
    "Records of substance use treatment are left out unless the patient's consent is on record. "
    "So something may be missing here for any patient; this says nothing about anyone."
)
_SHORT_LETTERS = 40
# name, the columns it is told from, and how they are joined
_FACTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Address", ("address",)),
    ("Telephone", ("phone",)),
    ("Primary language", ("primary_language",)),
    ("Clinician", ("pcp_name",)),
    ("Latest inpatient stay", ("last_admission_on", "last_admission_reason")),
    ("Latest emergency visit", ("last_ed_on", "last_ed_reason")),
    ("Current diagnoses", ("diagnoses",)),
    ("Principal diagnosis", ("principal_diagnosis",)),
    ("Earlier diagnoses", ("diagnostic_history",)),
    ("Prescriptions", ("prescriptions",)),
    ("Providers seen", ("providers",)),
    ("Specialist visits", ("specialty_visits",)),
    ("In case management", ("in_case_management",)),
    ("Case manager", ("case_manager",)),
    ("Social needs", ("social_needs",)),
    ("Risk score", ("risk_score", "score_source")),
    ("Medicaid coverage", ("coverage_level",)),
)
_FROM_CLAIMS = frozenset(
    {
        "last_admission_on",
        "last_ed_on",
        "diagnoses",
        "principal_diagnosis",
        "diagnostic_history",
        "prescriptions",
        "providers",
        "specialty_visits",
    }
)


def facts_of(row: dict[str, Any], is_member: bool) -> tuple[Fact, ...]:
    """Return the facts of one row of `background`: short ones first, then long ones."""
    told = [(name, _said(row, columns, is_member)) for name, columns in _FACTS]
    facts = [Fact(name, said, len(said.text) > _SHORT_LETTERS) for name, said in told]
    return tuple(sorted(facts, key=lambda fact: fact.is_wide))


def missing_word(row: dict[str, Any], column: str, is_member: bool) -> str:
    """Return what stands for an empty cell of `background`."""
    if column == "case_manager" and row["in_case_management"] is False:
        return NOT_NEEDED
    if column.endswith("_reason"):
        return "" if row[column.replace("_reason", "_on")] is None else MISSING_WORD
    if column == "score_source":
        return ""
    if column in _FROM_CLAIMS:
        return NONE_SHOWN if is_member else NOT_A_MEMBER
    if column == "coverage_level":
        return NO_MEDICAID if is_member else NOT_A_MEMBER
    return MISSING_WORD


def _said(row: dict[str, Any], columns: tuple[str, ...], is_member: bool) -> Words:
    told = says((words(row[column]) for column in columns), ", ")
    return Words(told) if told else Words(missing_word(row, columns[0], is_member), MISSING)
