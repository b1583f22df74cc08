"""The call on paper, for when systems are down: what is known stands on it, not only lines."""

from __future__ import annotations

import polars as pl

from tandem_flows.worksheets.call_page.facts import facts_as_json
from tandem_flows.worksheets.call_page.paper import PaperPatient, paper_of
from tandem_flows.worksheets.kinds import CALL
from tests.worksheets import people
from tests.worksheets.call_page.pages import page_facts
from tests.worksheets.sheets import tabs_of


def first_patient() -> PaperPatient:
    return paper_of(tabs_of(CALL), page_facts())[0]


def test_the_paper_tells_what_was_said_last_time() -> None:
    said = first_patient().last_time

    assert any(line.startswith("Next step: call the patient · Which side: plan") for line in said)
    assert any("Eli Stone" in line for line in said)


def test_the_paper_holds_what_the_screen_has_filled_in() -> None:
    sections = first_patient().sections

    asked = {line.title: line.words for section in sections for line in section.asked}
    assert asked["Primary care clinician"] == "Dr. Poe"
    assert asked["Risk drivers"] == "drivers seen by the practice"


def test_the_draft_goal_stands_above_a_blank_row() -> None:
    tables = [table for section in first_patient().sections for table in section.tables]

    goals = next(table for table in tables if table.headings[0] == "Goal")
    assert [row[0] for row in goals.rows] == ["goal of the practice", ""]


def test_what_both_sides_were_told_alike_is_said_once_and_line_by_line() -> None:
    told = people.both_preworks().with_columns(previous_actions=pl.lit("called\nvisited"))

    said = facts_as_json(page_facts(prework=told))["last_time"]["prework"]["C-01"]

    assert said == [[["What became of earlier steps", "called; visited"]]]
