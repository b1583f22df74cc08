"""A store is made whole or not at all, and a round is opened once, by whoever comes first."""

import errno
import os
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tandem_flows.store import rewriting
from tandem_flows.store.store import Store
from tandem_validators.errors import StoreRefused
from tests.store.places import KEY, RUN, new_store, staged


def names(folder):
    return sorted(path.name for path in folder.iterdir())


# a process of its own: what it limits stays there
_ON_A_FULL_DISK = """
    import resource, sys
    from pathlib import Path
    from tandem_flows.store.connection import encrypting_engine
    from tandem_flows.store.store import Store
    from tandem_validators.errors import StoreRefused

    encrypting_engine()
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
    try:
        Store(Path(sys.argv[1], "lakeside.duckdb"), "lakeside", "a key").create()
    except StoreRefused as refused:
        print(refused, end="")
"""


@pytest.mark.parametrize("most_bytes", [4096, 20_000, 60_000])
def test_a_disk_that_is_full_leaves_no_store_and_the_next_run_makes_it(tmp_path, most_bytes):
    command = [sys.executable, "-c", textwrap.dedent(_ON_A_FULL_DISK), tmp_path, str(most_bytes)]

    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout

    assert told == (
        "store lakeside.duckdb: cannot be made. "
        "Look whether the disk is full and the folder is yours, and run this again."
    )
    assert names(tmp_path) == []
    assert new_store(tmp_path).verify() == []


def test_a_store_that_another_process_made_meanwhile_is_kept(tmp_path):
    first = new_store(tmp_path)
    first.open_round(RUN)

    rewriting.make(rewriting.NewPlace(first.path, "lakeside", KEY))

    assert first.ledger().height == 1
    assert names(tmp_path) == ["lakeside.duckdb"]


def test_what_a_process_that_died_left_is_taken_away(tmp_path):
    (tmp_path / ".lakeside.new-0a1b2c3d.duckdb").write_bytes(b"half")

    new_store(tmp_path)

    assert names(tmp_path) == ["lakeside.duckdb"]


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP])
def test_a_share_without_second_names_gets_its_store_too(tmp_path, monkeypatch, number):
    def cannot(*_):
        raise OSError(number, "no links here")

    monkeypatch.setattr(os, "link", cannot)

    assert new_store(tmp_path).verify() == []
    assert names(tmp_path) == ["lakeside.duckdb"]


def test_a_store_that_cannot_be_put_in_place_is_refused_in_words(tmp_path, monkeypatch):
    def cannot(*_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "link", cannot)

    with pytest.raises(StoreRefused, match=r"store lakeside\.duckdb: cannot be made\. Look"):
        new_store(tmp_path)
    assert names(tmp_path) == []


def test_two_runs_that_saw_no_round_open_one(tmp_path):
    store = new_store(tmp_path)

    opened = [store.open_round(RUN, None) for _ in range(2)]

    assert [round_.round_id for round_ in opened] == ["R1", "R1"]
    assert store.ledger()["action"].to_list() == ["round"]


def test_two_runs_that_saw_the_same_round_open_the_next_once(tmp_path):
    store = new_store(tmp_path)
    first = store.open_round(RUN, None)
    later = replace(RUN, as_of=RUN.as_of + timedelta(days=200))

    opened = [store.open_round(later, first).round_id for _ in range(2)]

    assert opened == ["R2", "R2"]
    assert store.ledger()["action"].to_list() == ["round", "round"]


def test_a_run_that_looks_from_before_the_round_opens_none(tmp_path):
    store = new_store(tmp_path)
    store.open_round(RUN, None)
    earlier = replace(RUN, as_of=date(2025, 12, 1))

    with pytest.raises(StoreRefused) as refused:
        store.open_round(earlier, None)

    assert str(refused.value) == (
        "round R1: was opened on 2026-01-05, after the 2025-12-01 that this run looks from. "
        "Run it as of 2026-01-05 or later."
    )
    assert store.ledger().height == 1


def test_a_store_is_made_under_its_own_key_and_practice(tmp_path):
    store = new_store(tmp_path)
    store.open_round(RUN)
    store.commit([staged("C-1")], RUN, "inputs")

    with pytest.raises(StoreRefused, match="does not open with this key"):
        Store(store.path, "lakeside", "another").verify()


def test_a_store_lies_in_any_folder_whatever_its_name(tmp_path):
    folder = tmp_path / "O'Brien's; DROP TABLE ledger; --"
    folder.mkdir()

    copy = new_store(folder).copy_to(folder / "it's.duckdb")

    assert copy.verify() == []
    assert names(folder) == ["it's.duckdb", "lakeside.duckdb"]


def test_a_record_that_does_not_hold_is_never_written_anew(tmp_path):
    store = new_store(tmp_path)
    store.commit([staged("C-1")], RUN, "inputs")
    with store.session() as opened:
        opened.execute("UPDATE handoff.agenda SET reason = 'another'")
    content = store.path.read_bytes()

    with pytest.raises(StoreRefused, match="does not hold the rows that were written"):
        store.write_anew("another key of this test")

    assert (store.path.read_bytes(), names(tmp_path)) == (content, ["lakeside.duckdb"])


def test_a_store_that_nothing_was_written_to_yet_gets_a_new_key_too(tmp_path):
    store = new_store(tmp_path)

    store.write_anew("another key of this test")

    assert Store(store.path, store.partnership, "another key of this test").verify() == []


def test_a_new_file_is_on_the_disk_before_it_takes_the_place_of_the_old_one(tmp_path, monkeypatch):
    store, done = new_store(tmp_path), []
    store.open_round(RUN)
    fsync, replace_ = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda of: (done.append(os.fstat(of).st_ino), fsync(of))[1])
    monkeypatch.setattr(os, "replace", lambda a, b: (done.append("put in place"), replace_(a, b)))

    store.write_anew()

    assert done == [store.path.stat().st_ino, "put in place", tmp_path.stat().st_ino]


def test_in_a_store_that_a_run_keeps_a_failed_writing_leaves_nothing_and_the_next_goes_on(tmp_path):
    store = new_store(tmp_path)
    broken = replace(staged("C-1"), entry=None)

    with store.kept():
        with pytest.raises(AttributeError):
            store.commit([broken], RUN, "inputs")
        store.commit([staged("C-2")], RUN, "inputs")

    assert store.read("agenda").frame["case_id"].to_list() == ["C-2"]
    assert store.verify() == []


@pytest.mark.parametrize("harm", ["one bit", "cut off"])
def test_a_store_that_was_changed_or_cut_off_is_refused_in_words(tmp_path, harm):
    store = new_store(tmp_path)
    for number in range(4):
        store.commit([staged(*(f"C-{number}-{row}" for row in range(1500)))], RUN, str(number))
    whole = store.path.read_bytes()
    told = []

    for part in (0.3, 0.5, 0.6, 0.7):
        at = int(len(whole) * part)
        changed = whole[:at] + bytes((whole[at] ^ 1,)) + whole[at + 1 :]
        store.path.write_bytes(changed if harm == "one bit" else whole[:at])
        try:
            assert store.verify() == []  # the bit was in a block that holds nothing
        except StoreRefused as refused:
            told.append(str(refused))

    damaged = "store lakeside.duckdb: was changed or damaged. Put the latest backup"
    assert told and all(words.startswith(damaged) for words in told)
    store.path.write_bytes(whole)
    assert store.verify() == []
