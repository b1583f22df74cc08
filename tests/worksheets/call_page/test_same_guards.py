"""What the step refuses across the tabs of a call, the page shows at the same place beforehand."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tandem_flows.rules.answers import last_answers
from tandem_flows.rules.call_record import CallRecord
from tandem_flows.rules.care_team import merge_care_team
from tandem_flows.rules.decisions import decision_problems
from tandem_flows.rules.goals import goal_problems
from tandem_flows.rules.invitees import invitee_problems
from tandem_flows.rules.registers import add_rows
from tandem_flows.worksheets.answer_file import read_answer_file
from tandem_flows.worksheets.call_page.across import GUARDS
from tandem_flows.worksheets.check import checked
from tandem_flows.worksheets.kinds import CALL
from tests.worksheets import people
from tests.worksheets.call_page.pages import page_data, page_facts, run
from tests.worksheets.call_page.typed_calls import CASES, earlier_attempts
from tests.worksheets.sheets import expected

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
        attempts=add_rows(earlier_attempts(), [frames["attempts"]]),
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


@pytest.mark.clause("PCG-01", "CAL-27", "CAL-29", "CAL-30", "CMP-05", "LED-01", "MEM-04", "UNE-03")
@pytest.mark.parametrize("name", CASES)
def test_page_and_step_find_the_same_places(name: str, blank, tmp_path: Path) -> None:
    earlier = people.open_tasks().filter(pl.col("case_id") != "C-01")
    facts = page_facts(tasks=earlier, answers=last_answers(earlier_attempts(), people.CALL))
    data = {"page": page_data(facts=facts), "typed": CASES[name]}

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
