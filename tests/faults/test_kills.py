"""A process killed at any point leaves everything or nothing, and the next run completes it."""

import shutil
import signal
from collections import Counter

import pytest

from tests.faults.points import FILE, HANDOFF, TRANSACTION

MOVES = range(1, 19)
A_MOVE, A_SAMPLE = 6, 3


def of_kind(passed, kind):
    return [number for number, (found, _) in enumerate(passed, start=1) if found == kind]


def spread(passed, count):
    """Return numbers of points of each kind, from the first to the last of it."""
    there = [found for kind in (HANDOFF, TRANSACTION, FILE) if (found := of_kind(passed, kind))]
    share = max(count // len(there), 1)
    last = max(share - 1, 1)
    return sorted({n[at * (len(n) - 1) // last] for n in there for at in range(share)})


def everywhere(passed):
    """Return every handoff boundary, the end of every transaction, and some of all points."""
    ends = [n for n, point in enumerate(passed, 1) if point == [TRANSACTION, "before COMMIT"]]
    return sorted({*of_kind(passed, HANDOFF), *ends, *spread(passed, A_MOVE)})


def a_few(passed):
    return spread(passed, A_SAMPLE)


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
    wrong = list(half["problems"])
    if half["rows"] not in (before["rows"], undisturbed["rows"]):
        wrong.append("half of a step was stored")
    return wrong + [name for name in again if again[name] != undisturbed[name]]


def kill_at(cycle, move, chosen, tally):
    folder = cycle.copy(move, "counted")
    passed = cycle.run("run", folder=folder, move=move.plain).answer
    before, undisturbed = cycle.told(cycle.kept(move.number), move), cycle.end_of(move)
    numbers = chosen(passed)

    ends = cycle.each(lambda number: killed_and_completed(cycle, move, number), numbers)

    # what a kill leaves has the rows of one of these two, and so its states
    assert before["stateless"] == undisturbed["stateless"] == []
    assert undisturbed["problems"] == undisturbed["odd_files"] == []
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
    kill_at(first_steps, first_steps.moves[number - 1], a_few, tally)


@pytest.mark.long
@pytest.mark.parametrize("number", MOVES)
def test_each_step_of_the_cycle_can_be_killed_anywhere(whole_cycle, number, tally):
    move = whole_cycle.moves[number - 1]
    is_first = move in whole_cycle.one_of_each
    kill_at(whole_cycle, move, everywhere if is_first else a_few, tally)


@pytest.mark.long
def test_the_cycle_has_the_steps_that_are_killed(whole_cycle):
    assert [move.number for move in whole_cycle.moves] == list(MOVES)
