"""A run whose process and runner are killed while the server lives gives no sign of life: Prefect
marks it as crashed by itself."""

import os
import signal
import subprocess
import sys

import pytest

from tandem_flows.demo.workspace import demo_workspace
from tandem_flows.server import locks
from tandem_flows.server.home import Home
from tests.orchestrate.serving import REPOSITORY, Serving, until
from tests.orchestrate.workspaces import place_history

pytestmark = pytest.mark.long
_LONG_ENOUGH_SECONDS = 300  # a run is lost after 90 s without a sign of life


@pytest.fixture
def served(tmp_path):
    workspace, _ = demo_workspace(tmp_path / "workspace")
    place_history(workspace)
    home = Home(workspace.prefect_home)
    # somebody else uses the server too: it outlives `tandem serve`
    with locks.held(home.users, shared=True):
        serving = Serving(workspace.folder).until_ready(180)
        yield serving
        serving.end()
    locks.is_free_within(home.life, 60)


def _keeper(folder):
    command = [sys.executable, "-m", "tests.orchestrate.keep_store", str(folder), "lakeside"]
    pipe = subprocess.PIPE
    keeper = subprocess.Popen(command, cwd=REPOSITORY, stdin=pipe, stdout=pipe)
    assert keeper.stdout.readline() == b"kept\n"
    return keeper


def test_a_run_without_a_sign_of_life_is_crashed_by_the_server(served):
    keeper = _keeper(served.folder)
    try:
        run_id = served.click("ready", practice="lakeside", operator="plan-manager")
        until(lambda: served.run(run_id)["state_type"] == "RUNNING", 120)
        beat = {"filter": {"event": {"name": ["prefect.flow-run.heartbeat"]}}}
        until(lambda: served.api.post("/events/filter", json=beat).json()["events"], 90)

        for pid in reversed([*served.runs_at_work(), served.process.pid]):
            os.kill(pid, signal.SIGKILL)
        served.process.wait()

        ended = served.ended(run_id, _LONG_ENOUGH_SECONDS)
        assert ended["state_type"] == "CRASHED"
        assert "Its process is gone" in ended["state"]["message"]
    finally:
        keeper.kill()
        keeper.wait()
