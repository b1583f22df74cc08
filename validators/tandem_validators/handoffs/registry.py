"""Every handoff of the process: its model, the step that writes it, from whom to whom.

`scope` says what a stored version covers: the partnership (one growing register), one round (a pair
of lists), or one call. A register is written whole at each change, so its latest version is its
present state.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tandem_validators.errors import InputRefused, Problem
from tandem_validators.handoffs import (
    call,
    call_registers,
    directory,
    evaluation,
    exchange,
    identify,
    lists,
    prework,
    ready,
    share,
    summary,
    tracking,
)
from tandem_validators.handoffs.column import Handoff


@dataclass(frozen=True)
class HandoffSpec:
    """A handoff's name, model, step, scope and way."""

    name: str
    model: type[Handoff]
    step: str
    scope: str
    sender: str
    receiver: str

    @property
    def columns(self) -> list[str]:
        """The names of its columns, in the order of the model."""
        return list(self.model.to_schema().columns)

    @property
    def clauses(self) -> list[str]:
        """The clauses that ask for its columns, in their order of appearance."""
        metadata = [column.metadata or {} for column in self.model.to_schema().columns.values()]
        named = [str(data["clause"]) for data in metadata if data.get("clause")]
        return list(dict.fromkeys(named))


_SPECS = (
    HandoffSpec("team", ready.Team, "ready", "partnership", "both", "both"),
    HandoffSpec("call_series", ready.CallSeries, "ready", "partnership", "both", "both"),
    HandoffSpec("calls", ready.Calls, "ready", "partnership", "plan", "both"),
    HandoffSpec("programs", directory.Programs, "ready", "partnership", "both", "both"),
    HandoffSpec("plan_list", identify.PlanList, "identify", "round", "plan", "plan"),
    HandoffSpec("practice_list", identify.PracticeList, "identify", "round", "practice", "plan"),
    HandoffSpec("list_matches", share.ListMatches, "share", "round", "plan", "plan"),
    HandoffSpec("match_answers", share.MatchAnswers, "share", "partnership", "practice", "plan"),
    HandoffSpec("combined_list", share.CombinedList, "share", "round", "plan", "practice"),
    HandoffSpec("background", share.Background, "share", "round", "plan", "practice"),
    HandoffSpec("agenda", share.Agenda, "share", "call", "plan", "practice"),
    HandoffSpec("prework", prework.Prework, "prework", "call", "both", "both"),
    HandoffSpec("service_gaps", prework.ServiceGaps, "prework", "call", "both", "both"),
    HandoffSpec("list_overlap", lists.ListOverlap, "prework", "partnership", "plan", "plan"),
    HandoffSpec("list_shares", lists.ListShares, "prework", "round", "plan", "plan"),
    HandoffSpec("removal_proposals", lists.RemovalProposals, "prework", "round", "plan", "plan"),
    HandoffSpec("continuum", prework.Continuum, "prework", "call", "plan", "plan"),
    HandoffSpec("sent_sheets", prework.SentSheets, "prework", "call", "plan", "both"),
    HandoffSpec("suggestions", call.Suggestions, "call", "call", "plan", "both"),
    HandoffSpec("attendance", call.Attendance, "call", "call", "both", "both"),
    HandoffSpec("case_records", call.CaseRecords, "call", "call", "both", "both"),
    HandoffSpec("decisions", call.Decisions, "call", "call", "both", "both"),
    HandoffSpec("agreed_patients", call.AgreedPatients, "call", "call", "both", "both"),
    HandoffSpec("invitees", call.Invitees, "call", "call", "both", "both"),
    HandoffSpec("goals", call_registers.Goals, "call", "partnership", "both", "both"),
    HandoffSpec("tasks", call_registers.Tasks, "call", "partnership", "both", "both"),
    HandoffSpec("services", call_registers.Services, "call", "partnership", "both", "both"),
    HandoffSpec("care_team", call_registers.CareTeam, "call", "partnership", "both", "both"),
    HandoffSpec(
        "outreach_attempts", call_registers.OutreachAttempts, "call", "partnership", "both", "both"
    ),
    HandoffSpec("assessment", call_registers.Assessment, "call", "partnership", "both", "both"),
    HandoffSpec("exchanges", exchange.Exchanges, "call", "partnership", "both", "both"),
    HandoffSpec("summary", summary.Summary, "summary", "call", "plan", "practice"),
    HandoffSpec("contact_log", directory.ContactLog, "summary", "partnership", "plan", "plan"),
    HandoffSpec("observations", directory.Observations, "summary", "partnership", "plan", "plan"),
    HandoffSpec("tracking_list", tracking.TrackingList, "tracking", "partnership", "plan", "both"),
    HandoffSpec(
        "claims_activity", tracking.ClaimsActivity, "tracking", "partnership", "plan", "practice"
    ),
    HandoffSpec("reports", tracking.Reports, "tracking", "partnership", "plan", "practice"),
    HandoffSpec("notices", tracking.Notices, "tracking", "partnership", "plan", "practice"),
    HandoffSpec("enrolments", evaluation.Enrolments, "evaluation", "partnership", "plan", "plan"),
    HandoffSpec("surveys", evaluation.Surveys, "evaluation", "partnership", "both", "plan"),
    HandoffSpec("time_spent", evaluation.TimeSpent, "evaluation", "partnership", "both", "plan"),
    HandoffSpec("measures", evaluation.Measures, "evaluation", "partnership", "plan", "plan"),
)


@cache
def handoffs() -> dict[str, HandoffSpec]:
    """Return every handoff by name, in the order of the process."""
    return {spec.name: spec for spec in _SPECS}


def handoff(name: str) -> HandoffSpec:
    """Return the handoff `name`; raise InputRefused with the names that exist."""
    if name not in handoffs():
        remedy = f"Use one of: {', '.join(handoffs())}."
        raise InputRefused(Problem(f"handoff {name}", "is not part of the process", remedy))
    return handoffs()[name]
