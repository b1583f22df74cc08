"""A workspace with one practice, and a round whose handoffs were written into its store."""

import subprocess
import sys
from dataclasses import dataclass
from datetime import date

import polars as pl
from typer.testing import CliRunner

from tandem_flows.cli.app import app
from tandem_flows.store.entries import Circumstances, Entry
from tandem_flows.store.handoffs import Place
from tandem_flows.store.writing import Staged
from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.init import init_workspace
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated

PRACTICE = "example-practice"
CALL = date(2026, 1, 13)
RUN = Circumstances(date(2026, 1, 9), "maria", "os_user", "0.1.0", "guideline", "values")


@dataclass(frozen=True)
class Typed:
    """What a command answered."""

    code: int
    out: str
    err: str


def typed(*words):
    """Run the command in this process."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Typed(result.exit_code, result.stdout, result.stderr)


def typed_outside(*words, cwd, code="from tandem_flows.cli.app import main; main()"):
    """Run the command in a process of its own."""
    command = [sys.executable, "-c", code, *(str(word) for word in words)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    return Typed(done.returncode, done.stdout, done.stderr)


def new_workspace(folder):
    init_workspace(folder / "ours", folder / "ours.key")
    return folder / "ours"


def store_of(folder):
    store = Workspace(folder).store(PRACTICE)
    store.create()
    return store


def write(store, name, frame):
    spec = handoff(name)
    if store.current_round() is None:
        store.open_round(RUN)
    call_date = CALL if spec.scope == "call" else None
    place = Place(spec, "R1", call_date)
    entry = Entry("handoff", spec.step, tuple(spec.clauses), count=frame.height)
    store.commit([Staged(place, validated(frame, spec), entry)], RUN, "inputs")


def one_task(**changes):
    row = {
        "task_id": "T-1",
        "case_id": "C-1",
        "call_date": CALL,
        "kind": "next_step",
        "need_category": "clinical",
        "department": None,
        "action": "Ask Zebedee Quill about the knee",
        "owner_organisation": "plan",
        "owner": "plan-case",
        "due_on": date(2026, 1, 20),
        "report_back_on": date(2026, 1, 27),
        "state": "open",
        "closed_on": None,
        "result": None,
    }
    kinds = {"department": pl.String, "closed_on": pl.Date, "result": pl.String}
    return pl.DataFrame([row | changes], schema_overrides=kinds)
