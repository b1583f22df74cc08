"""Taking a patient off the list: with a reason, and with the plan's consent."""

import pytest

from tandem_flows.rules.decisions import decision_problems
from tandem_validators.handoffs.call import REMOVAL_REASONS
from tests.rules.call_frames import decision, record, rows

REMOVED = decision(outcome="removed", lead=None, removal_reason="risk_is_over")


def problems(row):
    found = decision_problems(record(decisions=rows("decisions", row), goals=rows("goals")), "s")
    return [str(problem) for problem in found if problem.clause == "LES-07"]


@pytest.mark.clause("LES-07")
@pytest.mark.parametrize("reason", REMOVAL_REASONS)
def test_a_risk_that_is_over_is_removed_when_both_sides_sign(reason):
    assert problems(REMOVED | {"removal_reason": reason}) == []


@pytest.mark.clause("LES-07")
def test_a_removal_without_a_reason_is_refused():
    (found,) = problems(REMOVED | {"removal_reason": None})

    assert found.startswith(
        "s, decisions, case C1, column removal_reason: is empty for a patient who is removed"
    )


@pytest.mark.clause("LES-07")
def test_a_removal_without_the_plans_consent_is_refused():
    (found,) = problems(REMOVED | {"decided_by_plan": None})

    assert "column decided_by_plan: is empty for a patient who is removed" in found


@pytest.mark.clause("LES-07")
def test_a_patient_who_stays_has_no_reason_to_be_removed():
    (found,) = problems(decision(removal_reason="risk_is_over"))

    assert "column removal_reason: is given for a patient who stays on the list" in found
