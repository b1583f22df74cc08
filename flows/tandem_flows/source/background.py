"""The plan's background on patients: the fifteen facts as far as its records hold them.

One row a person from small questions, one a group of facts (`facts`); substance use records are
withheld as `withholding` says. How complete a row is, is a rule.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.marks import implements
from tandem_flows.rules.days import add_months
from tandem_flows.source.encounters import build_encounters
from tandem_flows.source.facts import FACTS, SHOWN
from tandem_flows.source.open import Source
from tandem_flows.source.scores import risk_scores
from tandem_flows.source.withholding import CONSENTED
from tandem_validators.guideline.values import Values

# Whether the plan has the record at all: an empty fact of an absent record is not known.
KNOWN = {
    "has_provider": "provider",
    "has_risk_score": "risk_score",
    "has_case_management": "case_management",
    "has_utilization_event": "utilization_event",
    "has_social_need": "social_need",
    "has_language": "language",
    "has_consent": "consent",
}
COLUMNS = (
    "person_id", "first_name", "last_name", "birth_date", "address", "phone", "last_admission_on",
    "last_admission_reason", "last_ed_on", "last_ed_reason", "diagnoses", "diagnostic_history",
    "prescriptions", "providers", "pcp_name", "in_case_management", "case_manager", "social_needs",
    "primary_language", "risk_score", "score_source", "coverage_level", "specialty_visits",
    "principal_diagnosis", "is_medicaid", "is_withheld",
)  # fmt: skip


@implements(
    "SHR-04", "SHR-05", "SHR-06", "SHR-07", "SHR-08", "SHR-09", "SHR-10", "SHR-11", "SHR-12",
    "SHR-13", "SHR-14", "SHR-15", "SHR-16", "SHR-17", "SHR-18", "SHR-20",
    "CAL-13", "CAL-14", "CAL-15", "CAL-16", "CAL-17",
)  # fmt: skip
def background_facts(
    source: Source, person_ids: list[str], practice_id: str | None, as_of: date, values: Values
) -> pl.DataFrame:
    """Return what the plan knows of each person, one row a person, ordered by person_id.

    COLUMNS are those of the handoff `background` without case_id and completeness, with is_medicaid
    and is_withheld (stays with the plan: it tells that there is such a record); then the KNOWN
    flags. Diagnoses lie within `current_diagnosis_months`, history before, prescriptions within
    `prescription_months`; lists are the most recent first. With None for the practice each
    person's own counts.
    """
    scores = risk_scores(source, person_ids, practice_id, as_of, values)
    build_encounters(source, person_ids, practice_id, as_of)
    facts = source.connection.execute("SELECT person_id FROM temp.listed ORDER BY person_id").pl()
    for frame in (*_asked(source, as_of, values), scores):
        facts = facts.join(frame, on="person_id", how="left", maintain_order="left")
    known = {flag: pl.lit(source.has(view)) for flag, view in KNOWN.items()}
    return facts.select(COLUMNS).with_columns(**known)


def _asked(source: Source, as_of: date, values: Values) -> list[pl.DataFrame]:
    """The answers to FACTS, each with person_id and at most one row a person."""
    parameters = {
        "as_of": as_of,
        "since": add_months(as_of, -values.number("current_diagnosis_months")),
        "fills_since": add_months(as_of, -values.number("prescription_months")),
        "has_case_management": source.has("case_management"),
    }
    run = source.connection.execute
    run(CONSENTED, {"as_of": as_of})
    run(SHOWN)
    return [
        run(sql, {name: value for name, value in parameters.items() if f"${name}" in sql}).pl()
        for sql in FACTS
    ]
