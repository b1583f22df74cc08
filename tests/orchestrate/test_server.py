"""A workspace's server: started by the first command, shared, ended by the last one."""

import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tandem_flows.server import local, locks, process
from tandem_flows.server.app import POLICY
from tandem_flows.server.home import Home
from tandem_flows.server.local import running_server
from tandem_flows.server.settings import server_environment
from tandem_validators.errors import StoreRefused
from tests.orchestrate.history import History
from tests.orchestrate.steps import MONDAY, PLANNED, PRACTICE, step_called
from tests.orchestrate.workspaces import new_workspace

_REPOSITORY = Path(__file__).resolve().parents[2]


def test_a_server_starts_from_the_installed_packages_and_answers(server, server_workspace):
    home = Home(server_workspace.prefect_home)

    assert process.answers(home, home.address())


def test_whoever_lacks_the_workspaces_word_is_refused(server):
    request = urllib.request.Request(f"{server.api_url}/flows/count", data=b"{}", method="POST")

    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)

    assert refused.value.code in (401, 403)


def test_its_pages_may_load_nothing_from_elsewhere(server):
    with urllib.request.urlopen(server.ui_url) as page:
        assert page.headers["content-security-policy"] == POLICY
        assert b"<html" in page.read()


def test_all_that_it_keeps_is_readable_by_its_owner_only(server, server_workspace):
    files = [path for path in server_workspace.prefect_home.rglob("*") if path.is_file()]

    assert {"auth", "prefect.db", "server.json", "server.log"} <= {path.name for path in files}
    assert [path.name for path in files if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_its_services_pause_whole_seconds_for_prefect_cuts_fractions_off(tmp_path):
    # 0.3 became 0: the service that records task runs asked without a pause, all day
    told = server_environment(tmp_path, 4200)

    pauses = [
        float(value) for name, value in told.items() if name.endswith("RECORDER_FLUSH_INTERVAL")
    ]

    assert pauses and all(pause >= 1 and pause.is_integer() for pause in pauses)


def test_a_second_user_in_turn_finds_the_server_that_runs(server, server_workspace):
    with running_server(server_workspace) as found:
        assert found.port == server.port
        assert not found.is_started_here

    home = Home(server_workspace.prefect_home)
    assert process.answers(home, home.address())


def test_two_commands_at_once_share_one_server_and_the_last_one_ends_it(tmp_path):
    workspace = new_workspace(tmp_path)

    runs = [_run_apart(workspace.folder, name) for name in ("first", "second")]
    answers = [json.loads(run.communicate()[0]) for run in runs]

    assert [answer["words"] for answer in answers] == [PLANNED, PLANNED]
    assert sorted(answer["started"] for answer in answers) == [False, True]
    history = History(workspace.prefect_home)
    for name in ("first", "second"):
        assert [state for _, state, _ in history.runs_of(name)] == ["Completed"]
        assert [state for _, state, _ in history.tasks_of(name)] == ["Completed"] * 3
    home = Home(workspace.prefect_home)
    assert locks.is_free_within(home.life, 0)
    assert home.address() is None


def test_a_port_that_another_program_has_is_refused_with_a_remedy(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(StoreRefused, match=f"port {port}: is taken .* Name another port"):
            process.start(Home(tmp_path), port)


def test_a_named_port_is_refused_while_commands_use_the_server_on_another(
    server, server_workspace, monkeypatch
):
    monkeypatch.setattr(local, "_OTHERS_SECONDS", 0.0)
    other = server.port + 1
    said = []

    with (
        pytest.raises(StoreRefused, match=f"port {other}: is not free: .* on port {server.port}"),
        running_server(server_workspace, port=other, progress=said.append),
    ):
        pass

    assert said == [f"Waiting for the server of other commands, on port {server.port}, to end."]


def test_a_schedule_gets_scheduled_runs(server, history):
    """Two releases of packages that fit together by their pins scheduled nothing, and said so
    only in the server's log."""
    from prefect.deployments.runner import EntrypointType

    from tandem_flows.orchestrate.flows import flow_of

    parameters = {"practice": PRACTICE, "as_of": MONDAY.isoformat(), "operator": "tester"}
    deployment = flow_of(step_called("every-monday")).to_deployment(
        "smoke",
        cron="0 6 * * 1",
        parameters={**parameters, "operator_basis": "schedule"},
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    deployment.apply()

    assert deployment.entrypoint == "tandem_flows.orchestrate.deployed.every_monday"
    deadline = time.monotonic() + 60
    while not [run for run in history.runs_of("every-monday") if run[1] == "Scheduled"]:
        assert time.monotonic() < deadline, "no run was scheduled within a minute"
        time.sleep(0.2)


@pytest.mark.long
def test_a_server_whose_users_were_killed_ends_itself(tmp_path):
    home = Home(new_workspace(tmp_path).prefect_home)

    with locks.held(home.users, shared=True):
        process.start(home)
        assert not locks.is_free_within(home.life, 0)

    assert locks.is_free_within(home.life, 60)


def _run_apart(folder, name):
    command = [sys.executable, "-m", "tests.orchestrate.one_run", str(folder), name]
    return subprocess.Popen(command, cwd=_REPOSITORY, stdout=subprocess.PIPE, text=True)


@pytest.mark.long
def test_a_server_whose_workspace_was_removed_ends_itself(tmp_path):
    home = Home(new_workspace(tmp_path).prefect_home)
    address = process.start(home)

    with locks.held(home.users, shared=True):
        shutil.rmtree(home.folder.parent)
        deadline = time.monotonic() + 60
        while _is_running(address.pid):
            assert time.monotonic() < deadline, "it went on without its workspace"
            time.sleep(0.2)


def _is_running(pid):
    """A child that has ended is waited for by whoever asks."""
    return os.waitpid(pid, os.WNOHANG) == (0, 0)
