"""One week of real input as Prefect's flows run it, against the workspace's own server."""

from __future__ import annotations

import polars as pl
import pytest

from tandem_flows.demo.week import Partnership, begin, hold, prepare
from tandem_flows.orchestrate.flows import run_step
from tandem_flows.server.local import running_server
from tests.orchestrate.workspaces import place_history
from tests.real.lists import DATA, PLAN
from tests.real.practices import AS_OF, real_workspace
from tests.real.watched import check_states

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not (PLAN.is_dir() and (DATA / "matching").is_dir()),
        reason="needs the shared data sets in ../shared/data, which are not here",
    ),
]


@pytest.fixture
def partnership(tmp_path):
    workspace, (listed,) = real_workspace(tmp_path / "workspace", ("small",))
    place_history(workspace)
    return Partnership(workspace, listed.practice_id, run_step)


def test_a_week_runs_by_its_flows_and_each_leaves_its_run_in_the_ledger(partnership):
    workspace, practice_id = partnership.workspace, partnership.practice_id

    with running_server(workspace):
        (call_on,) = begin(partnership, AS_OF, 1)
        prepare(partnership, call_on)
        hold(partnership, call_on)

    ledger = workspace.store(practice_id).ledger().filter(pl.col("action") == "handoff")
    steps = {"ready", "identify", "share", "prework", "call", "summary"}
    assert set(ledger["step"]) == steps
    assert ledger["flow_run_id"].is_not_null().all()
    assert partnership.read("decisions", call_on).height > 0
    check_states(workspace, practice_id, call_on)
