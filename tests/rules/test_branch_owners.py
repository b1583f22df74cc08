"""Who owns the tasks that a decision brings, and that none is given twice."""

import polars as pl
import pytest

from tandem_flows.rules.branches import branch_tasks
from tandem_validators.errors import RuleRefused
from tests.rules.call_frames import (
    agenda,
    decision,
    goal,
    person,
    record,
    rows,
    stopped,
    task,
    team,
)
from tests.values import standard_values


def made(**changes) -> pl.DataFrame:
    return branch_tasks(record(**changes), standard_values())


def test_care_manager_owns_the_talk_before_the_project_manager():
    people = team(person("mia", "plan", "case_manager", is_core=False))

    tasks = made(team=people)

    assert tasks["owner"].to_list() == ["mia"]


def test_core_person_owns_before_another_in_the_same_role():
    people = team(person("abe", "plan", "project_manager", is_core=False))

    tasks = made(team=people)

    assert tasks["owner"].to_list() == ["pam"]


def test_open_task_of_the_same_kind_is_not_given_twice():
    tasks = made(earlier_tasks=rows("tasks", task(kind="confirm_goal")))

    assert tasks.is_empty()


def test_task_that_people_set_in_the_call_is_not_doubled():
    tasks = made(tasks=rows("tasks", task(kind="confirm_goal")))

    assert tasks.is_empty()


def test_same_call_gives_the_same_ids_again():
    two = {"agenda": agenda("C1", "C2"), "goals": rows("goals", goal(), goal("C2"))}
    decisions = rows("decisions", decision(), decision("C2", lead="practice"))

    first, second = (made(decisions=decisions, **two) for _ in range(2))

    assert first.equals(second)
    assert first["task_id"].n_unique() == first.height == 3


def test_team_without_the_owner_is_refused_with_every_missing_role():
    no_plan = team().filter(pl.col("organisation") != "plan")
    both = rows("decisions", stopped(), decision("C2", lead="practice"))

    with pytest.raises(RuleRefused) as refused:
        made(team=no_plan, decisions=both, goals=rows("goals"))

    words = str(refused.value)
    assert "team of the plan, column role: has no project_manager" in words
    assert "has no case_manager or project_manager to own the task monitor_notice" in words
    assert "Add the person to the team table." in words
