"""What stands where on the page: the review of a patient, and the rest of the call.

Here: which columns of which tab a section shows, in the order of the guideline. Not here: what the
columns mean (the handoff models), and the headings of the sections (the guideline's page).
"""

from __future__ import annotations

from dataclasses import dataclass

from tandem_flows.rules.call_sheet import CHECKS, CLAIMS, DETAILS

DECISIONS, RECORDS, KNOWN, GOALS = "decisions", "patients", "known", "goals"


@dataclass(frozen=True)
class Part:
    """Columns of one tab: `told` are read, `asked` are answered.

    A list has rows; `one` is what a person calls one of them.
    """

    tab: str
    told: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    one: str = ""

    @property
    def is_list(self) -> bool:
        """Whether the part is a list of rows."""
        return bool(self.one)


@dataclass(frozen=True)
class Section:
    """One section under the heading that has `anchor` on the guideline's page of the call.

    `needs_active` sections can wait when the patient is not the practice's active patient.
    """

    anchor: str
    parts: tuple[Part, ...]
    needs_active: bool = False


_SIGNED = ("decided_by_plan", "decided_by_practice")
_AFTER = ("patient_informed_on", "documented_plan_on", "documented_practice_on")
_PRACTICE_SAYS = (
    "pcp_name",
    "last_visit_on",
    "last_visit_purpose",
    "risk_drivers",
    "engagement_issues",
    "needed_services",
    "proposed_next_steps",
    "has_care_plan",
)
_GOAL = ("goal", "state", "measure", "target_on", "confirmed_on", "achievement")
_STEP = ("action", "owner", "owner_organisation", "due_on", "report_back_on")
_STEP_KIND = ("kind", "need_category", "department")
_DOMAINS = ("illness", "readiness", "social", "health_systems", "resources")
_ATTEMPT = ("contact_on", "organisation", "channel", "place", "purpose", "result")

REVIEW = (
    Section(
        "who-we-talk-about-today",
        (
            Part(KNOWN, told=CHECKS),
            Part(DECISIONS, told=("suggested_membership", "suggested_reason")),
            Part(RECORDS, asked=("quick_check_done",)),
            Part(DECISIONS, asked=("membership",)),
            Part("attempts", asked=_ATTEMPT, one="attempt"),
        ),
    ),
    Section(
        "the-goal",
        (
            Part(GOALS, ("draft_goal_plan", "draft_goal_practice"), _GOAL, one="goal"),
            Part(RECORDS, asked=("no_goal_reason",)),
        ),
        needs_active=True,
    ),
    Section(
        "step-a",
        (
            Part(
                DECISIONS,
                told=(
                    "recommended_lead_plan",
                    "recommended_lead_practice",
                    "reason_plan",
                    "reason_practice",
                    "suggested_lead",
                ),
            ),
            Part(RECORDS, asked=("leads_compared",)),
        ),
        needs_active=True,
    ),
    Section(
        "step-b",
        (
            Part(RECORDS, asked=("leader", "profile")),
            Part(
                "assessment",
                asked=("assessed_on", *_DOMAINS, "note", "support_system", "barriers"),
                one="assessment",
            ),
        ),
        needs_active=True,
    ),
    Section("step-c", (Part(RECORDS, asked=_PRACTICE_SAYS),), needs_active=True),
    Section(
        "step-d",
        (
            Part(KNOWN, told=DETAILS),
            Part(RECORDS, asked=("demographics_confirmed",)),
        ),
        needs_active=True,
    ),
    Section(
        "step-e",
        (Part(KNOWN, told=CLAIMS), Part(RECORDS, asked=("claims_reviewed",))),
        needs_active=True,
    ),
    Section(
        "step-f",
        (
            Part(RECORDS, asked=("plan_services",)),
            Part("services", asked=("program", "organisation", "kind", "answer"), one="service"),
        ),
        needs_active=True,
    ),
    Section(
        "step-g",
        (
            Part(RECORDS, asked=("agreed_driver", "agreed_barriers")),
            Part("tasks", asked=(*_STEP, *_STEP_KIND), one="next step"),
            Part(RECORDS, asked=("no_task_reason",)),
            Part(DECISIONS, asked=("outcome", "lead", "rationale", *_SIGNED, "next_update_on")),
            Part(DECISIONS, asked=("plan_case_status", "report_schedule", "removal_reason")),
            Part(DECISIONS, asked=_AFTER),
        ),
    ),
    Section(
        "step-h",
        (
            Part(
                "care_team",
                asked=("name", "organisation", "role", "phone", "is_point_of_contact"),
                one="person",
            ),
        ),
        needs_active=True,
    ),
    Section("step-i", (Part(RECORDS, asked=("read_back", "minutes")),)),
    Section("step-j", ()),
    Section("step-k", ()),
)

START = (
    Part(
        "attendance",
        told=("case_id",),
        asked=("person", "organisation", "role", "is_core", "is_designee", "took_part"),
        one="guest",
    ),
)
NEXT = (
    Part(
        "next_patients",
        told=("first_name", "last_name", "birth_date", "agenda_reason"),
        asked=("keep",),
        one="patient",
    ),
    Part("invitees", asked=("case_id", "person"), one="invitation"),
)
FINISH = (
    Part("call", asked=("leader", "minutes", "state", "moved_to", "reason")),
    Part("time", asked=("person", "role", "activity", "minutes"), one="row"),
)
