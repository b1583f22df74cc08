"""Which state a joint decision leads to. People decided; this only reads what they wrote."""

from __future__ import annotations

from typing import Any

from tandem_flows.marks import implements

NOT_DISCUSSED = ""
_BY_OUTCOME = {
    "declined": ("declined", "declined_in_call"),
    "removed": ("removed", "removed_in_call"),
}
_BY_MEMBERSHIP = {
    "coverage_ended": ("coverage_ended", "coverage_ended_in_call"),
    "possible_provider_change": ("possible_provider_change", "seen_elsewhere"),
    "unresponsive": ("outreach", "unresponsive"),
}


@implements("MEM-04", "PRI-07", "UNE-03")
def decided(decision: dict[str, Any]) -> tuple[str, str]:
    """Return the state after `decision` and the reason; no state when it was not discussed.

    A wish or a removal goes before everything, then whether the person is still the practice's
    patient, then how the discussion ended.
    """
    if decision["outcome"] in _BY_OUTCOME:
        return _BY_OUTCOME[decision["outcome"]]
    if decision["membership"] in _BY_MEMBERSHIP:
        return _BY_MEMBERSHIP[decision["membership"]]
    if decision["outcome"] == "pending_information":
        return "pending_information", "open_question"
    if decision["outcome"] == "no_discussion":
        return NOT_DISCUSSED, "not_discussed"
    return _after_full_discussion(decision["lead"], decision["plan_case_status"])


def _after_full_discussion(lead: str | None, plan_case_status: str) -> tuple[str, str]:
    # While the practice leads, the plan closing its own case does not end the coordination.
    if plan_case_status == "closed" and lead in (None, "plan"):
        return "closed", "closed_in_call"
    if lead is None:
        return "listed", "lead_not_decided"
    return "active", "lead_decided"
