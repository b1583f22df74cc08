"""The power fails while the store is written: what the disk has is whole, or is refused in words.

A run is killed when its transaction is committed and only in the log of writes; then the log, or
the file, is made what a cut leaves: a part, zeros, or lines of an earlier day.
"""

import shutil
import signal
from pathlib import Path

import pytest

from tests.faults.points import TRANSACTION

pytestmark = pytest.mark.long

STEPS = ("ready", "identify", "record_call", "tracking")
_PARTS = (0.0, 0.01, 0.4, 0.8, 0.99)
_BLOCK = 4096


def committed(cycle, move):
    """Return a workspace whose last transaction is in the log of writes only."""
    counted = cycle.copy(move, "counted-cut")
    passed = cycle.run("run", folder=counted, move=move.plain).answer
    shutil.rmtree(counted)
    ends = [n for n, point in enumerate(passed, 1) if point == [TRANSACTION, "after COMMIT"]]
    handoffs = [n for n, (_, word) in enumerate(passed, 1) if word == "before INSERT manifest"]
    at = next(n for n in ends if n > max(handoffs))
    folder = cycle.copy(move, "cut")
    assert cycle.run("run", folder=folder, move=move.plain, kill_at=at).signal == signal.SIGKILL
    assert log_of(folder).stat().st_size > 0
    return folder


def log_of(folder):
    return Path(folder, "store", "lakeside.duckdb.wal")


def shortened(log, part):
    content = log.read_bytes()
    log.write_bytes(content[: int(len(content) * part)])


def zeros(log, part):
    content = log.read_bytes()
    kept = int(len(content) * part)
    log.write_bytes(content[:kept] + bytes(len(content) - kept))


def garbled(log, part):
    content = log.read_bytes()
    kept = int(len(content) * part)
    log.write_bytes(content[:kept] + bytes(255 - byte for byte in content[kept:]))


@pytest.mark.parametrize("cut", [shortened, zeros, garbled])
@pytest.mark.parametrize("step", STEPS)
def test_a_log_of_writes_that_was_cut_is_the_step_or_nothing(whole_cycle, step, cut, tally):
    move = whole_cycle.of(step)
    template = committed(whole_cycle, move)

    def seen_after(part):
        folder = Path(shutil.copytree(template, f"{template}-{cut.__name__}-{part}"))
        cut(log_of(folder), part)
        seen = whole_cycle.run("completed_or_refused", folder=folder, move=move.plain).answer
        if seen["code"] is None:
            return seen, seen
        log_of(folder).unlink()  # as the refusal says
        return seen, whole_cycle.run("completed", folder=folder, move=move.plain).answer

    before, end = whole_cycle.told(whole_cycle.kept(move.number), move), whole_cycle.end_of(move)
    ends = dict(zip(_PARTS, whole_cycle.each(seen_after, _PARTS), strict=True))

    for part, (seen, then) in ends.items():
        if seen["code"] is not None:
            assert cut is not shortened and seen["code"] == "STORE", f"{part}: {seen}"
            assert "damaged log of writes" in seen["words"] and "backup" in seen["words"]
        half, after = then["before"], then["after"]
        assert half["problems"] == after["problems"] == [], part
        assert half["rows"] in (before["rows"], end["rows"]), f"half a step was stored: {part}"
        for name in ("rows", "entries", "stateless", "odd_files"):
            assert after[name] == end[name], f"{part}: {name}"
    refused = sum(seen["code"] is not None for seen, _ in ends.values())
    tally.add("faults", "the power fails: log of writes", len(ends), refused)
    shutil.rmtree(template)


@pytest.mark.parametrize("step", STEPS)
def test_a_checkpoint_that_was_cut_before_its_end_loses_nothing(whole_cycle, step, tally):
    """New blocks are there in part; the file's head is still the old one, and the log is there."""
    move = whole_cycle.of(step)
    old = committed(whole_cycle, move)
    new = Path(shutil.copytree(old, f"{old}-new"))
    whole_cycle.told(new, move)  # opening and closing it writes the log into the file
    assert not log_of(new).exists()
    store = Path("store", "lakeside.duckdb")
    was, became = (old / store).read_bytes(), (new / store).read_bytes()

    def seen_after(part):
        folder = Path(shutil.copytree(old, f"{old}-checkpoint-{part}"))
        head = 3 * _BLOCK  # the main header and the two that take turns
        blocks = became[head : int(len(became) * part)]
        rest = was[head + len(blocks) :]
        (folder / store).write_bytes(was[:head] + blocks + rest)
        return whole_cycle.run("completed_or_refused", folder=folder, move=move.plain).answer

    parts = (0.3, 0.6, 1.0)
    end = whole_cycle.end_of(move)
    for part, seen in zip(parts, whole_cycle.each(seen_after, parts), strict=True):
        assert seen["code"] is None, f"{part}: {seen}"
        assert seen["before"]["problems"] == seen["after"]["problems"] == [], part
        for name in ("rows", "entries", "stateless", "odd_files"):
            assert seen["after"][name] == end[name], f"{part}: {name}"
    tally.add("faults", "the power fails: checkpoint", len(parts))
    shutil.rmtree(old)
    shutil.rmtree(new)
