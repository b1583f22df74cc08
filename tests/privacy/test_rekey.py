"""`tandem rekey`: every store gets a new key; whoever is interrupted loses nothing."""

from __future__ import annotations

import json
import secrets
import signal
import subprocess
import sys
import textwrap

import pytest

from tandem_flows.upkeep.backup import stores_of
from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.init import PROFILE, init_workspace
from tandem_validators.errors import StoreRefused
from tests.cli.places import typed, write
from tests.store.places import agenda

PRACTICES = ("lakeside", "millbrook")
_PROFILE = PROFILE.replace(
    "timezone:",
    PROFILE[PROFILE.index("  example-practice:") : PROFILE.index("timezone:")].replace(
        "example-practice", "millbrook"
    )
    + "timezone:",
).replace("example-practice:\n", "lakeside:\n")

# Kills the process at one of the places between two writes.
_KILLED = """
    import os, signal, sys
    from datetime import date
    from pathlib import Path
    from tandem_flows.store import connection, rewriting
    from tandem_flows.upkeep import rekey as module
    from tandem_flows.workspace.folder import Workspace

    point, number = sys.argv[2], int(sys.argv[3])
    left = [number]

    def die():
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(owner, name):
        function = getattr(owner, name)
        def run(*args, **kwargs):
            if point == "before":
                die()
            result = function(*args, **kwargs)
            if point == "after":
                die()
            return result
        setattr(owner, name, run)

    around(*{
        "make_key": (module, "make_key"),
        "begin": (module, "_begin"),
        "copy": (connection, "copy_whole"),
        "record": (rewriting, "_record"),
        "swap": (rewriting.os, "replace"),
        "profile": (module, "write_whole"),
    }[sys.argv[4]])
    module.rekey(Workspace(Path(sys.argv[1])), None, date(2026, 1, 9), "tester")
"""
POINTS = [
    ("after", 1, "copy"),
    ("after", 2, "swap"),
    ("after", 1, "profile"),
    *(
        pytest.param(point, marks=pytest.mark.long)
        for point in (
            ("after", 1, "make_key"),
            ("after", 1, "begin"),
            ("after", 1, "record"),
            ("before", 3, "swap"),
            ("after", 2, "copy"),
            ("after", 3, "swap"),
            ("before", 1, "profile"),
        )
    ),
]


@pytest.fixture
def workspace(tmp_path):
    init_workspace(tmp_path / "ours", tmp_path / "ours.key", _PROFILE)
    made = Workspace(tmp_path / "ours")
    for name in PRACTICES:
        store = made.store(name)
        store.create()
        write(store, "agenda", agenda("C-1", f"C-{name}"))
    return made


def cases(workspace, name):
    return workspace.store(name).read("agenda").frame["case_id"].to_list()


def assert_whole(folder, heads):
    workspace = Workspace(folder)
    for name in PRACTICES:
        assert cases(workspace, name) == ["C-1", f"C-{name}"]
        assert workspace.store(name).verify([heads[name]]) == []
        assert workspace.store(name).ledger()["code"].to_list().count("rekeyed") == 1
    assert sorted(path.name for path in (folder / "store").glob("*.duckdb*")) == [
        f"{name}.duckdb" for name in PRACTICES
    ]
    assert not workspace.rekeying.exists()


def heads_of(workspace):
    return {store.partnership: store.ledger_head() for store in stores_of(workspace)}


def test_every_store_opens_with_the_new_key_only(workspace, tmp_path):
    heads = heads_of(workspace)
    old = [workspace.store(name) for name in PRACTICES]

    answer = typed("rekey", "-w", workspace.folder, "--as-of", "2026-01-09")

    assert answer.code == 0, answer.err
    assert f"file:{tmp_path / 'ours-2.key'}" in answer.out
    assert_whole(workspace.folder, heads)
    for store in old:
        with pytest.raises(StoreRefused, match="does not open with this key"):
            store.ledger()
    assert (tmp_path / "ours.key").is_file()
    assert (tmp_path / "ours-2.key").stat().st_mode & 0o777 == 0o600
    key = (tmp_path / "ours-2.key").read_text()
    assert key not in answer.out + answer.err


def test_a_second_new_key_lies_beside_the_first(workspace, tmp_path):
    typed("rekey", "-w", workspace.folder, "--as-of", "2026-01-09")

    answer = typed("rekey", "-w", workspace.folder, "--as-of", "2026-01-10")

    assert answer.code == 0, answer.err
    assert Workspace(workspace.folder).key.name == str(tmp_path / "ours-3.key")


def test_the_key_may_move_to_the_environment_and_must_differ_there(workspace, monkeypatch):
    words = ("rekey", "-w", workspace.folder, "--to", "env:TANDEM_KEY_OURS")
    heads = heads_of(workspace)

    assert "is not set" in typed(*words).err
    monkeypatch.setenv("TANDEM_KEY_OURS", (workspace.folder.parent / "ours.key").read_text())
    assert "is the key that the stores have" in typed(*words).err
    monkeypatch.setenv("TANDEM_KEY_OURS", secrets.token_hex(32))
    assert typed(*words).code == 0

    assert "key: env:TANDEM_KEY_OURS" in (workspace.folder / "profile.yaml").read_text()
    assert_whole(workspace.folder, heads)
    assert "env:NAME" in typed("rekey", "-w", workspace.folder).err


def test_a_new_key_inside_the_workspace_is_refused(workspace):
    place = f"file:{workspace.folder / 'store' / 'new.key'}"

    answer = typed("rekey", "-w", workspace.folder, "--to", place)

    assert "would lie inside the workspace" in answer.err
    assert cases(Workspace(workspace.folder), "lakeside") == ["C-1", "C-lakeside"]


def test_comments_and_keys_of_the_tables_go_with_them(workspace):
    questions = (
        "SELECT column_name, comment FROM duckdb_columns() WHERE database_name = 'store' "
        "AND comment IS NOT NULL ORDER BY ALL",
        "SELECT table_name, constraint_text FROM duckdb_constraints() "
        "WHERE database_name = 'store' ORDER BY ALL",
    )

    def asked():
        with Workspace(workspace.folder).store("lakeside").session() as opened:
            return [opened.execute(question).fetchall() for question in questions]

    before = asked()
    typed("rekey", "-w", workspace.folder, "--as-of", "2026-01-09")

    assert asked() == before
    assert all(before)


def killed(folder, point):
    arguments = [str(folder), *(str(word) for word in point)]
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(_KILLED), *arguments], check=False)
    assert run.returncode == -signal.SIGKILL


@pytest.mark.parametrize("point", POINTS, ids=lambda point: " ".join(map(str, point)))
def test_a_killed_rekey_loses_nothing_and_goes_on(workspace, point):
    heads = heads_of(workspace)

    killed(workspace.folder, point)

    half = Workspace(workspace.folder)
    if half.rekeying.exists():
        note = half.rekeying.read_text()
        assert list(json.loads(note)) == ["to"]
        with pytest.raises(StoreRefused, match="Run `tandem rekey` again"):
            half.store("lakeside")
    else:
        assert cases(half, "lakeside") == ["C-1", "C-lakeside"]
    answer = typed("rekey", "-w", workspace.folder, "--as-of", "2026-01-09")
    assert answer.code == 0, answer.err
    assert_whole(workspace.folder, heads)
