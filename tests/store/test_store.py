"""A partnership's store: one transaction a step, append-only, encrypted, one practice a file."""

import subprocess
import sys
import textwrap

import duckdb
import polars as pl
import pytest

from tandem_flows.store import connection as store_connection
from tandem_flows.store.entries import Entry
from tandem_flows.store.schema import MIGRATIONS
from tandem_flows.store.store import Store
from tandem_validators.errors import StoreRefused
from tests.store.places import KEY, LATER, RUN, agenda, new_store, staged


@pytest.fixture
def store(tmp_path):
    made = new_store(tmp_path)
    made.open_round(RUN)
    return made


def cases_of(store):
    return store.read("agenda").frame["case_id"].to_list()


@pytest.mark.clause("SHR-03")
def test_what_was_written_is_read_back(store):
    written = store.commit([staged("C-1", "C-2")], RUN, "inputs")

    assert [item.handoff_id for item in written] == ["R1-agenda-20260113-v1"]
    assert store.read("agenda").frame.equals(agenda("C-1", "C-2"))


def test_running_again_with_the_same_rows_changes_nothing(store):
    store.commit([staged("C-1")], RUN, "inputs")
    before = store.ledger_head()

    written = store.commit([staged("C-1")], RUN, "inputs")

    assert [item.outcome for item in written] == ["unchanged"]
    assert store.ledger_head() == before


def test_the_same_rows_on_a_later_day_leave_one_line_and_no_new_version(store):
    store.commit([staged("C-1")], RUN, "inputs")

    outcomes = [store.commit([staged("C-1")], LATER, "inputs")[0].outcome for _ in range(2)]

    assert outcomes == ["confirmed", "unchanged"]
    assert store.ledger()["action"].to_list() == ["round", "handoff", "confirmed"]


def test_a_correction_is_a_new_version_and_the_old_one_stays(store):
    store.commit([staged("C-1")], RUN, "inputs")

    store.commit([staged("C-2")], RUN, "inputs")

    assert cases_of(store) == ["C-2"]
    with store.session() as opened:
        rows = opened.execute("SELECT case_id FROM handoff.agenda ORDER BY ALL").fetchall()
    assert rows == [("C-1",), ("C-2",)]


def test_a_run_that_looks_from_an_earlier_day_never_replaces_a_later_record(store):
    store.commit([staged("C-1")], LATER, "inputs")

    with pytest.raises(StoreRefused, match="recorded as of 2026-01-06, after the 2026-01-05"):
        store.commit([staged("C-2")], RUN, "inputs")

    assert cases_of(store) == ["C-1"]


def test_other_values_in_force_make_a_new_version_of_equal_rows(store):
    store.commit([staged("C-1")], RUN, "inputs")
    other = RUN.__class__(**{**RUN.__dict__, "values_digest": "other values"})

    written = store.commit([staged("C-1")], other, "inputs")

    assert [item.outcome for item in written] == ["written"]


def test_a_step_leaves_everything_or_nothing(store):
    too_late_to_fail = staged("C-2", notes=(Entry(None, "share", ("SHR-03",)),))

    with pytest.raises(duckdb.Error):
        store.commit([staged("C-1"), too_late_to_fail], RUN, "inputs")

    assert cases_of(store) == []
    assert store.verify() == []


def test_the_manifest_says_under_what_a_version_was_made(store):
    store.commit([staged("C-1")], RUN, "inputs")

    with store.session() as opened:
        line = opened.execute("SELECT * FROM manifest").pl().row(0, named=True)

    assert line["row_count"] == 1
    assert line["guideline_version"] == "0.1.0"
    assert (line["sender"], line["receiver"]) == ("plan", "practice")
    assert len(line["content_hash"]) == 64


def test_equal_rows_have_different_digests_so_that_none_can_be_guessed(store):
    store.commit([staged("C-1")], RUN, "inputs")
    store.commit([staged("C-2")], RUN, "inputs")
    store.commit([staged("C-1")], RUN, "inputs")

    with store.session() as opened:
        query = "SELECT row_digest FROM handoff.agenda WHERE case_id = 'C-1'"
        digests = [row[0] for row in opened.execute(query).fetchall()]

    assert len(set(digests)) == 2


def test_a_case_keeps_its_id_whichever_list_names_the_person(store):
    both = store.case_ids([["person:1", "practice:a"]], RUN.as_of)

    assert store.case_ids([["practice:a"]], RUN.as_of) == both
    assert store.case_ids([["person:1"]], RUN.as_of) == both


def test_where_one_match_becomes_two_people_the_first_keeps_the_case(store):
    (shared,) = store.case_ids([["person:1", "practice:a"]], RUN.as_of)

    apart = store.case_ids([["person:1"], ["practice:a"]], RUN.as_of)

    assert apart[0] == shared
    assert apart[1] != shared
    assert store.case_ids([["practice:a"], ["person:1"]], RUN.as_of) == [apart[1], shared]


def test_a_case_id_tells_nothing_of_the_person(store):
    (case_id,) = store.case_ids([["person:12345"]], RUN.as_of)

    assert case_id.startswith("C-")
    assert "12345" not in case_id


def test_nothing_can_be_read_in_the_file_itself(tmp_path, store):
    store.commit([staged("C-RECOGNISE-ME")], RUN, "inputs")

    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())

    assert b"C-RECOGNISE-ME" not in stored
    assert store.path.stat().st_mode & 0o077 == 0


def test_a_wrong_key_is_a_clear_refusal(store):
    with pytest.raises(StoreRefused, match="does not open with this key") as refused:
        Store(store.path, "lakeside", "another key").read("agenda")

    assert KEY not in str(refused.value)
    assert "profile.yaml" in str(refused.value)


@pytest.mark.clause("PIL-03")
def test_one_practices_file_does_not_open_as_anothers(store):
    with pytest.raises(StoreRefused, match="belongs to another partnership"):
        Store(store.path, "millbrook", KEY).read("agenda")


def test_a_store_that_was_never_made_says_what_to_run(tmp_path):
    with pytest.raises(StoreRefused, match="tandem run ready"):
        Store(tmp_path / "none.duckdb", "none", KEY).read("agenda")


def test_a_store_written_by_a_newer_release_is_left_alone(store):
    with store.session() as opened:
        opened.execute("UPDATE meta SET schema_version = ?", [len(MIGRATIONS) + 1])

    with pytest.raises(StoreRefused, match="newer release"):
        store.read("agenda")


def test_a_file_that_is_no_store_is_a_clear_refusal(tmp_path):
    (tmp_path / "lakeside.duckdb").write_bytes(b"no database at all" * 1000)

    with pytest.raises(StoreRefused, match=r"does not open with this key|not a readable store"):
        Store(tmp_path / "lakeside.duckdb", "lakeside", KEY).read("agenda")


def test_a_table_follows_its_model_when_that_gains_a_column(store):
    store.commit([staged("C-1")], RUN, "inputs")
    with store.session() as opened:
        opened.execute("ALTER TABLE handoff.agenda DROP COLUMN reason")

    store.commit([staged("C-2")], RUN, "inputs")

    assert store.read("agenda").frame["reason"].to_list() == ["named by both"]


def test_columns_carry_their_clause_into_the_file(store):
    store.commit([staged("C-1")], RUN, "inputs")

    with store.session() as opened:
        comment = opened.execute(
            "SELECT comment FROM duckdb_columns() WHERE database_name = 'store' "
            "AND table_name = 'agenda' AND column_name = 'tier'"
        ).fetchone()

    assert comment[0].startswith("PRI-01 ")


def test_a_run_waits_while_another_process_writes(store):
    holder = textwrap.dedent(
        f"""
        import pathlib, sys, time
        from tandem_flows.store.connection import opened
        with opened(pathlib.Path({str(store.path)!r}), {KEY!r}):
            print("held", flush=True)
            time.sleep(1)
        """
    )
    with subprocess.Popen([sys.executable, "-c", holder], stdout=subprocess.PIPE) as process:
        process.stdout.readline()

        written = store.commit([staged("C-1")], RUN, "inputs")

    assert [item.outcome for item in written] == ["written"]


def test_a_store_kept_too_long_says_so(store, monkeypatch):
    monkeypatch.setattr(store_connection, "_WAIT_SECONDS", 0.1)
    holder = textwrap.dedent(
        f"""
        import pathlib, sys
        from tandem_flows.store.connection import opened
        with opened(pathlib.Path({str(store.path)!r}), {KEY!r}):
            print("held", flush=True)
            sys.stdin.readline()
        """
    )
    command = [sys.executable, "-c", holder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE) as process:
        process.stdout.readline()

        with pytest.raises(StoreRefused, match="kept by another process"):
            store.read("agenda")

        process.stdin.close()


def test_a_process_killed_before_its_commit_leaves_nothing(store):
    killed = textwrap.dedent(
        f"""
        import os, pathlib, signal
        from tandem_flows.store.connection import opened
        with opened(pathlib.Path({str(store.path)!r}), {KEY!r}) as connection:
            connection.execute("BEGIN")
            connection.execute("INSERT INTO rounds VALUES ('R9', DATE '2026-01-01')")
            os.kill(os.getpid(), signal.SIGKILL)
        """
    )

    subprocess.run([sys.executable, "-c", killed], check=False)

    assert store.current_round().round_id == "R1"
    assert store.verify() == []


def test_an_empty_handoff_can_be_written(store):
    store.commit([staged()], RUN, "inputs")

    assert store.read("agenda").is_known
    assert isinstance(store.read("agenda").frame, pl.DataFrame)
