"""Runs the demonstration: two practices, two weekly calls, reports, and the table of it all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from tandem_flows.demo.tell import Story, tell
from tandem_flows.demo.week import Partnership, begin, hold, prepare
from tandem_flows.demo.workspace import demo_workspace
from tandem_flows.desk import Job
from tandem_flows.orchestrate.flows import run_step
from tandem_flows.sample.facts import SampleFacts
from tandem_flows.server.local import running_server
from tandem_flows.steps.definition import Result
from tandem_flows.workspace.folder import Workspace

_CALLS = 2
# The first summary is on time, the second a day late, to show what a deviation looks like.
_SUMMARY_AFTER = (timedelta(days=1), timedelta(days=2))
_MONTH = timedelta(days=31)
_HALF_YEAR = timedelta(days=190)
Progress = Callable[[str], None]


def run_demo(folder: Path, say: Progress) -> Story:
    """Make the demonstration in `folder`, run it, and return its story.

    `say` hears of each step as it ends. Raises InputRefused when the folder holds something else.
    """
    say("Inventing a plan, two practices and their patients ...")
    workspace, facts = demo_workspace(folder)

    def perform(where: Workspace, step: str, job: Job) -> Result:
        result = run_step(where, step, job)
        say(f"{job.practice_id:<10} {job.as_of}  {step:<15} {result.words}")
        return result

    say("Starting the workspace's own Prefect server (once) ...")
    with running_server(workspace, progress=say):
        for practice_id in facts.practices:
            _practice(Partnership(workspace, practice_id, perform), facts)
    return tell(workspace)


def _practice(partnership: Partnership, facts: SampleFacts) -> None:
    held = begin(partnership, facts.as_of, _CALLS)
    for call_on, summary_after in zip(held, _SUMMARY_AFTER, strict=True):
        prepare(partnership, call_on)
        hold(partnership, call_on, summary_after)
    after = held[-1] + _SUMMARY_AFTER[-1]
    partnership.run("tracking", after)
    partnership.run("evaluation", after)
    partnership.run("tracking", after + _MONTH)
    partnership.run("tracking", after + _HALF_YEAR)
    partnership.run("measures", facts.data_to)
