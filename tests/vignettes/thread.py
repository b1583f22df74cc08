"""The thread of the process that a vignette is run through: the real steps, without Prefect.

People's part is scripted (`answers`); every sheet goes out, is filled in and comes back as a file.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from tandem_flows.steps.look import present_states
from tandem_flows.vignettes.partnership import CALLS, LAST_DAY, LISTED_ON, PRACTICE
from tandem_flows.vignettes.story import Vignette
from tandem_flows.workspace.folder import Workspace
from tests.vignettes.answers import Answers, Row, Told
from tests.vignettes.call_answers import call_answers
from tests.vignettes.prework_answers import prework_answers
from tests.vignettes.running import proposed_next, return_sheet, run_step
from tests.vignettes.workspace import new_workspace

_SHARED_BEFORE, _DAY, _WEEK = timedelta(days=4), timedelta(days=1), timedelta(days=7)


@dataclass(repr=False)
class Thread:
    """The workspace while the vignettes pass through it, and what was seen on the way.

    `undecided` holds, for each call, a copy of the workspace with the call's sheet made and not yet
    returned, and `answers` what goes into it; `states` is where the cases stand the day after.
    """

    folder: Path
    vignettes: Mapping[str, Vignette]
    workspace: Workspace
    undecided: dict[int, Workspace] = field(default_factory=dict)
    answers: dict[int, Answers] = field(default_factory=dict)
    states: dict[int, pl.DataFrame] = field(default_factory=dict)
    _read: dict[tuple[str, int | None], pl.DataFrame] = field(default_factory=dict)

    def run(self, name: str, as_of: date, call: int | None = None) -> None:
        """Run one step; what was read before it is read anew."""
        run_step(self.workspace, name, as_of, call)
        self._read.clear()

    def read(self, handoff: str, call: int | None = None) -> pl.DataFrame:
        """Return a handoff as it stands, of one call if named."""
        if (handoff, call) not in self._read:
            store = self.workspace.store(PRACTICE)
            self._read[handoff, call] = store.read(handoff, CALLS[call] if call else None).frame
        return self._read[handoff, call]

    def case_id(self, name: str) -> str:
        """Return the case of a vignette."""
        is_named = pl.col("person_id") == name
        found: str = self.read("combined_list").filter(is_named)["case_id"].item()
        return found

    def rows(self, handoff: str, name: str, call: int | None = None) -> list[Row]:
        """Return the rows of a handoff that are about one vignette."""
        return self.read(handoff, call).filter(pl.col("case_id") == self.case_id(name)).to_dicts()

    def document(self, file_name: str) -> Path:
        """Return a file that went out to the practice."""
        return self.workspace.outbox(PRACTICE) / file_name


def run_thread(folder: Path, vignettes: Mapping[str, Vignette]) -> Thread:
    """Run all vignettes from the two lists to the reports, through two calls."""
    thread = Thread(folder, vignettes, new_workspace(folder, vignettes))
    for name in ("ready", "identify"):
        thread.run(name, LISTED_ON)
    for call, call_date in CALLS.items():
        _before_call(thread, call)
        _call(thread, call)
        thread.run("tracking", call_date + _WEEK)
    thread.run("evaluation", LAST_DAY)
    return thread


def _before_call(thread: Thread, call: int) -> None:
    call_date = CALLS[call]
    for name in ("share", "prework"):
        thread.run(name, call_date - _SHARED_BEFORE, call)
    told, follow_ups = _told(thread, call), _follow_ups(thread, call)
    for side in ("plan", "practice"):
        answers = prework_answers(told, side, call_date, follow_ups)
        return_sheet(thread.workspace, f"prework_{side}", call, answers)
    for name in ("record_prework", "call"):
        thread.run(name, call_date - _DAY, call)


def _call(thread: Thread, call: int) -> None:
    call_date, workspace = CALLS[call], thread.workspace
    thread.answers[call] = call_answers(
        _told(thread, call), call_date, proposed_next(workspace, call)
    )
    thread.undecided[call] = _copy(workspace, thread.folder / f"undecided-{call}")
    return_sheet(workspace, "call", call, thread.answers[call])
    thread.run("record_call", call_date, call)
    thread.run("summary", call_date + _DAY, call)
    thread.states[call] = present_states(workspace, PRACTICE, call_date + _DAY)


def _told(thread: Thread, call: int) -> list[Told]:
    by_case = {thread.case_id(name): story for name, story in thread.vignettes.items()}
    agenda = thread.read("agenda", call).sort("position")["case_id"].to_list()
    return [Told(case, by_case[case], by_case[case].call == call) for case in agenda]


def _follow_ups(thread: Thread, call: int) -> Answers:
    """Return, by side, what became of the next steps that are reported on before a call."""
    told_on = CALLS[call] - _SHARED_BEFORE
    notices = thread.read("tasks").filter(pl.col("kind") == "monitor_notice")
    answers: Answers = {
        "plan": [_done(task_id, told_on, "told by telephone") for task_id in notices["task_id"]],
        "practice": [],
    }
    for name, story in thread.vignettes.items():
        if story.follow_up is not None and story.call + 1 == call:
            step = story.decisions.tasks[story.follow_up.step - 1]
            (task,) = [row for row in thread.rows("tasks", name) if row["action"] == step.what]
            done = _done(task["task_id"], story.follow_up.done_on, story.follow_up.result)
            answers[step.side].append(done)
    return answers


def _done(task_id: object, on: date, result: str) -> Row:
    return {"task_id": task_id, "state": "done", "closed_on": on, "result": result}


def _copy(workspace: Workspace, folder: Path) -> Workspace:
    shutil.copytree(workspace.folder, folder)
    return Workspace(folder)
