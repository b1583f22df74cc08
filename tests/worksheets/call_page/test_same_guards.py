"""What the step refuses across the tabs of a call, the page shows at the same place beforehand."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tandem_flows.rules.call_record import CallRecord
from tandem_flows.rules.care_team import merge_care_team
from tandem_flows.rules.decisions import decision_problems
from tandem_flows.rules.goals import goal_problems
from tandem_flows.rules.invitees import invitee_problems
from tandem_flows.worksheets.answer_file import read_answer_file
from tandem_flows.worksheets.call_page.across import GUARDS
from tandem_flows.worksheets.check import checked
from tandem_flows.worksheets.kinds import CALL
from tests.worksheets import people
from tests.worksheets.call_page.pages import page_data, page_facts, run
from tests.worksheets.sheets import expected

CASE = "Ana Lopez · C-01"
REVIEW = {
    "leader": "practice",
    **dict.fromkeys(("quick_check_done", "leads_compared", "demographics_confirmed"), "yes"),
    **dict.fromkeys(("claims_reviewed", "read_back"), "yes"),
}
DECIDED = {
    "membership": "active",
    "outcome": "decided",
    "lead": "joint",
    "rationale": "both know her",
    "plan_case_status": "open",
    "report_schedule": "none",
    "decided_by_plan": "Dana Marsh",
    "decided_by_practice": "Fay Brook",
    "next_update_on": "01/05/2027",
}
NOT_YET = {
    "membership": "active",
    "outcome": "no discussion",
    "plan_case_status": "none",
    "report_schedule": "none",
}
STEP = {
    "case_id": CASE,
    "kind": "next step",
    "need_category": "clinical",
    "action": "visit at home",
    "owner_organisation": "practice",
    "owner": "Fay Brook",
    "due_on": "12/20/2026",
    "report_back_on": "01/05/2027",
}
CONTACT = {
    "case_id": CASE,
    "organisation": "practice",
    "role": "clinical care manager",
    "name": "Fay Brook",
    "phone": "617-555-0199",
    "is_point_of_contact": "yes",
}
ATTEMPT = {
    "case_id": CASE,
    "contact_on": "12/08/2026",
    "organisation": "plan",
    "channel": "phone",
    "purpose": "engage",
    "result": "reached",
}
Typed = dict[str, list[Any]]


def valid() -> Typed:
    """A call in which one patient is decided on and nothing is wrong."""
    return {
        "call": [[0, {"state": "held"}]],
        "attendance": [
            [0, {"took_part": "yes"}],
            [1, {"took_part": "no"}],
            [2, {"took_part": "yes"}],
        ],
        "patients": [[0, REVIEW]],
        "decisions": [[0, DECIDED], [1, NOT_YET], [2, NOT_YET]],
        "goals": [[0, {"goal": "walk to the shop", "state": "proposed"}]],
        "tasks": [[None, STEP]],
        "care_team": [[None, CONTACT]],
        "next_patients": [[0, {"keep": "yes"}], [1, {"keep": "no"}]],
    }


def with_cells(tab: str, place: int, **cells: str) -> Typed:
    typed = valid()
    typed[tab][place] = [typed[tab][place][0], typed[tab][place][1] | cells]
    return typed


def without(*tabs: str, **reasons: str) -> Typed:
    typed = with_cells("patients", 0, **reasons)
    return {tab: rows for tab, rows in typed.items() if tab not in tabs}


def plus(tab: str, *rows: dict[str, str]) -> Typed:
    typed = valid()
    return typed | {tab: [*typed.get(tab, []), *([None, row] for row in rows)]}


GUEST = {"person": "z9", "organisation": "plan", "role": "observer", "took_part": "yes"}
CASES: dict[str, Typed] = {
    "nothing wrong": valid(),
    "due before the call": with_cells("tasks", 0, due_on="12/07/2026"),
    "due on the day of the call": with_cells("tasks", 0, due_on="12/08/2026"),
    "reported before the call": with_cells("tasks", 0, report_back_on="12/07/2026"),
    "an attempt after the call": plus("attempts", ATTEMPT | {"contact_on": "12/09/2026"}),
    "an attempt on the day": plus("attempts", ATTEMPT),
    "an owner of the other side": with_cells("tasks", 0, owner="Eli Stone"),
    "an owner nobody knows": with_cells("tasks", 0, owner="a nurse"),
    "a guest nobody knows": plus("attendance", GUEST | {"is_core": "no", "is_designee": "no"}),
    "signed by someone absent": with_cells("decisions", 0, decided_by_plan="Eli Stone"),
    "no goal and no reason": without("goals"),
    "no goal but a reason": without("goals", no_goal_reason="asks for time"),
    "a goal that was rejected": with_cells("goals", 0, state="rejected", confirmed_on="12/08/2026"),
    "no step and no reason": without("tasks"),
    "no step but a reason": without("tasks", no_task_reason="steps go on"),
    "no point of contact": without("care_team"),
    "two points of contact": plus("care_team", CONTACT | {"name": "Other", "organisation": "plan"}),
    "another provider, discussed": with_cells(
        "decisions", 1, membership="possible provider change", outcome="pending information"
    ),
    "another provider, a goal": with_cells("decisions", 0, membership="possible provider change")
    | {
        "decisions": [
            [0, NOT_YET | {"membership": "possible provider change"}],
            [1, NOT_YET],
            [2, NOT_YET],
        ]
    },
    "asked without a role": plus("invitees", {"case_id": CASE, "person": "Fay Brook"}),
    "asked for someone not kept": plus(
        "invitees", {"case_id": "Bert Quill · C-02", "person": "Dana Marsh"}
    ),
}

ACROSS = """
    const sheet = new Sheet(data.page.tabs);
    for (const [tab, rows] of Object.entries(data.typed)) for (const [place, cells] of rows) {
      const row = place === null ? sheet.add(tab) : sheet.rowsOf(tab)[place];
      for (const [name, text] of Object.entries(cells)) sheet.write(row, name, text);
    }
    const first = data.page.spelling.first_row;
    const read = cellReader(data.page.spelling, data.page.seen_on);
    const { problems, answered } = checkedSheet(sheet, read, first);
    const { guards, facts, head } = data.page;
    const found = acrossProblems(sheet, guards, facts, head.call_date, answered);
    const told = found.map(({ row, column }) => [
      row.tab === "attendance" ? sheet.text(row, "person") : sheet.caseOf(row), column]);
    return { own: problems, told, file: answerFile(sheet, head, first) };
"""


def record_of(frames: Any) -> CallRecord:
    tasks = people.open_tasks()
    return CallRecord(
        call_date=people.CALL,
        agenda=people.agenda(),
        team=people.team(),
        attendance=frames["attendance"],
        case_records=frames["patients"],
        decisions=frames["decisions"],
        goals=frames["goals"],
        tasks=frames["tasks"],
        care_team=merge_care_team(people.of("care_team", []), frames["care_team"]),
        attempts=frames["attempts"],
        earlier_goals=people.of("goals", []),
        earlier_tasks=tasks.filter(pl.col("case_id") != "C-01"),
        prework=people.both_preworks(),
        prework_states=pl.DataFrame(),
        minutes=30,
        next_agenda_size=1,
    )


def step_says(file: str, folder: Path) -> set[tuple[str, str]]:
    path = folder / "call.json"
    path.write_text(file, encoding="utf-8")
    frames = checked(read_answer_file(path), expected(CALL))
    record, kept = record_of(frames), frames["next_patients"].filter("keep")["case_id"]
    problems = [
        *decision_problems(record, "call.json"),
        *invitee_problems(frames["invitees"], record.team, frozenset(kept), "call.json"),
        *goal_problems(record.goals, record.goals, "call.json"),
    ]
    places = [
        re.sub("goals, (.*)column case_id", r"goals, \1column goal", p.where) for p in problems
    ]
    # on the page a goal has no column for its patient: the goal itself lights up
    found = [re.search(r", (?:case|person) (.+), column (\w+)$", place) for place in places]
    return {(place[1], place[2]) for place in found if place}


@pytest.mark.clause("PCG-01", "CAL-27", "CAL-29", "CAL-30", "CMP-05", "LED-01", "MEM-04")
@pytest.mark.parametrize("name", CASES)
def test_page_and_step_find_the_same_places(name: str, blank, tmp_path: Path) -> None:
    earlier = people.open_tasks().filter(pl.col("case_id") != "C-01")
    data = {"page": page_data(facts=page_facts(tasks=earlier)), "typed": CASES[name]}

    found = run(blank, ACROSS, data)

    assert found["own"] == []
    assert {tuple(place) for place in found["told"]} == step_says(found["file"], tmp_path)
    assert (name == "nothing wrong" or "day" in name or "but a" in name) == (found["told"] == [])


def test_a_goal_does_not_go_back_to_proposed(blank) -> None:
    goal = {"goal_id": "g1", "case_id": "C-01", "goal": "walk", "state": "confirmed"}
    standing = people.of("goals", [goal | {"confirmed_on": date(2026, 12, 1)}])
    (guard,) = (one for one in GUARDS if one.form == "not_back")
    sent = {"goal_id": {"text": "g1", "words": "g1"}, "state": {"text": "confirmed"}}
    data = page_data(facts=page_facts(goals=standing))
    tabs = [
        tab | {"sent": [sent | {"state": {"text": "confirmed", "words": "confirmed"}}]}
        if tab["name"] == "goals"
        else tab
        for tab in data["tabs"]
    ]

    found = run(
        blank,
        ACROSS,
        {
            "page": data | {"tabs": tabs},
            "typed": {"goals": [[0, {"state": "proposed"}]]},
        },
    )

    assert [column for _, column in found["told"]] == [guard.column]
