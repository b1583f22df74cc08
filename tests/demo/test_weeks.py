"""The demonstration's script walks the branches of the process, on invented people alone."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest

from tandem_flows.demo.week import Partnership, begin, hold, prepare
from tandem_flows.demo.workspace import demo_workspace
from tests.real.watched import Watched

HALF_YEAR = timedelta(days=190)


@pytest.fixture(scope="module")
def watched():
    return Watched()


@pytest.fixture(scope="module")
def lakeside(watched, tmp_path_factory):
    """Lakeside after two calls and half a year, run without Prefect."""
    workspace, facts = demo_workspace(tmp_path_factory.mktemp("demo") / "workspace")
    partnership = Partnership(workspace, "lakeside", watched)
    held = begin(partnership, facts.as_of, 2)
    for call_on in held:
        prepare(partnership, call_on)
        hold(partnership, call_on)
    for after in (timedelta(days=1), HALF_YEAR):
        partnership.run("tracking", held[-1] + after)
    return partnership


def test_patients_take_every_course_of_two_calls(lakeside, watched):
    decisions = lakeside.read("decisions")

    assert set(decisions["lead"].drop_nulls()) == {"plan", "practice", "joint"}
    assert {"decided", "pending_information", "declined", "removed"} <= set(decisions["outcome"])
    assert {"unresponsive", "possible_provider_change"} <= set(decisions["membership"])
    assert {"active", "outreach", "tracking", "pending_information"} <= watched.seen


@pytest.mark.clause("PCG-04")
def test_a_goal_of_the_first_call_is_confirmed_in_the_second(lakeside):
    goals = lakeside.read("goals")
    first, second = sorted(set(lakeside.read("decisions")["call_date"]))
    confirmed = goals.filter(pl.col("state") == "confirmed")

    assert confirmed.height >= 1
    assert confirmed["goal_id"].str.starts_with(f"{first:%Y%m%d}").all()
    assert (confirmed["confirmed_on"] < second).all()


@pytest.mark.clause("PRE-09", "INF-07")
def test_steps_are_closed_through_the_sheets_before_the_second_call(lakeside):
    done = lakeside.read("tasks").filter(pl.col("state") == "done")

    assert {"next_step", "confirm_goal", "final_f2f_attempt"} <= set(done["kind"])
    assert done["result"].is_not_null().all()


@pytest.mark.clause("UNE-04", "TRK-01", "TRK-02", "TRK-03")
def test_whom_the_last_attempt_did_not_reach_is_tracked_and_reported_on(lakeside):
    tracked, reports = lakeside.read("tracking_list"), lakeside.read("reports")

    assert tracked["reason"].to_list() == ["unengaged"]
    assert tracked["last_report_on"].is_not_null().all()
    assert reports.filter(pl.col("kind") == "tracking")["case_id"].to_list() == [
        tracked["case_id"][0]
    ]
