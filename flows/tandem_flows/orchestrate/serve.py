"""`tandem serve`: the workspace's server and pages, all deployments, and the runner of them."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from prefect.runner import Runner

from tandem_flows.orchestrate import automations, schedules
from tandem_flows.orchestrate.caller import WORKSPACE_VARIABLE
from tandem_flows.orchestrate.contacts import contact_ids
from tandem_flows.orchestrate.deployments import Offered, bring_up_to_date
from tandem_flows.orchestrate.jobs import today
from tandem_flows.orchestrate.offers import offers
from tandem_flows.orchestrate.recovery import settle
from tandem_flows.server import locks
from tandem_flows.server.home import Home
from tandem_flows.server.local import RunningServer, running_server
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import Problem, StoreRefused

Say = Callable[[str], None]
# how soon a click is noticed, and how often a run tells that it is alive
_LOOK_SECONDS = 2.0
_HEARTBEAT_SECONDS = 30.0
_SCHEDULES_FILE = "schedules.json"


@dataclass(frozen=True)
class Served:
    """What was started: where it is found, and what is ready to run."""

    server: RunningServer
    deployments: list[Offered]
    schedules: tuple[schedules.Rhythm, ...]


def serve(workspace: Workspace, port: int, say: Say) -> None:
    """Serve the workspace until Ctrl-C or a signal to end; runs that go on are waited for.

    Raises StoreRefused when it is served already, or when another program has the port.
    """
    home = Home(workspace.prefect_home)
    with _only_one(home), _server(workspace, port, say) as server:
        served = _prepared(workspace, home, server, say)
        with _workspace_in_environment(workspace):
            asyncio.run(_run(workspace, served, say))
    say("Ended. Schedules stay active; what was missed is caught up at the next start.")


def _server(workspace: Workspace, port: int, say: Say) -> AbstractContextManager[RunningServer]:
    return running_server(workspace, port=port, heartbeats=True, progress=say)


def _prepared(workspace: Workspace, home: Home, server: RunningServer, say: Say) -> Served:
    lost, missed = settle(home)
    if lost:
        say(f"{lost} runs had lost their process and are marked as crashed: run them again.")
    if missed:
        say(f"{missed} scheduled runs were missed; the latest of each is run now.")
    rhythms = schedules.rhythms(workspace, today(workspace))
    offered = offers(workspace, contact_ids(workspace), rhythms)
    deployments = bring_up_to_date(offered, workspace.guideline.version)
    automations.set_up(workspace)
    path = home.folder / _SCHEDULES_FILE
    for change in schedules.changes(schedules.kept(path), rhythms):
        say(f"Schedule {change}")
    schedules.keep(path, rhythms)
    return Served(server, deployments, rhythms)


def _announce(workspace: Workspace, served: Served, say: Say) -> None:
    count = len(workspace.profile.practices)
    say(f"{len(served.deployments)} deployments, {count} partnerships.")
    say(f"Open {served.server.ui_url}")
    say(f"Log in with the one line in {workspace.prefect_home / 'auth'}")
    say("Ctrl-C ends it.")


@contextmanager
def _only_one(home: Home) -> Iterator[None]:
    """Be the only one that serves this workspace; raise StoreRefused when another does."""
    home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locks.held_if_free(home.serving) as is_free:
        if not is_free:
            address = home.address()
            where = f" on port {address.port}" if address else ""
            remedy = "Use that one, or end it with Ctrl-C where it runs."
            raise StoreRefused(Problem("this workspace", f"is served already{where}", remedy))
        yield


@contextmanager
def _workspace_in_environment(workspace: Workspace) -> Iterator[None]:
    """Let the processes of runs know the workspace; it is no parameter, for Prefect keeps those."""
    before = os.environ.get(WORKSPACE_VARIABLE)
    os.environ[WORKSPACE_VARIABLE] = str(workspace.folder)
    try:
        yield
    finally:
        os.environ.pop(WORKSPACE_VARIABLE)
        if before is not None:
            os.environ[WORKSPACE_VARIABLE] = before


async def _run(workspace: Workspace, served: Served, say: Say) -> None:
    """Run what is due until a signal comes."""
    runner = Runner(
        name="tandem",
        limit=workspace.profile.serving.runs_at_once,
        query_seconds=_LOOK_SECONDS,
        heartbeat_seconds=_HEARTBEAT_SECONDS,
        # the default pauses every deployment and forgets its scheduled runs
        pause_on_shutdown=False,
    )
    for deployment in served.deployments:
        await runner.aadd_deployment(deployment)
    running = asyncio.create_task(runner.start())
    while not runner.started and not running.done():
        await asyncio.sleep(0.05)
    # only now: the runner has a handler of its own, which does not wait
    _end_at_signal(runner, say)
    _announce(workspace, served, say)
    await running


def _end_at_signal(runner: Runner, say: Say) -> None:
    """Stop looking for new runs at the first signal; at the second one cancel those that go on."""
    loop = asyncio.get_running_loop()
    cancelling = set[asyncio.Task[None]]()

    def end() -> None:
        scope = runner._loops_task_group.cancel_scope
        if not scope.cancel_called:
            say("Ending; runs that go on are waited for. Ctrl-C again cancels them.")
            scope.cancel()
        elif not cancelling:
            cancelling.add(asyncio.ensure_future(runner.cancel_all()))

    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, end)
