"""Which risk is proposed as over, and that nobody is removed by a rule."""

from datetime import date, timedelta

import polars as pl
import pytest

from tandem_flows.rules.lists import removal_proposals
from tandem_flows.rules.lists.stale_risk import FACTS
from tandem_flows.rules.suggestions import with_proposals
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.values import standard_values

pytestmark = pytest.mark.clause("LES-07")
AS_OF = date(2026, 1, 8)
WELL = {
    "case_id": "C1",
    "live_birth_on": AS_OF - timedelta(days=60),
    "use_since": 0,
    "complications_since": 0,
    "chronic_conditions": 0,
    "has_mental_health_need": False,
}


def proposed(**changes):
    facts = pl.DataFrame([WELL | changes], schema=FACTS)
    return removal_proposals(facts, AS_OF, standard_values())


@pytest.mark.parametrize(("days", "is_proposed"), [(41, False), (42, True), (43, True)])
def test_a_pregnancy_that_ended_well_is_proposed_from_the_agreed_days_on(days, is_proposed):
    found = proposed(live_birth_on=AS_OF - timedelta(days=days))

    assert (found.height == 1) is is_proposed


@pytest.mark.parametrize(
    "changes",
    [
        {"use_since": 1},
        {"complications_since": 1},
        {"chronic_conditions": 1},
        {"has_mental_health_need": True},
        *({name: None} for name in WELL if name != "case_id"),
    ],
)
def test_any_other_sign_and_anything_unknown_keeps_the_patient_unproposed(changes):
    assert proposed(**changes).is_empty()


def test_a_proposal_leaves_the_decision_to_people():
    found = validated(proposed(), handoff("removal_proposals"))

    assert found["reason"].to_list() == ["risk_is_over"]
    assert "Whether mother and baby are well is for people to say." in found["evidence"][0]


def test_the_sheet_tells_the_proposal_beside_what_else_the_facts_suggest():
    suggestions = pl.DataFrame({"case_id": ["C1", "C2"], "reason": ["One.", "Two."]})

    words = with_proposals(suggestions, proposed())["reason"].to_list()

    assert words[0].startswith("One. Removal may be considered. The pregnancy ended")
    assert words[1] == "Two."
