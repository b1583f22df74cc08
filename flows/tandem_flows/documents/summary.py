"""The summary of a call: decisions, next steps, who does them until when, and the next call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from tandem_flows.documents.page import PageFile
from tandem_flows.documents.paper import CARD, DAY, Column, Grid, Paper, Part, Words, says
from tandem_flows.documents.text import coded, counted, words
from tandem_flows.marks import implements
from tandem_flows.rules.summary import SummaryFacts

_STEPS = (
    Column("Next step", share=5),
    Column("Who", share=3),
    Column("Due", "due", 2),
    Column("Report back", "report back", 2),
)
_JOINT = "Plan and practice lead together"


@dataclass(frozen=True)
class Corrected:
    """One decision that was corrected after the summary had gone out: whose, when, why."""

    case_id: str
    corrected_on: date
    reason: str


def summary_page(facts: SummaryFacts, corrected: tuple[Corrected, ...] = ()) -> PageFile:
    """Return a writer of the summary page."""
    return PageFile(summary_paper(facts, corrected))


@implements("SUM-02", "SUM-03", "SUM-04", "SUM-05", "CAL-25")
def summary_paper(facts: SummaryFacts, corrected: tuple[Corrected, ...] = ()) -> Paper:
    """Return the summary; decisions that were corrected after it went out are marked."""
    parts = [_case(row, facts, corrected) for row in _cases(facts)]
    decided = counted(len(parts), "patient was", "patients were").capitalize()
    return Paper(
        kind="summary",
        title=f"Summary of the call on {facts.call_date.strftime('%A, %-d %B %Y')}",
        lead=(f"{decided} decided on. This summary is due on {facts.due_on}.",),
        notes=_corrections(corrected),
        parts=(*parts, _next_call(facts)),
    )


def _corrections(corrected: tuple[Corrected, ...]) -> tuple[str, ...]:
    if not corrected:
        return ()
    many = counted(len({said.case_id for said in corrected}), "patient", "patients")
    last_on = max(said.corrected_on for said in corrected)
    return (
        f"Corrected after it was first sent, last on {last_on}: the decision on {many} changed and "
        "is marked below. Please use this version only.",
    )


def _cases(facts: SummaryFacts) -> list[dict[str, Any]]:
    """Return each decided patient with name, decision, goals and next steps."""
    listed = facts.decisions.join(facts.people, on="case_id", how="left", maintain_order="left")
    return [
        {
            **row,
            "goals": _of_case(facts.goals, row["case_id"]),
            "tasks": _of_case(facts.tasks, row["case_id"]),
            "services": _of_case(facts.services, row["case_id"]),
        }
        for row in listed.iter_rows(named=True)
    ]


def _of_case(frame: pl.DataFrame, case_id: str) -> list[dict[str, Any]]:
    return frame.filter(pl.col("case_id") == case_id).to_dicts()


def _case(case: dict[str, Any], facts: SummaryFacts, corrected: tuple[Corrected, ...]) -> Part:
    steps = tuple(_step(task, facts) for task in case["tasks"])
    changes = [said for said in corrected if said.case_id == case["case_id"]]
    marks = [f"corrected {said.corrected_on}: {coded(said.reason)}" for said in changes]
    return Part(
        heading=name_of(case),
        under=f"born {words(case['birth_date'])} · case {case['case_id']}",
        look=CARD,
        tags=(*_decision(case), *marks),
        sentences=(*(("Goal:", _goal(goal)) for goal in case["goals"]), *_services(case)),
        grid=Grid("", _STEPS, steps),
        closing="" if steps else "No next step is open.",
    )


def _decision(case: dict[str, Any]) -> tuple[str, ...]:
    is_active = case["membership"] == "active"
    lead = _JOINT if case["lead"] == "joint" else f"{coded(case['lead']).capitalize()} leads"
    said = (
        lead if case["lead"] else "",
        "" if is_active else coded(case["membership"]),
        coded(case["outcome"]) if is_active and case["outcome"] != "decided" else "",
        f"next update {case['next_update_on']}" if case["next_update_on"] else "",
    )
    return tuple(text for text in said if text)


def _goal(goal: dict[str, Any]) -> str:
    known_by = f". We will know by: {goal['measure']}" if goal["measure"] else ""
    until = f", by {goal['target_on']}" if goal["target_on"] else ""
    return f"{goal['goal']} ({goal['state']}){known_by}{until}"


def _services(case: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    told = [f"{service['program']} ({_offered(service)})" for service in case["services"]]
    return (("Services:", "; ".join(told)),) if told else ()


def _offered(service: dict[str, Any]) -> str:
    return says((service["organisation"], service["kind"], coded(service["answer"])), ", ")


def _step(task: dict[str, Any], facts: SummaryFacts) -> tuple[Words, ...]:
    owner = facts.names.get(task["owner"], task["owner"])
    return (
        Words(words(task["action"])),
        Words(f"{owner} ({task['owner_organisation']})"),
        Words(words(task["due_on"]), DAY),
        Words(words(task["report_back_on"]), DAY),
    )


def _next_call(facts: SummaryFacts) -> Part:
    """Return whom the next call is about, and when it is."""
    on = f": {facts.next_call_on}" if facts.next_call_on else ""
    people = tuple(
        f"{name_of(row)}, born {words(row['birth_date'])} (case {row['case_id']})"
        for row in _next_patients(facts)
    )
    closing = "" if people else "No patients were agreed for the next call."
    return Part(heading=f"Next call{on}", entries=people, closing=closing)


def _next_patients(facts: SummaryFacts) -> list[dict[str, Any]]:
    return facts.agreed_patients.join(
        facts.people, on="case_id", how="left", maintain_order="left"
    ).to_dicts()


def name_of(row: dict[str, Any]) -> str:
    """Return a patient's name as a heading; what stands for it when nobody told it."""
    return says((words(row["first_name"]), words(row["last_name"])), " ") or "Name not known"
