"""Starts one server process, asks whether it answers, and ends it. Knows nothing of its users."""

from __future__ import annotations

import base64
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tandem_flows.server import locks
from tandem_flows.server.home import Address, Home
from tandem_flows.server.settings import HOST, auth_string, server_environment
from tandem_validators.errors import Problem, StoreRefused

START_SECONDS = 90.0
_STOP_SECONDS = 15.0
_ANSWER_SECONDS = 5.0
_PAUSE_SECONDS = 0.05
_APPLICATION = "tandem_flows.server.app:application"
_UVICORN = ("--factory", "--lifespan", "on", "--log-level", "warning", "--no-access-log")


def start(
    home: Home, port: int | None = None, meanwhile: Callable[[], object] | None = None
) -> Address:
    """Start the server of `home`, on a free port unless one is named; return where it answers.

    `meanwhile` is done while the server gets ready.
    Raises StoreRefused when it ends or stays silent; what it said lies in `server.log`.
    """
    chosen = _bindable(port or 0)
    process = _spawn(home.folder, home.log, chosen)
    deadline = time.monotonic() + START_SECONDS
    address = Address(chosen, process.pid)
    home.leave_address(address)
    if meanwhile is not None:
        meanwhile()
    while not answers(home, address):
        if process.poll() is not None or time.monotonic() > deadline:
            _end(process)
            home.forget_address()
            what = f"did not start on port {chosen}"
            remedy = "Look for the reason in prefect/server.log of the workspace, and try again."
            raise StoreRefused(Problem("Prefect's server", what, remedy))
        time.sleep(_PAUSE_SECONDS)
    return address


def found(home: Home) -> Address | None:
    """Return where the server of `home` answers, if one lives; end one that lives but is silent."""
    address = home.address()
    deadline = time.monotonic() + START_SECONDS
    while address and not locks.is_free_within(home.life, 0):
        if answers(home, address):
            return address
        if time.monotonic() > deadline:
            stop(home)
        time.sleep(_PAUSE_SECONDS)
    return None


def answers(home: Home, address: Address) -> bool:
    """Whether the server at `address` answers to this workspace's own word."""
    word = base64.b64encode(auth_string(home.folder).encode()).decode()
    connection = http.client.HTTPConnection(HOST, address.port, timeout=_ANSWER_SECONDS)
    try:
        connection.request("GET", "/api/admin/version", headers={"Authorization": f"Basic {word}"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def stop(home: Home) -> None:
    """End the server of `home`, by force if it does not go, and wait until it is gone."""
    address = home.address()
    if address and not locks.is_free_within(home.life, 0):
        os.kill(address.pid, signal.SIGTERM)
        if not locks.is_free_within(home.life, _STOP_SECONDS):
            os.kill(address.pid, signal.SIGKILL)
    home.forget_address()


def _spawn(folder: Path, log: Path, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "uvicorn", _APPLICATION, *_UVICORN]
    with log.open("ab") as said:
        log.chmod(0o600)
        return subprocess.Popen(
            [*command, "--host", HOST, "--port", str(port)],
            env=server_environment(folder, port),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            umask=0o077,
            # an interrupted command must not take the server from the others
            start_new_session=True,
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def _bindable(port: int) -> int:
    """Return `port`, or a free one for 0; raise StoreRefused when another program has it."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # as uvicorn does: a port whose last user just left is free
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
            return int(probe.getsockname()[1])
        except OSError as error:
            remedy = "Name another port, or stop the program that has this one."
            problem = Problem(f"port {port}", "is taken by another program", remedy)
            raise StoreRefused(problem) from error
