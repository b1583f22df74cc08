"""A backup and what comes back from it prove themselves, also after an erasure or a new key."""

from __future__ import annotations

import json

import pytest

from tandem_flows.delivery import file_hash
from tandem_flows.upkeep.backup import verify_stores
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import StoreRefused
from tests.cli.places import PRACTICE, RUN, new_workspace, store_of, typed, write
from tests.store.places import agenda


@pytest.fixture
def kept(tmp_path):
    workspace = new_workspace(tmp_path)
    store = store_of(workspace)
    write(store, "agenda", agenda("C-1", "C-2"))
    return workspace


def backed_up(workspace, folder):
    answer = typed("backup", "-w", workspace, "--to", folder)
    assert answer.code == 0, answer.err
    return max(folder.iterdir())


def restored(backup, folder, *words):
    answer = typed("restore", backup, folder, *words)
    return answer, Workspace(folder).store(PRACTICE) if answer.code == 0 else None


def erase(workspace):
    words = ("--reason", "court_order", "--as-of", RUN.as_of)
    answer = typed("erase", "C-1", "-w", workspace, "-p", PRACTICE, *words)
    assert answer.code == 0, answer.err


def cases(store):
    return store.read("agenda").frame["case_id"].to_list()


def test_what_comes_back_after_an_erasure_holds_and_is_still_erased(kept, tmp_path):
    sent_before = Workspace(kept).store(PRACTICE).ledger_head()
    erase(kept)

    answer, store = restored(backed_up(kept, tmp_path / "backups"), tmp_path / "back")

    assert answer.code == 0, answer.err
    assert store.verify([sent_before]) == []
    assert cases(store) == ["C-2"]
    told = typed("audit", "verify", "-w", tmp_path / "back", "-p", PRACTICE)
    assert told.code == 0
    assert "case C-1 was erased on 2026-01-09 (court_order)" in told.err


def test_a_backup_made_before_still_holds_the_patient(kept, tmp_path):
    backup = backed_up(kept, tmp_path / "backups")
    erase(kept)

    _, store = restored(backup, tmp_path / "back")

    assert cases(store) == ["C-1", "C-2"]
    assert store.verify() == []


def test_after_a_new_key_the_old_backup_opens_with_the_old_key_only(kept, tmp_path):
    backup = backed_up(kept, tmp_path / "backups")
    head = Workspace(kept).store(PRACTICE).ledger_head()
    assert typed("rekey", "-w", kept, "--as-of", RUN.as_of).code == 0

    refused, _ = restored(backup, tmp_path / "no", "--key-file", tmp_path / "ours-2.key")
    opened, store = restored(backup, tmp_path / "back", "--key-file", tmp_path / "ours.key")

    assert "does not open with this key" in refused.err
    assert opened.code == 0, opened.err
    assert store.verify([head]) == []


def test_a_backup_after_a_new_key_comes_back_with_it(kept, tmp_path):
    typed("rekey", "-w", kept, "--as-of", RUN.as_of)

    answer, store = restored(backed_up(kept, tmp_path / "backups"), tmp_path / "back")

    assert answer.code == 0, answer.err
    assert store.verify() == []
    assert cases(store) == ["C-1", "C-2"]


def test_while_a_new_key_is_being_given_no_backup_is_made(kept, tmp_path):
    Workspace(kept).rekeying.write_text('{"to": "file:/nowhere/else.key"}')

    answer = typed("backup", "-w", kept, "--to", tmp_path / "backups")

    assert answer.code == 1
    assert "Run `tandem rekey` again" in answer.err


def test_a_copy_that_goes_on_after_the_head_of_its_backup_is_refused(kept):
    store = Workspace(kept).store(PRACTICE)
    named = store.ledger_head()
    verify_stores(Workspace(kept), kept, {PRACTICE: named})
    erase(kept)

    with pytest.raises(StoreRefused, match="does not end as recorded"):
        verify_stores(Workspace(kept), kept, {PRACTICE: named})


def changed_by_hand(store):
    """Change a row with the key, and leave everything else as it was."""
    with store.session() as opened:
        opened.execute("UPDATE handoff.agenda SET case_id = 'C-9' WHERE case_id = 'C-1'")
        opened.execute("CHECKPOINT store")


def test_of_a_record_that_does_not_hold_no_backup_is_made(kept, tmp_path):
    changed_by_hand(Workspace(kept).store(PRACTICE))

    answer = typed("backup", "-w", kept, "--to", tmp_path / "backups")

    assert answer.code == 1
    assert "does not hold the rows that were written" in answer.err


def test_a_backup_that_was_changed_with_its_hashes_is_not_brought_back(kept, tmp_path):
    backup = backed_up(kept, tmp_path / "backups")
    file = f"store/{PRACTICE}.duckdb"
    changed_by_hand(Workspace(kept).store(PRACTICE).at(backup / "workspace" / file))
    manifest = backup / "backup.json"
    made = json.loads(manifest.read_text())
    made["files"][file] = file_hash(backup / "workspace" / file)
    manifest.write_text(json.dumps(made))

    answer, _ = restored(backup, tmp_path / "back")

    assert answer.code == 1
    assert "does not hold the rows that were written" in answer.err
    assert not (tmp_path / "back").exists()
