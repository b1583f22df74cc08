"""Branch and lead of each patient, put together as the handoff."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.lead import INPUT, suggest_lead
from tandem_flows.rules.membership import FACTS, suggest_membership
from tandem_flows.rules.suggestions import combine_suggestions
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.rules.call_frames import agenda, attempts
from tests.values import standard_values

AS_OF = date(2025, 3, 9)


def combined(is_covered) -> pl.DataFrame:
    cases, values = agenda("C1", "C2"), standard_values()
    facts = pl.DataFrame([{"case_id": "C1", "is_covered": is_covered}], schema=FACTS)
    ratings = pl.DataFrame([{"case_id": "C1", "engagement_practice": "high"}], schema=INPUT)
    branches = suggest_membership(facts, attempts(), cases, AS_OF, values)
    frame = combine_suggestions(cases, branches, suggest_lead(ratings, values))
    return validated(frame, handoff("suggestions"))


@pytest.mark.clause("MEM-01", "LED-02")
def test_active_patient_gets_branch_lead_and_both_reasons():
    first = combined(is_covered=True).row(0, named=True)

    assert (first["membership"], first["lead"], first["lead_clause"]) == (
        "active",
        "practice",
        "LED-02",
    )
    assert "Nothing known speaks against discussing the patient." in first["reason"]
    assert "closely connected" in first["reason"]


@pytest.mark.clause("MEM-09", "MEM-04")
def test_patient_on_another_branch_gets_no_suggested_lead():
    first = combined(is_covered=False).row(0, named=True)

    assert (first["lead"], first["lead_clause"]) == (None, None)
    assert first["reason"].startswith("The plan no longer covers the patient.")
    assert "connect" not in first["reason"]


def test_patient_whom_nobody_rated_is_kept_without_a_lead():
    second = combined(is_covered=True).row(1, named=True)

    assert (second["case_id"], second["membership"], second["lead"]) == ("C2", "active", None)
