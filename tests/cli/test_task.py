"""`tandem task list`: what was agreed and is still open, without a patient's data."""

import json
from datetime import date

import pytest

from tests.cli.places import PRACTICE, one_task, store_of, typed, write


@pytest.fixture
def with_tasks(workspace):
    import polars as pl

    done = {"state": "done", "closed_on": date(2026, 1, 15), "result": "settled"}
    frame = pl.concat([one_task(), one_task(task_id="T-2", **done)])
    write(store_of(workspace), "tasks", frame)
    return workspace


def tasks(folder, *words):
    return typed("task", "list", "-w", folder, "-p", PRACTICE, *words)


def test_open_tasks_are_listed_without_what_to_do(with_tasks):
    answer = tasks(with_tasks, "--json", "--as-of", "2026-01-20")

    (row,) = json.loads(answer.out)
    assert row == {
        "task_id": "T-1",
        "case_id": "C-1",
        "kind": "next_step",
        "owner_organisation": "plan",
        "owner": "plan-case",
        "due_on": "2026-01-20",
        "is_late": False,
    }


@pytest.mark.parametrize(("as_of", "is_late"), [("2026-01-20", False), ("2026-01-21", True)])
def test_a_task_is_late_from_the_day_after_it_is_due(with_tasks, as_of, is_late):
    (row,) = json.loads(tasks(with_tasks, "--json", "--as-of", as_of).out)

    assert row["is_late"] is is_late


def test_what_to_do_is_shown_when_asked_for(with_tasks):
    assert "Quill" not in tasks(with_tasks).out
    assert "Zebedee Quill" in tasks(with_tasks, "--text").out


def test_without_tasks_it_says_so(workspace):
    assert tasks(workspace).out == "No task is open.\n"
