"""Which answer asks for which, by handoff: data that Python, the sheets and the pages all read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tandem_flows.worksheets.requirements import ANY_ANSWER, Requires
from tandem_validators.handoffs.registry import handoff

_DISCUSSED = {"membership": ("active",), "outcome": ("decided",)}
_STAYS = ("decided", "pending_information", "no_discussion", "declined")
_NOT_ACTIVE = ("possible_provider_change", "unresponsive", "coverage_ended")

RULES: Mapping[str, tuple[Requires, ...]] = MappingProxyType(
    {
        "prework": (
            Requires({"recommended_lead": ANY_ANSWER}, "PRE-07", then=("reason",)),
            Requires({"completed_on": ANY_ANSWER}, "PRE-02", ("still_patient", "still_covered")),
            Requires({"completed_on": ANY_ANSWER}, "PRE-03", ("risk_level", "risk_drivers")),
            Requires(
                {"completed_on": ANY_ANSWER}, "PRE-06", ("engagement_plan", "engagement_practice")
            ),
            Requires({"completed_on": ANY_ANSWER}, "PRE-07", then=("recommended_lead",)),
        ),
        "calls": (
            Requires({"state": ("moved",)}, "INF-01", then=("moved_to", "reason")),
            Requires({"state": ("cancelled",)}, "INF-01", then=("reason",)),
            Requires({"state": ("held", "cancelled")}, "INF-01", empty=("moved_to",)),
        ),
        "decisions": (
            Requires(
                _DISCUSSED,
                "LED-01",
                ("lead", "rationale", "decided_by_plan", "decided_by_practice"),
            ),
            Requires(_DISCUSSED, "CAL-19", then=("next_update_on",)),
            Requires({"lead": ("joint",)}, "LED-04", then=("rationale",)),
            Requires({"membership": _NOT_ACTIVE}, "LED-01", empty=("lead",)),
            Requires(
                {"outcome": ("declined", "removed", "no_discussion")}, "LED-01", empty=("lead",)
            ),
            Requires(
                {"outcome": ("removed",)},
                "LES-07",
                then=("removal_reason", "rationale", "decided_by_plan"),
            ),
            Requires({"outcome": _STAYS}, "LES-07", empty=("removal_reason",)),
        ),
        "goals": (
            Requires(
                {"state": ("confirmed", "revised", "rejected")}, "PCG-04", then=("confirmed_on",)
            ),
            Requires({"state": ("proposed",)}, "PCG-03", empty=("confirmed_on",)),
        ),
        "tasks": (
            Requires({"state": ("done", "cancelled")}, "INF-07", then=("closed_on",)),
            Requires({"state": ("done", "cancelled")}, "PRE-09", then=("result",)),
            Requires({"state": ("open",)}, "INF-07", empty=("closed_on",)),
            Requires({"kind": ("non_clinical",)}, "ROL-10", then=("department",)),
        ),
        "services": (Requires({"kind": ("offered", "requested")}, "CAL-28", then=("answer",)),),
    }
)

# Dates of what has happened: none can lie after the day that a sheet is looked at from.
_HAPPENED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "prework": frozenset({"completed_on"}),
        "tasks": frozenset({"closed_on"}),
        "outreach_attempts": frozenset({"contact_on"}),
        "assessment": frozenset({"assessed_on"}),
    }
)


def has_happened(handoff_name: str | None, column: str) -> bool:
    """Whether the date in a column tells of something that has happened already."""
    return column in _HAPPENED.get(handoff_name or "", frozenset())


def stands_once(handoff_name: str | None, column: str) -> bool:
    """Whether the model of a handoff allows each value of a column once."""
    columns = handoff(handoff_name).model.to_schema().columns if handoff_name else {}
    return column in columns and bool(columns[column].unique)


def rules_of(handoff_name: str | None) -> tuple[Requires, ...]:
    """Return the rules between the answers of one handoff; none when it has none."""
    return RULES.get(handoff_name or "", ())
