"""The packet to the practice on paper and screen: the patients of the next call first, then all.

It holds this practice's own patients and the fields that the guideline names, nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from tandem_flows.documents.known import WITHHOLDING, facts_of
from tandem_flows.documents.paper import (
    CARD,
    DAY,
    MISSING,
    SMALL,
    Column,
    Grid,
    Paper,
    Part,
    Words,
    says,
)
from tandem_flows.documents.summary import name_of
from tandem_flows.documents.text import coded, counted, words
from tandem_flows.marks import implements
from tandem_validators.handoffs.share import COMPLETENESS_FIELDS

_NAMED_BY = {"common": "both", "plan": "the plan", "practice": "you"}
_AGENDA = (
    Column("No."),
    Column("Patient", share=5),
    Column("Born", share=2),
    Column("Why", share=8),
)
_LISTED = (
    Column("Call"),
    Column("Patient", share=4),
    Column("Born", "born", 2),
    Column("Named by", "named by", 2),
    Column("Plan's rank", "plan's rank:", 2),
    Column("Your rank", "your rank:", 2),
    Column("Risk score", "risk score:", 2),
    Column("Primary care clinician", "clinician:", 4),
    Column("To confirm", share=4),
)
_CONFIRM = "Is this one patient on both lists?"


@dataclass(frozen=True)
class PacketFacts:
    """What the packet says; frames in the columns of the handoffs of the same names.

    `notes` tell what became of the call: a call that was moved, or set around a holiday.
    """

    call_date: date
    combined_list: pl.DataFrame
    agenda: pl.DataFrame
    background: pl.DataFrame
    notes: tuple[str, ...] = field(default=())


@implements("SHR-03", "SHR-19")
def packet(facts: PacketFacts) -> Paper:
    """Return the packet: who is discussed and why, background on each, and the combined list."""
    listed, both = facts.combined_list.height, facts.combined_list.filter(origin="common").height
    marked = counted(facts.agenda.height, "patient is", "patients are")
    return Paper(
        kind="packet",
        title=f"Patients for the call on {facts.call_date.strftime('%A, %-d %B %Y')}",
        lead=(
            f"{marked.capitalize()} marked for this call and come first. "
            f"{counted(listed, 'patient is', 'patients are').capitalize()} listed in all, {both} "
            "by both plan and practice.",
            "What the plan does not know is marked as missing; please bring what you know.",
        ),
        notes=(*facts.notes, WITHHOLDING),
        parts=(_glance(facts), *_for_call(facts), _combined(facts), *_others(facts)),
    )


def _glance(facts: PacketFacts) -> Part:
    people = facts.combined_list.select("case_id", "first_name", "last_name", "birth_date")
    marked = facts.agenda.sort("position").join(
        people, on="case_id", how="left", maintain_order="left"
    )
    rows = tuple(
        (
            Words(words(row["position"])),
            Words(name_of(row)),
            Words(words(row["birth_date"]), DAY),
            Words(words(row["reason"])),
        )
        for row in marked.iter_rows(named=True)
    )
    closing = "" if rows else "Nobody is marked for this call."
    return Part("The call at a glance", grid=Grid("", _AGENDA, rows), closing=closing)


def _for_call(facts: PacketFacts) -> list[Part]:
    known = facts.agenda.sort("position").join(
        facts.background, on="case_id", how="inner", maintain_order="left"
    )
    members = _members(facts)
    return [
        _card(row, CARD, members, f"{row['position']}. ", coded(row["tier"]))
        for row in known.iter_rows(named=True)
    ]


def _others(facts: PacketFacts) -> list[Part]:
    others = facts.background.join(facts.agenda, on="case_id", how="anti", maintain_order="left")
    if others.is_empty():
        return []
    members = _members(facts)
    cards = [_card(row, SMALL, members) for row in others.iter_rows(named=True)]
    return [Part("Background on everyone else"), *cards]


def _members(facts: PacketFacts) -> frozenset[str]:
    """Return the cases of people whom the plan knows as its members."""
    return frozenset(facts.combined_list.drop_nulls("person_id")["case_id"])


def _card(
    row: dict[str, Any], look: str, members: frozenset[str], number: str = "", tier: str = ""
) -> Part:
    complete = f"{row['completeness']} of {COMPLETENESS_FIELDS} facts known"
    born = f"born {words(row['birth_date'])}"
    return Part(
        heading=number + name_of(row),
        under=says((born, f"case {row['case_id']}", complete, tier)),
        look=look,
        facts=facts_of(row, row["case_id"] in members),
    )


def _combined(facts: PacketFacts) -> Part:
    marked = facts.agenda.select("case_id", "position")
    rows = facts.combined_list.join(marked, on="case_id", how="left", maintain_order="left")
    told = tuple(_line(row) for row in rows.iter_rows(named=True))
    return Part(
        "The combined list",
        grid=Grid("Call: the place on the next call's list.", _LISTED, told),
        is_new_page=True,
    )


def _line(row: dict[str, Any]) -> tuple[Words, ...]:
    score = words(row["risk_score"])
    return (
        Words(words(row["position"])),
        Words(name_of(row)),
        Words(words(row["birth_date"]), DAY),
        Words(_NAMED_BY[row["origin"]]),
        Words(words(row["plan_rank"])),
        Words(words(row["practice_rank"])),
        Words(score) if score else Words("missing", MISSING),
        Words(words(row["pcp_name"])) if row["pcp_name"] else Words("missing", MISSING),
        Words(_CONFIRM if row["match"] == "review" else ""),
    )
