"""Nothing readable stands in a store, its log of writes or its spill files; all is private."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import duckdb
import pytest

from tandem_flows.store import connection
from tandem_flows.store.connection import encrypting_engine, opened_beside
from tandem_flows.store.store import Store
from tandem_validators.errors import StoreRefused
from tests.store.places import KEY, RUN, agenda, new_store, staged

MARK = "QUILLFEATHER"
NEW_KEY = "another key that only this test knows"

# Writes marked rows and stops where it is told to: in the open transaction, or with everything
# committed and only in the log of writes. Then it waits to be killed, or ends as usual.
_WRITES = """
    import os, signal, sys, time
    from pathlib import Path
    from tandem_flows.store import connection

    folder, key, point = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    with connection.opened(folder / "lakeside.duckdb", key) as opened:
        opened.execute("SET memory_limit = '60MB'")
        opened.execute("SET threads = 1")
        opened.execute("SET enable_progress_bar = false")
        opened.execute("SET force_compression = 'uncompressed'")  # else a search finds nothing
        if point == "unprotected":
            opened.execute("SET temp_file_encryption = false")
        opened.execute("BEGIN")
        opened.execute("CREATE TABLE handoff.marked (a VARCHAR)")
        opened.execute(
            "INSERT INTO handoff.marked SELECT 'QUILLFEATHER' || i FROM range(50000) r(i)"
        )
        opened.execute(
            "CREATE TEMP TABLE sorted AS SELECT a || a || a AS v, random() AS r "
            "FROM handoff.marked, range(20) q ORDER BY v, r"
        )
        if point != "in the transaction":
            opened.execute("COMMIT")
        print("written", flush=True)
        if point != "to the end":
            time.sleep(600)
"""
POINTS = ("in the transaction", "after the commit", "to the end")


def writing(folder, point):
    new_store(folder / "store")
    spill = folder / "spill"
    spill.mkdir()
    arguments = [textwrap.dedent(_WRITES), str(folder / "store"), KEY, point]
    process = subprocess.Popen(
        [sys.executable, "-c", *arguments],
        stdout=subprocess.PIPE,
        cwd=folder,
        env={**os.environ, "TMPDIR": str(spill)},
    )
    assert process.stdout.readline() == b"written\n"
    return process


def files_below(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def readable(folder):
    marked = MARK.encode(), MARK.encode("utf-16-le"), KEY.encode()
    return [
        path.name
        for path in files_below(folder)
        if any(mark in path.read_bytes() for mark in marked)
    ]


@pytest.mark.parametrize("point", POINTS)
def test_nothing_readable_is_left_during_a_write_or_after_it_was_killed(tmp_path, point):
    process = writing(tmp_path, point)
    if point == "to the end":
        process.wait()
    during, names = readable(tmp_path), {path.suffix for path in files_below(tmp_path)}
    open_to_others = [
        path.name
        for path in tmp_path.rglob("*")
        if path != tmp_path / "spill" and path.stat().st_mode & 0o077
    ]
    process.kill()
    process.wait()

    assert during == [] == readable(tmp_path)
    assert open_to_others == []
    if point == "after the commit":
        assert {".wal", ".tmp"} <= names  # the search looked at both
    if point == "to the end":
        assert {path.suffix for path in files_below(tmp_path)} == {".duckdb"}


def test_the_search_finds_what_is_not_encrypted(tmp_path):
    process = writing(tmp_path, "unprotected")
    try:
        with duckdb.connect(tmp_path / "plain.duckdb") as plain:
            plain.execute("SET force_compression = 'uncompressed'")
            plain.execute(f"CREATE TABLE t AS SELECT '{MARK}' || i AS a FROM range(9000) r(i)")

        found = {Path(name).suffix for name in readable(tmp_path)}
    finally:
        process.kill()
        process.wait()

    assert found == {".duckdb", ".tmp"}


@pytest.mark.parametrize("engine", ["the process's own", "one beside it"])
def test_what_does_not_fit_into_memory_is_encrypted_and_goes_to_a_private_folder(tmp_path, engine):
    question = "SELECT current_setting('temp_file_encryption'), current_setting('temp_directory')"
    store = new_store(tmp_path)
    if engine == "the process's own":
        is_encrypted, folder = encrypting_engine().execute(question).fetchone()
    else:
        with opened_beside(store.path, KEY) as beside:
            is_encrypted, folder = beside.execute(question).fetchone()

    assert is_encrypted
    assert Path(folder).is_relative_to(tempfile.gettempdir())
    assert stat.S_IMODE(Path(folder).stat().st_mode) == 0o700


def test_the_key_stands_in_no_query(tmp_path):
    store = new_store(tmp_path)
    engine = encrypting_engine()
    engine.execute("CALL enable_logging('QueryLog', level = 'trace')")
    try:
        store.commit([staged("C-1")], RUN, "inputs")
        store.copy_to(tmp_path / "copy.duckdb")
        store.write_anew(NEW_KEY)
        logged = str(engine.execute("SELECT message FROM duckdb_logs").fetchall())
    finally:
        engine.execute("CALL disable_logging()")

    assert "AS store (ENCRYPTION_KEY" in logged and "AS beside (ENCRYPTION_KEY" in logged
    assert KEY not in logged and NEW_KEY not in logged
    anew = Store(store.path, store.partnership, NEW_KEY)
    assert anew.read("agenda").frame.equals(agenda("C-1"))


def test_stores_are_encrypted_with_aes_gcm_by_what_duckdbs_makers_signed(tmp_path):
    question = "SELECT cipher FROM duckdb_databases() WHERE database_name = 'store' AND encrypted"

    with new_store(tmp_path).session() as opened:
        ciphers = opened.execute(question).fetchall()
        unsigned = opened.execute("SELECT current_setting('allow_unsigned_extensions')").fetchone()

    assert (ciphers, unsigned) == ([("GCM",)], (False,))


def test_an_extension_that_was_changed_is_refused(tmp_path, monkeypatch):
    changed = tmp_path / "httpfs.duckdb_extension"
    content = bytearray(connection._encryption_extension().read_bytes())
    content[len(content) // 2] ^= 1
    changed.write_bytes(content)
    monkeypatch.setattr(connection, "_encryption_extension", lambda: changed)

    with pytest.raises(StoreRefused, match="is not what DuckDB's makers signed for this version"):
        connection._new_engine()


def test_an_older_store_that_others_may_read_is_for_its_owner_only_from_now_on(tmp_path):
    store = new_store(tmp_path)
    store.path.chmod(0o644)

    store.create()

    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
