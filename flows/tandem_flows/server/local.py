"""One server for a workspace, shared by every command that needs it, for as long as one does."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module

from tandem_flows.server import locks, process
from tandem_flows.server.drain import drain
from tandem_flows.server.home import Home
from tandem_flows.server.settings import api_url, auth_string, client_settings, ui_url
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import Problem, StoreRefused

Progress = Callable[[str], None]
# a server that nobody uses ends within seconds; a step of another command takes longer
_OTHERS_SECONDS = 60.0


@dataclass(frozen=True)
class RunningServer:
    """A server that answers, and whether this command started it."""

    port: int
    auth: str
    is_started_here: bool

    @property
    def api_url(self) -> str:
        """Return the address of its API."""
        return api_url(self.port)

    @property
    def ui_url(self) -> str:
        """Return the address of its pages; they ask for `auth`."""
        return ui_url(self.port)


def _say_nothing(words: str) -> None:
    """Progress that nobody wants to see."""


@contextmanager
def running_server(
    workspace: Workspace,
    *,
    port: int | None = None,
    heartbeats: bool = False,
    progress: Progress = _say_nothing,
) -> Iterator[RunningServer]:
    """Yield the workspace's server and run this process's flows against it.

    A server that runs already is used, and the last one out stops it. Where a port is named, one
    that commands started on another port is waited for until it ends.
    Raises StoreRefused when it does not start, or when the port cannot be had for that reason.
    """
    home = Home(workspace.prefect_home)
    home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (
        _used(home, port, progress) as server,
        _client(home, server.port, heartbeats=heartbeats),
        _drained(progress),
    ):
        yield server


@contextmanager
def _used(home: Home, port: int | None, progress: Progress) -> Iterator[RunningServer]:
    """Be one of the server's users: the first one in starts it, the last one out stops it."""
    if port is not None:
        _let_other_port_go(home, port, progress)
    with ExitStack() as use:
        with locks.held(home.turn):
            use.enter_context(locks.held(home.users, shared=True))
            server = _found(home) or _started(home, port, progress)
        try:
            yield server
        finally:
            with locks.held(home.turn):
                use.close()
                _stop_if_unused(home)


def _let_other_port_go(home: Home, port: int, progress: Progress) -> None:
    """Wait until a server on another port, which commands use, has ended with the last of them."""
    address = home.address()
    if address is None or address.port == port or locks.is_free_within(home.life, 0):
        return
    progress(f"Waiting for the server of other commands, on port {address.port}, to end.")
    if not locks.is_free_within(home.life, _OTHERS_SECONDS):
        what = f"is not free: commands of this workspace use its server on port {address.port}"
        remedy = "Start this again when they have ended, or end them."
        raise StoreRefused(Problem(f"port {port}", what, remedy))


def _found(home: Home) -> RunningServer | None:
    address = process.found(home)
    return RunningServer(address.port, auth_string(home.folder), False) if address else None


def _started(home: Home, port: int | None, progress: Progress) -> RunningServer:
    progress("Starting Prefect's server, which keeps the history of runs.")
    # its import takes more than a second, and so does the server's start
    address = process.start(home, port, meanwhile=lambda: import_module("prefect.main"))
    return RunningServer(address.port, auth_string(home.folder), True)


def _stop_if_unused(home: Home) -> None:
    with locks.held_if_free(home.users) as is_unused:
        if is_unused:
            process.stop(home)


@contextmanager
def _drained(progress: Progress) -> Iterator[None]:
    """Wait at the end until Prefect has the history of what ran meanwhile."""
    try:
        yield
    finally:
        missing = drain()
        if missing:
            progress(f"{missing} task runs are not in Prefect's history; the ledger is whole.")


@contextmanager
def _client(home: Home, port: int, *, heartbeats: bool) -> Iterator[None]:
    """Point this process's flows at the server, and keep Prefect's own lines off the terminal.

    Prefect keeps the exception of a failed flow in a file, whatever it is told of results; the
    guard has seen to it that it holds a code only, and here it becomes readable by its owner only.
    """
    from prefect.settings import temporary_settings

    prefects = logging.getLogger("prefect")
    was_passed_on, prefects.propagate = prefects.propagate, False
    mask = os.umask(0o077)
    try:
        with temporary_settings(client_settings(home.folder, port, heartbeats=heartbeats)):
            yield
    finally:
        os.umask(mask)
        prefects.propagate = was_passed_on
