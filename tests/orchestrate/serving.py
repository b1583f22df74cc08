"""`tandem serve` in a process of its own, used from outside as the UI uses it: by its API."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

REPOSITORY = Path(__file__).resolve().parents[2]
_FINAL = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
_COMMAND = (sys.executable, "-c", "from tandem_flows.cli.app import main; main()", "serve")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Serving:
    """One `tandem serve` and what it says."""

    def __init__(self, folder: Path, *more: str) -> None:
        self.folder, self.port = folder, free_port()
        self.said = folder.with_name(f"{folder.name}-said-{self.port}.txt")
        with self.said.open("wb") as out:
            self.process = subprocess.Popen(
                [*_COMMAND, "-w", str(folder), "--port", str(self.port), *more],
                stdout=out,
                stderr=out,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._client: httpx.Client | None = None

    def words(self) -> str:
        return self.said.read_text()

    def until_ready(self, seconds: float = 90) -> Serving:
        until(lambda: "Ctrl-C ends it" in self.words() or self.process.poll() is not None, seconds)
        assert self.process.poll() is None, self.words()
        return self

    @property
    def api(self) -> httpx.Client:
        if self._client is None:
            word = (self.folder / "prefect" / "auth").read_text()
            name, password = word.split(":", 1)
            address = f"http://127.0.0.1:{self.port}/api"
            client = httpx.Client(base_url=address, auth=(name, password), timeout=30)
            who = {"client": "00000000-0000-4000-8000-000000000001"}
            token = client.get("/csrf-token", params=who).json()["token"]
            known = {"Prefect-Csrf-Token": token, "Prefect-Csrf-Client": who["client"]}
            client.headers.update(known)
            self._client = client
        return self._client

    def ask(self, path: str, **body: object) -> list[dict]:
        answer = self.api.post(path, json=body)
        assert answer.is_success, answer.text
        return answer.json()

    def deployment(self, name: str) -> dict:
        return self.api.get(f"/deployments/name/{name}/{name}").raise_for_status().json()

    def click(self, name: str, **parameters: object) -> str:
        """Start a run as the form does; return its id."""
        place = f"/deployments/{self.deployment(name)['id']}/create_flow_run"
        answer = self.api.post(place, json={"parameters": parameters})
        assert answer.is_success, answer.text
        return answer.json()["id"]

    def run(self, run_id: str) -> dict:
        return self.api.get(f"/flow_runs/{run_id}").raise_for_status().json()

    def ended(self, run_id: str, seconds: float = 90) -> dict:
        until(lambda: self.run(run_id)["state_type"] in _FINAL, seconds)
        return self.run(run_id)

    def clicked(self, name: str, **parameters: object) -> dict:
        """Start a run and wait for its end."""
        return self.ended(self.click(name, **parameters))

    def pages(self, key: str) -> list[str]:
        """Return the texts of the artifacts with a key, the latest first."""
        wanted = {"artifacts": {"key": {"any_": [key]}}, "sort": "CREATED_DESC"}
        return [artifact["data"] for artifact in self.ask("/artifacts/filter", **wanted)]

    def interrupt(self) -> int:
        """Press Ctrl-C and wait for the end; return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)

    def runs_at_work(self) -> list[int]:
        """Return the process ids of the runs that go on."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        found = [int(pid) for path in tasks for pid in path.read_text().split()]
        return [pid for pid in found if b"prefect" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def end(self) -> None:
        if self.process.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.interrupt()
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)


def until(is_so, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"it did not come about within {seconds} s"
        time.sleep(0.2)
