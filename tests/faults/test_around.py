"""A full disk, a lost folder, a second process: the run fails in words, and the next completes."""

import signal

import pytest

from tests.faults.points import FILE
from tests.faults.trouble import put_right

pytestmark = pytest.mark.long

_PLAIN = (None, "INPUT", "STORE")


def points_of(cycle, move, kind, what=""):
    """Return the numbers of the points of a kind that a move passes."""
    passed = cycle.run("run", folder=cycle.copy(move, f"of-{kind}-{what}"), move=move.plain).answer
    return [n for n, (of, word) in enumerate(passed, 1) if of == kind and what in word]


def troubled(cycle, move, fault, at):
    """Run a move into a trouble, put things right, and run it again; return how both ended."""
    folder = cycle.copy(move, f"{fault}-{at}")
    ended = cycle.run("tried", folder=folder, move=move.plain, fault=fault, at=at)
    put_right(folder)
    return ended, cycle.run("completed", folder=folder, move=move.plain).answer


def whole_again(cycle, move, seen, told_twice=False):
    """Return what differs from the undisturbed run.

    What was lost with a folder goes out a second time, and the record tells of both.
    """
    more = ("entries",) if told_twice else ()
    end, after = cycle.end_of(move), seen["after"]
    before = list(seen["before"]["problems"])
    return (
        before
        + [
            name
            for name in ("problems", "stateless", "rows", "entries", "odd_files")
            if name not in more and after[name] != end[name]
        ]
        + sorted(set(after["files"]) ^ set(end["files"]))
    )


@pytest.mark.parametrize("fault", ["disk_full", "disk_nearly_full"])
def test_a_full_disk_loses_nothing(whole_cycle, fault, tally):
    moves = whole_cycle.one_of_each  # the first of them makes the store

    ends = whole_cycle.each(lambda move: troubled(whole_cycle, move, fault, 0), moves)

    for move, (ended, seen) in zip(moves, ends, strict=True):
        assert ended.answer["code"] in _PLAIN, f"{move}: {ended.answer}"
        assert whole_again(whole_cycle, move, seen) == [], f"{move}: {ended.answer}"
    refused = sum(ended.answer["code"] is not None for ended, _ in ends)
    assert refused, "no disk was full"
    tally.add("faults", "a full disk", len(ends), refused)


def test_a_process_killed_inside_a_write_loses_nothing(whole_cycle, tally):
    moves = whole_cycle.one_of_each
    ends = whole_cycle.each(lambda move: troubled(whole_cycle, move, "killed_in_a_write", 0), moves)

    for move, (_, seen) in zip(moves, ends, strict=True):
        assert whole_again(whole_cycle, move, seen) == [], move
    killed = sum(ended.signal == signal.SIGXFSZ for ended, _ in ends)
    assert killed
    tally.add("faults", "killed: inside a write to the disk", killed)


@pytest.mark.parametrize("step", ["ready", "share", "summary"])
def test_a_folder_that_vanishes_is_written_once_it_is_back(whole_cycle, step, tally):
    move = whole_cycle.of(step)
    files = points_of(whole_cycle, move, FILE)
    numbers = [0, files[0], files[len(files) // 2], files[-1]]

    ends = whole_cycle.each(
        lambda number: troubled(whole_cycle, move, "outbox_away", number), numbers
    )

    for number, (ended, seen) in zip(numbers, ends, strict=True):
        assert ended.answer["code"] in _PLAIN, f"{number}: {ended.answer}"
        assert whole_again(whole_cycle, move, seen, told_twice=True) == [], f"{number}: {ended}"
        assert seen["after"]["entries"] >= whole_cycle.end_of(move)["entries"]
    refused = sum(ended.answer["code"] is not None for ended, _ in ends)
    tally.add("faults", "an outbox that vanishes", len(ends), refused)


@pytest.mark.parametrize("step", ["ready", "identify", "record_prework", "record_call"])
def test_an_inbox_that_vanishes_is_asked_for(whole_cycle, step, tally):
    move = whole_cycle.of(step)

    ended, seen = troubled(whole_cycle, move, "inbox_away", 0)

    assert ended.answer["code"] == "INPUT", ended.answer
    assert whole_again(whole_cycle, move, seen) == []
    tally.add("faults", "an inbox that vanishes", 1, 1)


@pytest.mark.parametrize("step", ["identify", "share", "record_call", "summary", "tracking"])
def test_two_processes_on_one_store_leave_what_one_leaves(whole_cycle, step, tally):
    move = whole_cycle.of(step)
    folder = whole_cycle.copy(move, "by-two")

    whole_cycle.each(lambda _: whole_cycle.run("run", folder=folder, move=move.plain), range(2))

    seen = whole_cycle.run("completed", folder=folder, move=move.plain).answer
    assert whole_again(whole_cycle, move, seen) == []
    tally.add("faults", "two processes on one store", 1)


def test_a_step_waits_for_a_store_that_another_process_keeps(whole_cycle, tally):
    move = whole_cycle.of("record_call")
    folder = whole_cycle.copy(move, "kept")
    tasks = [("kept_open", {"seconds": 3.0}), ("run", {"move": move.plain})]

    whole_cycle.each(lambda task: whole_cycle.run(task[0], folder=folder, **task[1]), tasks)

    assert whole_cycle.told(folder, move) == whole_cycle.end_of(move)
    tally.add("faults", "two processes on one store", 1)
