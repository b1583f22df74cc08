"""What is handed on of the kinds that suit, and what the pre-work sheet says of them."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.continuum import suggested_words, triage
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.rules.continuum.records import known, service
from tests.values import standard_values

CALL = date(2026, 1, 13)
COSTLY = {
    "practice_visits": 2,
    "chronic_conditions": 1,
    "admissions": 0,
    "ed_visits": 0,
    "cost_percentile": 95,
    "plan_cases": 0,
}


@pytest.mark.clause("CON-11", "CON-12")
def test_the_triage_is_a_valid_handoff_with_several_kinds_a_patient():
    frame = triage(known(plan=[COSTLY]), CALL, standard_values())

    checked = validated(frame, handoff("continuum"))
    ranks = checked.filter(pl.col("case_id") == "C1")["rank"].drop_nulls().to_list()
    assert ranks == list(range(1, len(ranks) + 1))
    assert len(ranks) > 1


@pytest.mark.clause("CON-12")
def test_the_sheet_says_reasons_duplication_and_what_is_not_known():
    services = [service("plan"), service("practice")]
    frame = triage(known(plan=[COSTLY], services=services), CALL, standard_values())

    words = dict(suggested_words(frame).iter_rows())

    assert words["C1"].startswith(
        "1. Care manager or nurse care manager of the practice, regular (CON-01). "
        "Because: 1 or more visits to the practice in 12 months (2); "
    )
    assert "Overlaps with 2." in words["C1"]
    assert "care management that the practice gives already" in words["C1"]
    assert "Possible duplication: more than one service is in place." in words["C1"]
    assert "May suit: Behavioural health support in primary care (CON-04)." in words["C1"]
    assert "duplication cannot be ruled out" in words["C2"]
