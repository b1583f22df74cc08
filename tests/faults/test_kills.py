"""A process killed at any point leaves everything or nothing, and the next run completes it."""

import shutil
import signal
from collections import Counter

import pytest

from tests.faults.points import FILE, HANDOFF, TRANSACTION

MOVES = range(1, 19)
A_MOVE, A_SAMPLE = 9, 3


def spread(passed, count):
    """Return numbers of points of each kind, from the first to the last of it."""
    by_kind = {kind: [] for kind in (HANDOFF, TRANSACTION, FILE)}
    for number, (kind, _) in enumerate(passed, start=1):
        by_kind[kind].append(number)
    there = [numbers for numbers in by_kind.values() if numbers]
    share = max(count // len(there), 1)
    last = max(share - 1, 1)
    return sorted({n[at * (len(n) - 1) // last] for n in there for at in range(share)})


def killed_and_completed(cycle, move, number):
    """Kill the run of a move at a point, run it again; return all that is not as it should be."""
    folder = cycle.copy(move, f"killed-{number}")
    died = cycle.run("run", folder=folder, move=move.plain, kill_at=number)
    assert died.signal == signal.SIGKILL
    answer = cycle.run("completed", folder=folder, move=move.plain).answer
    shutil.rmtree(folder)
    return answer["before"], answer["after"]


def faults_of(half, again, before, undisturbed):
    """Return what a kill spoiled: the record, a patient's state, rows, entries or files."""
    wrong = [*half["problems"], *half["stateless"]]
    if half["rows"] not in (before["rows"], undisturbed["rows"]):
        wrong.append("half of a step was stored")
    return wrong + [name for name in again if again[name] != undisturbed[name]]


def kill_everywhere(cycle, move, count, tally):
    folder = cycle.copy(move, "counted")
    passed = cycle.run("run", folder=folder, move=move.plain).answer
    before, undisturbed = cycle.told(cycle.kept(move.number), move), cycle.end_of(move)
    numbers = spread(passed, count)

    ends = cycle.each(lambda number: killed_and_completed(cycle, move, number), numbers)

    assert undisturbed["problems"] == undisturbed["stateless"] == undisturbed["odd_files"] == []
    wrong = {
        f"point {number}, {passed[number - 1]}": found
        for number, (half, again) in zip(numbers, ends, strict=True)
        if (found := faults_of(half, again, before, undisturbed))
    }
    assert wrong == {}
    for kind, times in Counter(passed[number - 1][0] for number in numbers).items():
        tally.add("faults", f"killed: {kind}", times)


@pytest.mark.parametrize("number", (1, 2, 3))
def test_a_killed_step_is_completed_by_the_next_run(first_steps, number, tally):
    kill_everywhere(first_steps, first_steps.moves[number - 1], A_SAMPLE, tally)


@pytest.mark.long
@pytest.mark.parametrize("number", MOVES)
def test_each_step_of_the_cycle_can_be_killed_anywhere(whole_cycle, number, tally):
    kill_everywhere(whole_cycle, whole_cycle.moves[number - 1], A_MOVE, tally)


@pytest.mark.long
def test_the_cycle_has_the_steps_that_are_killed(whole_cycle):
    assert [move.number for move in whole_cycle.moves] == list(MOVES)
