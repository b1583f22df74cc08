"""A shared care plan goes out by the agreed channel and comes back, without Prefect."""

import json
from datetime import date

import polars as pl
import pytest

from tandem_flows.desk import Job
from tandem_flows.steps.exchange import receive_care_plan, send_care_plan
from tandem_validators.errors import InputRefused, RuleRefused

SENT, BACK = date(2026, 1, 15), date(2026, 1, 19)


def led_case(practice):
    tasks = practice.rows("tasks").filter(pl.col("state") == "open")
    led = practice.rows("decisions").drop_nulls("lead").join(tasks, on="case_id", how="semi")
    return led["case_id"][0]


def send(practice, case):
    return send_care_plan(practice.workspace, Job("lakeside", SENT, operator="tester"), case)


def receive(practice, told, tmp_path):
    path = tmp_path / "back.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return receive_care_plan(practice.workspace, Job("lakeside", BACK, operator="tester"), path)


@pytest.mark.clause("ELC-01", "ELC-02", "ELC-03", "ELC-04", "ELC-05")
def test_a_sent_plan_is_a_disclosure_by_the_agreed_channel_with_a_notice(decided):
    case = led_case(decided)

    name = send(decided, case)

    told = json.loads((decided.outbox / name).read_text())
    (row,) = decided.rows("exchanges").to_dicts()
    sent = decided.store.ledger().filter(
        pl.col("action") == "disclosure", pl.col("case_id") == case
    )
    notice = (decided.outbox / f"notice-{SENT}.eml").read_text()
    assert (told["case_id"], len(told["goals"])) == (case, 1)
    assert (row["direction"], row["channel"], row["notices"]) == ("sent", "secure_email", 3)
    assert sent.height == 2
    assert [fact for fact in (case, told["demographics"][0]["last_name"]) if fact in notice] == []


@pytest.mark.clause("ELC-04")
def test_a_plan_travels_by_the_channel_of_its_own_partnership(decided):
    send(decided, led_case(decided))

    assert set(decided.rows("exchanges")["channel"]) == set(decided.rows("call_series")["channel"])


@pytest.mark.clause("ELC-03")
def test_the_same_plan_sent_again_changes_nothing(decided):
    case = led_case(decided)
    for _ in range(2):
        send(decided, case)

    assert decided.rows("exchanges").height == 1


@pytest.mark.clause("ELC-02", "ELC-03", "CMP-04")
def test_answers_that_come_back_go_into_the_registers_and_the_rest_is_shown(decided, tmp_path):
    case = led_case(decided)
    told = json.loads((decided.outbox / send(decided, case)).read_text())
    told["tasks"][0] |= {"state": "done", "closed_on": "2026-01-16", "result": "reached"}
    told["goals"][0] |= {"state": "confirmed", "confirmed_on": "2026-01-16"}
    told["demographics"][0]["phone"] = "555-0142"

    found = receive(decided, told, tmp_path)

    task_id, goal_id = told["tasks"][0]["task_id"], told["goals"][0]["goal_id"]
    tasks, goals = decided.rows("tasks"), decided.rows("goals")
    assert (found.tasks_closed, found.goals_changed) == (1, 1)
    assert tasks.filter(pl.col("task_id") == task_id)["result"].to_list() == ["reached"]
    assert goals.filter(pl.col("goal_id") == goal_id)["state"].to_list() == ["confirmed"]
    assert ("demographics", "phone", "") in found.differences.rows()
    assert decided.rows("exchanges")["direction"].to_list() == ["sent", "received"]


@pytest.mark.clause("ELC-02")
def test_a_wrong_answer_is_refused_and_nothing_is_half_saved(decided, tmp_path):
    told = json.loads((decided.outbox / send(decided, led_case(decided))).read_text())
    told["tasks"][0] |= {"state": "done", "closed_on": "2026-01-16", "result": "reached"}
    told["goals"][0] |= {"state": "confirmed", "confirmed_on": None}
    before = decided.rows("tasks")

    with pytest.raises(RuleRefused, match="column confirmed_on: is empty for a goal"):
        receive(decided, told, tmp_path)

    assert decided.rows("tasks").equals(before)


@pytest.mark.clause("ELC-02", "PIL-03")
def test_a_plan_of_another_practice_is_not_taken_in(decided, tmp_path):
    told = json.loads((decided.outbox / send(decided, led_case(decided))).read_text())

    with pytest.raises(InputRefused, match="care plan, practice: is another practice"):
        receive(decided, told | {"practice": "millbrook"}, tmp_path)


@pytest.mark.clause("ELC-02")
def test_a_case_that_nobody_listed_has_no_plan_to_send(decided):
    with pytest.raises(InputRefused, match="case C-NOBODY: is not known to this practice"):
        send(decided, "C-NOBODY")
