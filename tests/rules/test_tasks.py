"""The register of tasks."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.tasks import follow_ups, merge_tasks, with_task_ids
from tandem_validators.errors import RuleRefused
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.rules.call_frames import CALL, rows, task

DONE = {"task_id": "T-C1", "state": "done", "closed_on": date(2025, 3, 12), "result": "seen"}


def updates(*given):
    types = {"task_id": pl.String, "state": pl.String, "closed_on": pl.Date, "result": pl.String}
    return pl.DataFrame(list(given), schema=types)


def merged(register=(), new=(), changes=()):
    frame = merge_tasks(rows("tasks", *register), rows("tasks", *new), updates(*changes))
    return validated(frame, handoff("tasks"))


@pytest.mark.clause("CAL-29", "CAL-30")
def test_new_task_joins_the_register_with_owner_and_dates():
    found = merged([task()], [task("C2")])

    assert found.select("task_id", "owner", "due_on", "report_back_on").rows() == [
        ("T-C1", "pam", date(2025, 3, 17), date(2025, 3, 17)),
        ("T-C2", "pam", date(2025, 3, 17), date(2025, 3, 17)),
    ]


@pytest.mark.clause("CMP-03", "INF-07")
@pytest.mark.parametrize("kind", ["appointment", "medication_reconciliation", "referral"])
def test_referral_loop_is_closed_with_a_date_and_a_result(kind):
    found = merged([task(kind=kind)], changes=[DONE])

    assert found.select("kind", "state", "closed_on", "result").rows() == [
        (kind, "done", date(2025, 3, 12), "seen")
    ]


def test_task_given_again_stays_as_it_stands():
    closed = task(state="done", closed_on=CALL)

    found = merged([closed], [task()])

    assert found["state"].to_list() == ["done"]


def test_open_task_can_report_a_result_so_far():
    found = merged([task()], changes=[DONE | {"state": "open", "closed_on": None}])

    assert found.select("state", "result").rows() == [("open", "seen")]


@pytest.mark.clause("INF-07")
def test_wrong_updates_are_refused_all_at_once():
    wrong = [
        DONE | {"task_id": "T-9"},
        DONE | {"closed_on": None},
        DONE | {"task_id": "T-C2", "state": "open"},
    ]

    with pytest.raises(RuleRefused) as refused:
        merged([task(), task("C2")], changes=wrong)

    assert [str(problem) for problem in refused.value.problems] == [
        "tasks, task T-9, column task_id: is not a known task (INF-07). "
        "Use an id of the task list.",
        "tasks, task T-C1, column closed_on: is empty for a closed task (INF-07). Give the date.",
        "tasks, task T-C2, column closed_on: is given for an open task (INF-07). Leave it empty.",
    ]


@pytest.mark.clause("PRE-09", "PRI-05")
@pytest.mark.parametrize(
    ("given", "is_carried"),
    [
        ({}, True),
        ({"call_date": date(2025, 3, 11)}, False),
        ({"state": "done", "closed_on": date(2025, 3, 9)}, False),
        ({"state": "done", "closed_on": date(2025, 3, 10)}, False),
        ({"state": "done", "closed_on": date(2025, 3, 11)}, True),
    ],
)
def test_open_steps_and_those_closed_since_the_last_call_are_carried_over(given, is_carried):
    found = follow_ups(rows("tasks", task(**given)), CALL)

    assert found.is_empty() != is_carried


def test_ids_say_call_case_and_kind_and_number_the_second():
    recorded = rows("tasks", task(), task("C2"), task(), task(kind="referral"))

    assert with_task_ids(recorded, CALL)["task_id"].to_list() == [
        "20250310-C1-next_step",
        "20250310-C2-next_step",
        "20250310-C1-next_step-2",
        "20250310-C1-referral",
    ]
