"""The kinds of task that a decision brings by itself, each with its words, term and owner's role.

When each of them follows is in `branches`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BranchTask:
    """A kind of task that follows by itself, how many days it has, and who may own it."""

    kind: str
    need_category: str
    action: str
    days: str
    roles: tuple[str, ...]


# The source gives no deadline for the coverage and the notice: both are due by the next call.
PROVIDER_CHANGE = BranchTask(
    "provider_change_follow_up",
    "logistical",
    "Ask the patient about a change of provider.",
    "provider_change_followup_days",
    ("project_manager",),
)
FINAL_ATTEMPT = BranchTask(
    "final_f2f_attempt",
    "logistical",
    "Try once more to meet the patient in person, at any place that suits the patient.",
    "outreach_attempt_days",
    ("clinical_care_manager",),
)
COVERAGE = BranchTask(
    "coverage_update",
    "insurance",
    "Update the coverage with the patient; the plan gives contact details and new insurer.",
    "call_interval_days",
    ("clinical_care_manager",),
)
NOTICE = BranchTask(
    "monitor_notice",
    "education",
    "Tell the member that they are in a program coordinated with their primary care provider.",
    "call_interval_days",
    ("case_manager", "project_manager"),
)
CONFIRM_GOAL = BranchTask(
    "confirm_goal",
    "clinical",
    "Talk the goal over with the patient; record whether it is confirmed, revised or rejected.",
    "goal_confirm_days",
    ("case_manager", "clinical_care_manager", "project_manager"),
)
