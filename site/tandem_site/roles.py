"""Who is who: the roles that have a page of their own. Who acts in a sentence: `actors`."""

from __future__ import annotations

from dataclasses import dataclass

PLAN, PRACTICE, OTHERS = "plan", "practice", "others"
ORGANISATIONS = {PLAN: "Health plan", PRACTICE: "Practice", OTHERS: "Around both"}


@dataclass(frozen=True)
class Role:
    """One role: its name in addresses, its title, its organisation and what it is there for.

    `joins` tells that it comes to a call only for patients it knows; `words` name it in sentences;
    `is_written` that people wrote its page, for it takes no part in the calls.
    """

    name: str
    title: str
    organisation: str
    part: str
    words: tuple[str, ...] = ()
    joins: bool = False
    is_written: bool = False

    @property
    def page(self) -> str:
        """The page of what it does, worked out from the clauses or written."""
        return f"start/{self.name}" if self.is_written else f"start/roles/{self.name}"


ROLES = (
    Role(
        "director-of-care-management",
        "Director of care management",
        PLAN,
        "You speak for the plan in the call, and you can say what the plan will do for a patient.",
        ("director of care management",),
    ),
    Role(
        "project-manager",
        "Project manager",
        PLAN,
        "You keep the lists, the sheets and the dates, so that nothing that was agreed is lost.",
        ("project manager",),
    ),
    Role(
        "case-manager",
        "Case manager or social care manager",
        PLAN,
        "You work with members of the plan, and you lead or support the care of some of them.",
        ("case manager", "social care manager"),
        joins=True,
    ),
    Role(
        "care-manager",
        "Clinical care manager",
        PRACTICE,
        "You bring what the practice knows, and you decide with the plan who leads.",
        ("practice's care manager", "clinical care manager"),
    ),
    Role(
        "primary-care-clinician",
        "Primary care clinician",
        PRACTICE,
        "You know the patients of the call, and you join when your view is needed.",
        ("primary care clinician", "primary care provider"),
        joins=True,
    ),
    Role(
        "behavioural-health-provider",
        "Behavioural health provider",
        PRACTICE,
        "You join for patients whose mental health or substance use you treat.",
        ("behavioural health",),
        joins=True,
    ),
    Role(
        "community-health-worker",
        "Community health worker",
        PRACTICE,
        "You join for patients you meet at home and in the community.",
        ("community health worker",),
        joins=True,
    ),
    Role(
        "care-coordinator",
        "Care coordinator",
        PRACTICE,
        "You join for patients whose appointments, referrals and services you arrange.",
        ("care coordinator",),
        joins=True,
    ),
    Role(
        "clinical-pharmacist",
        "Clinical pharmacist",
        PRACTICE,
        "You join for patients whose medicines need a look.",
        ("pharmacist", "medicines", "medication"),
        joins=True,
    ),
    Role(
        "practice-manager",
        "Practice manager",
        PRACTICE,
        "You decide whether the practice takes part, and give people the time for it.",
        is_written=True,
    ),
    Role(
        "administrator",
        "Administrator",
        OTHERS,
        "You decide whether to start, choose the values, and keep the program running.",
        is_written=True,
    ),
    Role(
        "auditor",
        "Auditor",
        OTHERS,
        "You follow one sentence to the record that shows it was carried out.",
        is_written=True,
    ),
    Role(
        "evaluator",
        "Evaluator",
        OTHERS,
        "You find out whether patients, staff and costs are better off.",
        is_written=True,
    ),
    Role(
        "developer",
        "Developer",
        OTHERS,
        "You connect the plan's data, or change the program together with the page it carries out.",
        is_written=True,
    ),
)
