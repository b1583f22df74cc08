"""Steps run without Prefect, and what must hold after each of them, whatever it did.

Here: the invariants of the process on a store. Not here: what the lists of these tests hold.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from tandem_flows.desk import Desk, Job
from tandem_flows.rules.states import STATES, is_terminal
from tandem_flows.steps.catalogue import step_named
from tandem_flows.steps.definition import Result
from tandem_flows.steps.look import present_states
from tandem_flows.workspace.folder import Workspace

_HASHES = re.compile(r"hash|digest")
_MOVING = ("share", "record_prework", "record_call", "tracking")
_ALWAYS = ("follow_up", "urgent")


@dataclass
class Watched:
    """Runs steps and checks the store after each; `is_repeated` runs each a second time."""

    is_repeated: bool = False
    seen: set[str] = field(default_factory=set)

    def __call__(self, workspace: Workspace, step: str, job: Job) -> Result:
        result, _ = run_once(workspace, step, job)
        if self.is_repeated:
            check_repeated(workspace, step, job)
        if step in _MOVING:
            self.seen |= set(check_states(workspace, job.practice_id, job.as_of)["state"])
        if step == "share":
            check_agenda(workspace, job)
        if step == "record_call":
            check_tasks(workspace, job.practice_id)
        return result


def run_once(workspace: Workspace, step: str, job: Job):
    desk = Desk(step_named(step), job, workspace)
    desk.load()
    result = desk.step.run(desk)
    return result, desk.commit()


def check_repeated(workspace: Workspace, step: str, job: Job) -> None:
    """Running any step again with the same inputs writes nothing."""
    store = workspace.store(job.practice_id)
    before, files = store.ledger_head(), outbox_digests(workspace, job.practice_id)

    _, written = run_once(workspace, step, job)

    changed = [one.handoff_id for one in written if one.outcome != "unchanged"]
    assert changed == [], f"{step} of {job.as_of} wrote again"
    assert store.ledger_head() == before, f"{step} of {job.as_of} left entries again"
    assert outbox_digests(workspace, job.practice_id) == files


def outbox_digests(workspace: Workspace, practice_id: str) -> dict[str, str]:
    outbox = workspace.outbox(practice_id)
    files = sorted(path for path in outbox.rglob("*") if path.is_file())
    return {
        str(path.relative_to(outbox)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def check_states(workspace: Workspace, practice_id: str, on: date) -> pl.DataFrame:
    """Every listed patient is in one state, with an owner and a next date, or has ended."""
    states = present_states(workspace, practice_id, on)
    listed = workspace.store(practice_id).read("combined_list").frame
    assert sorted(states["case_id"]) == sorted(listed["case_id"])
    assert set(states["state"]) <= {state.name for state in STATES}
    for row in states.iter_rows(named=True):
        owned = [row[name] is not None for name in ("owner_organisation", "owner", "next_on")]
        assert any(owned) != is_terminal(row["state"]), row["state"]
        assert all(owned) or not any(owned), row["state"]
        assert row["reason"] and row["since_on"] <= on
    return states


def check_agenda(workspace: Workspace, job: Job) -> None:
    """Only follow-ups and urgent patients may go beyond the room that a call has."""
    agenda = workspace.store(job.practice_id).read("agenda", job.call_date).frame
    others = agenda.filter(~pl.col("tier").is_in(_ALWAYS))
    assert others.height <= workspace.values(job.as_of).number("max_patients_per_call")
    assert agenda["case_id"].is_unique().all()


def check_tasks(workspace: Workspace, practice_id: str) -> None:
    """Every open next step has an owner of a side, a due date and a day to report back."""
    tasks = workspace.store(practice_id).read("tasks").frame
    is_open = tasks.filter(pl.col("state") == "open")
    needed = ("owner_organisation", "owner", "due_on", "report_back_on")
    assert is_open.select(pl.col(needed).is_null().sum()).row(0) == (0, 0, 0, 0)
    assert (is_open["owner"] != "").all()


def words_of_ledger(workspace: Workspace, practice_id: str) -> set[str]:
    """Return every word of the ledger but hashes: ids, dates, codes."""
    ledger = workspace.store(practice_id).ledger()
    shown = ledger.select(name for name in ledger.columns if not _HASHES.search(name))
    return set(re.findall(r"[A-Za-z0-9-]+", shown.write_json()))
