"""The status board in the UI: counts by step and side, and never a case."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.orchestrate.board import Board, board_of, board_page, counted
from tandem_flows.rules.due import COLUMNS
from tests.orchestrate.steps import MONDAY, PRACTICE
from tests.orchestrate.workspaces import new_workspace


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    return new_workspace(tmp_path_factory.mktemp("board"))


def item(state, day, organisation="plan", what="research", case_id="C-SECRET22"):
    row = {
        "step": "prework",
        "what": what,
        "case_id": case_id,
        "organisation": organisation,
        "owner": "project_manager",
        "since_on": date(2026, 1, 5),
        "due_on": date(2026, 1, day),
        "state": state,
        "is_late": state == "late",
        "clause": "PRE-01",
    }
    return {name: row.get(name) for name in COLUMNS}


def frame(*items):
    return pl.DataFrame(list(items), schema=COLUMNS)


def test_what_is_owed_is_counted_by_side_and_state_the_most_pressing_first():
    lines = counted(
        frame(
            item("done", 6),
            item("due", 13, "practice"),
            item("late", 9),
            item("late", 8),
            item("waiting", 20),
        )
    )

    [plan, practice] = lines
    assert (plan.late, plan.due, plan.waiting, plan.done) == (2, 0, 1, 1)
    assert (plan.next_on, practice.next_on) == (date(2026, 1, 8), date(2026, 1, 13))


def test_the_page_names_counts_days_and_clauses_and_no_case(workspace):
    board = Board(PRACTICE, MONDAY, counted(frame(item("late", 9), item("due", 13, "practice"))))

    page = board_page(workspace, [board])

    assert "| prework | research | plan | **1** | 0 | 0 | 0 | 2026-01-09 | [PRE-01](" in page
    assert board.words == f"{PRACTICE}: 1 late, 1 due, 0 waiting"
    assert "SECRET" not in page


def test_late_things_are_counted_by_what_they_are():
    board = Board(PRACTICE, MONDAY, counted(frame(item("late", 9), item("late", 9, "practice"))))

    assert board.late_things() == {"research": 2}
    assert board.owed_now("research") == 2
    assert board.owed_now("send_summary") == 0


def test_before_anything_is_recorded_the_page_says_where_to_begin(workspace):
    board = board_of(workspace, PRACTICE, MONDAY)

    assert "Begin with the deployment `ready`" in board_page(workspace, [board])
