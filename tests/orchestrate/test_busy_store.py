"""A store that another process keeps is tried again; nothing else is."""

import subprocess
import sys
from pathlib import Path

import pytest

from tandem_flows.orchestrate import desk as flow_desk
from tandem_flows.orchestrate.flows import run_declared
from tandem_flows.server.drain import drain
from tandem_flows.store import connection
from tandem_flows.store.store import Store
from tandem_validators.errors import InputRefused, StoreRefused
from tests.orchestrate.steps import PLANNED, PRACTICE, job, plan_one_call, step_called

_REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def keeping(server_workspace, monkeypatch):
    """Start another process that keeps the store; our own patience with it is short."""
    monkeypatch.setattr(connection, "_WAIT_SECONDS", 0.0)
    monkeypatch.setattr(flow_desk, "_PAUSES_SECONDS", [0.0, 0.0])
    keepers = []

    def keep():
        keepers.append(_keeper(server_workspace.folder))
        return keepers[-1]

    yield keep
    for keeper in keepers:
        _end(keeper)


class _LetGoAfterOneTry(Store):
    """The store, whose keeper lets go once it was tried in vain."""

    keeper: subprocess.Popen

    def commit(self, *given):
        try:
            return super().commit(*given)
        finally:
            _end(self.keeper)


def test_a_step_goes_on_once_the_other_process_lets_go(server, server_workspace, history, keeping):
    def plan_while_kept(desk):
        result = plan_one_call(desk)
        store = _LetGoAfterOneTry(desk.store.path, desk.store.partnership, desk.store._key)
        desk.store, store.keeper = store, keeping()
        return result

    result = run_declared(server_workspace, step_called("patient", plan_while_kept), job())

    drain()
    assert result.words == PLANNED
    assert history.tasks_of("patient")[-1] == ("commit", "Completed", 2)


def test_a_step_gives_up_on_a_process_that_never_lets_go(
    server, server_workspace, history, keeping
):
    keeping()

    with pytest.raises(StoreRefused, match=r"kept by another process .* Wait for the other run"):
        run_declared(server_workspace, step_called("impatient"), job())

    drain()
    [(_, _, message)] = history.runs_of("impatient")
    assert "BUSY: 1 problem, see report P-" in message
    assert history.tasks_of("impatient") == [("read", "Failed", 3)]


def _keeper(folder):
    command = [sys.executable, "-m", "tests.orchestrate.keep_store", str(folder), PRACTICE]
    pipe = subprocess.PIPE
    keeper = subprocess.Popen(command, cwd=_REPOSITORY, stdin=pipe, stdout=pipe)
    assert keeper.stdout.readline() == b"kept\n"
    return keeper


def _end(keeper):
    keeper.kill()
    keeper.wait()


def test_a_plan_file_that_is_away_is_asked_for_again(
    server, server_workspace, history, monkeypatch
):
    """A share comes back by itself; what is wrong in a file does not."""
    monkeypatch.setattr(flow_desk, "_PAUSES_SECONDS", [0.0, 0.0])
    server_workspace.source_sql.write_text(
        "CREATE VIEW eligibility AS SELECT * FROM read_parquet('{folder}/away/e.parquet');",
        encoding="utf-8",
    )

    with pytest.raises(InputRefused, match="names a file that is not there"):
        run_declared(server_workspace, step_called("away", lambda desk: desk.source), job())
    server_workspace.source_sql.write_text("SELECT CAST('x' AS DATE);", encoding="utf-8")
    with pytest.raises(InputRefused, match="fails with ConversionException"):
        run_declared(server_workspace, step_called("wrong", lambda desk: desk.source), job())

    drain()
    [(_, _, message)] = history.runs_of("away")
    assert "AWAY: 1 problem" in message
    assert history.tasks_of("away")[-1] == ("open plan source", "Failed", 3)
    assert history.tasks_of("wrong")[-1] == ("open plan source", "Failed", 1)
