"""A step killed at any point leaves everything or nothing, and the next run completes it."""

import subprocess
import sys
import textwrap

import pytest

from tests.steps.workspaces import FIRST_CALL

pytestmark = pytest.mark.long

# Kills the process in the middle of a step: before the n-th handoff is staged, around the commit,
# or while a file is written. What is called is the step itself.
_KILLED = """
    import os, signal, sys
    from datetime import date
    from pathlib import Path
    from tandem_flows import delivery
    from tandem_flows import desk as desk_module
    from tandem_flows.desk import Desk, Job
    from tandem_flows.steps.catalogue import step_named
    from tandem_flows.workspace.folder import Workspace

    step, as_of, call, point = sys.argv[2], *sys.argv[3:]
    left = [int(point) if point.isdigit() else 0]

    def die():
        os.kill(os.getpid(), signal.SIGKILL)

    def before(function, is_here):
        def run(*args, **kwargs):
            if is_here():
                die()
            return function(*args, **kwargs)
        return run

    def is_nth():
        left[0] -= 1
        return left[0] == 0

    if point.isdigit():
        Desk.hand_on = before(Desk.hand_on, is_nth)
    elif point == "before the file":
        desk_module.deliver = before(desk_module.deliver, lambda: True)
    elif point == "before the record of the file":
        delivery._record = before(delivery._record, lambda: True)
    job = Job("lakeside", date.fromisoformat(as_of), date.fromisoformat(call), "tester")
    desk = Desk(step_named(step), job, Workspace(Path(sys.argv[1])))
    desk.load()
    desk.step.run(desk)
    if point == "before the commit":
        die()
    desk.commit()
"""
_AFTER_COMMIT = ("before the file", "before the record of the file")


def killed(practice, step, as_of, point):
    arguments = [str(practice.workspace.folder), step, str(as_of), str(FIRST_CALL), point]
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(_KILLED), *arguments], check=False)
    assert run.returncode == -9


def stored(practice, names):
    return {name: practice.rows(name).rows() for name in names}


@pytest.mark.parametrize("point", [*map(str, range(1, 12)), "before the commit"])
def test_a_killed_record_of_the_call_leaves_nothing_and_can_be_run_again(researched, point):
    names = ("decisions", "goals", "tasks", "attendance", "calls", "agreed_patients")
    researched.send_back("call", FIRST_CALL, researched.call_script())
    before, head = stored(researched, names), researched.store.ledger_head()

    killed(researched, "record_call", FIRST_CALL, point)

    assert stored(researched, names) == before
    assert researched.store.ledger_head() == head
    researched.run("record_call", FIRST_CALL, FIRST_CALL)
    assert researched.rows("decisions").height == 10
    assert researched.store.verify() == []


@pytest.mark.parametrize("point", _AFTER_COMMIT)
def test_a_file_that_was_not_finished_is_made_and_recorded_by_the_next_run(decided, point):
    killed(decided, "summary", FIRST_CALL, point)

    decided.run("summary", FIRST_CALL, FIRST_CALL)

    sent = decided.store.ledger().filter(action="disclosure")["details"].str.contains("summary")
    assert sent.sum() == 1
    assert (decided.outbox / "summary-2026-01-13.html").is_file()
    assert decided.store.verify() == []
