"""The closed list of case states: owner, next date and the moves that the contract allows.

Here: the table as data, for the rules, the data dictionary and the audit. Not here: how a state
follows from records (`machine`).
"""

from __future__ import annotations

from dataclasses import dataclass

_ENDS = ("declined", "removed", "coverage_ended", "closed", "deceased")
_DECIDED = ("pending_information", "possible_provider_change", "outreach", "active", "tracking")


@dataclass(frozen=True)
class CaseState:
    """One state: what it means, who owns the case, what its next date is, where it leads."""

    name: str
    meaning: str
    owner: str | None
    next_date: str | None
    leaves_to: tuple[str, ...]

    @property
    def is_terminal(self) -> bool:
        """Whether the case ends here for this round."""
        return self.owner is None


STATES = (
    CaseState(
        "listed",
        "Waits for a call",
        "plan",
        "next call of the series",
        ("on_agenda", "removed", "coverage_ended"),
    ),
    CaseState(
        "on_agenda",
        "Is to be discussed at a call",
        "practice, which leads the discussion",
        "date of the call",
        _DECIDED + _ENDS,
    ),
    CaseState(
        "pending_information",
        "Waits for the answer to an open question",
        "owner of the open question",
        "date on which the answer is reported",
        ("on_agenda",),
    ),
    CaseState(
        "possible_provider_change",
        "The plan asks about a change of provider",
        "plan",
        "date by which the plan asks",
        ("listed", "closed"),
    ),
    CaseState(
        "outreach",
        "One more attempt to reach the patient is owed",
        "practice, then plan in turn",
        "date by which the attempt is made",
        ("on_agenda", "tracking", "declined"),
    ),
    CaseState(
        "active",
        "Plan, practice or both lead the care",
        "the lead; when joint, the point of contact",
        "next update",
        ("on_agenda", "closed", "coverage_ended", "outreach"),
    ),
    CaseState(
        "tracking",
        "Could not be engaged; the plan follows the claims",
        "plan",
        "next report",
        ("on_agenda", "coverage_ended", "closed"),
    ),
    CaseState("declined", "Does not wish to be engaged", None, None, ()),
    CaseState("removed", "Was taken off the list by both", None, None, ()),
    CaseState("coverage_ended", "Is no longer covered by the plan", None, None, ()),
    CaseState("closed", "Needs no further coordination here", None, None, ()),
    CaseState("deceased", "Has died", None, None, ()),
)
# Death can end a case in any state; the contract's table does not repeat it in every row.
ANY_TIME = ("deceased",)

# Why a case is where it is, in coded words.
REASONS = (
    "waiting_for_call",
    "call_cancelled",
    "call_moved",
    "call_set",
    "decision_awaited",
    "no_call_planned",
    "lead_not_decided",
    "stays_with_practice",
    "open_question",
    "answer_received",
    "seen_elsewhere",
    "unresponsive",
    "attempts_failed",
    "tracking_entry_due",
    "lead_decided",
    "no_next_update_set",
    "no_point_of_contact",
    "on_tracking_list",
    "responded",
    "admitted",
    "left_tracking",
    "declined_in_call",
    "wish_not_to_be_engaged",
    "removed_in_call",
    "coverage_ended_in_call",
    "not_covered",
    "closed_in_call",
    "changed_provider",
    "died",
)
_BY_NAME = {state.name: state for state in STATES}


def case_state(name: str) -> CaseState:
    """Return the state `name`; KeyError when the contract has none of that name."""
    return _BY_NAME[name]


def is_terminal(name: str) -> bool:
    """Whether a case in state `name` has ended for this round."""
    return case_state(name).is_terminal


def is_allowed(before: str, after: str) -> bool:
    """Whether the contract's table has the move from `before` to `after`."""
    return after in case_state(before).leaves_to or after in ANY_TIME
