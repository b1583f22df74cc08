"""What may leave for the practice, by purpose: which columns of which handoffs, and no others.

It follows from what the columns say of themselves. A column leaves only if its handoff is meant for
the practice; a patient's fact (`phi`) leaves only if a clause asks for it. Tests hold every writer
of a document or sheet to this table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tandem_flows.exchange.care_plan import SECTIONS
from tandem_validators.handoffs.registry import HandoffSpec, handoff

RECEIVERS = ("practice", "both")
# a name and a birth date to know the patient by, and the case: nothing else of the lists
IDENTITY = ("SHR-02", "SHR-04", "SHR-05")


@dataclass(frozen=True)
class Part:
    """The part that a handoff has in a purpose: all it may tell, or what these clauses ask for."""

    handoff: str
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Purpose:
    """Why something leaves: the words for it, the beginnings of its files' names, its parts."""

    words: str
    files: tuple[str, ...]
    clause: str
    parts: tuple[Part, ...]


_WHO = Part("combined_list", IDENTITY)
_RESEARCH = tuple(Part(name) for name in ("agenda", "prework", "service_gaps", "tasks"))
_TALK = ("agenda", "background", "prework", "suggestions", "goals", "tasks", "calls")
_DECIDED = ("decisions", "goals", "tasks", "services", "agreed_patients")
_PLANS = tuple(dict.fromkeys(section.handoff for section in SECTIONS.values()))

PURPOSES: Mapping[str, Purpose] = MappingProxyType(
    {
        "packet": Purpose(
            "Call list with background",
            ("call-list",),
            "SHR-03",
            tuple(Part(name) for name in ("combined_list", "background", "agenda", "calls")),
        ),
        "prework_sheet": Purpose(
            "Sheet for research before the call",
            ("prework_practice",),
            "PRE-01",
            (_WHO, *_RESEARCH, Part("suggestions", ("MEM-02",)), Part("assessment")),
        ),
        "call_sheet": Purpose(
            "Sheet of the call",
            ("call-20",),
            "CAL-01",
            (_WHO, *(Part(name) for name in (*_TALK, "services", "care_team", "decisions"))),
        ),
        "summary": Purpose(
            "Summary of the call", ("summary",), "SUM-01", (_WHO, *map(Part, _DECIDED))
        ),
        "follow_up": Purpose(
            "Follow-up list and sheet", ("follow-up", "follow_up"), "INF-07", (_WHO, Part("tasks"))
        ),
        "report": Purpose(
            "Reports", ("report",), "TRK-03", (_WHO, Part("claims_activity"), Part("reports"))
        ),
        "admissions": Purpose(
            "Notices of admission", ("admissions",), "MEM-06", (_WHO, Part("notices"))
        ),
        "care_plan": Purpose(
            "Shared care plan", ("care-plan",), "ELC-01", tuple(map(Part, _PLANS))
        ),
        "wrong_match": Purpose("Notice of a wrong match", ("wrong-match",), "PRE-08", ()),
    }
)


def may_leave(purpose: str) -> frozenset[tuple[str, str]]:
    """Return the columns that may leave for a purpose, each with its handoff."""
    return frozenset(
        (part.handoff, name)
        for part in PURPOSES[purpose].parts
        for name in _columns(handoff(part.handoff), part.clauses)
    )


def purpose_of(file_name: str) -> str | None:
    """Return the purpose for which a file of this name leaves, if it is about any patient."""
    for name, purpose in PURPOSES.items():
        if file_name.startswith(purpose.files):
            return name
    return None


def _columns(spec: HandoffSpec, clauses: tuple[str, ...]) -> Iterator[str]:
    if spec.receiver not in RECEIVERS:
        return
    for name, column in spec.model.to_schema().columns.items():
        facts = column.metadata or {}
        is_asked_for = facts.get("clause") is not None or not facts.get("phi")
        is_meant = not clauses or facts.get("clause") in clauses
        if is_asked_for and is_meant:
            yield name
