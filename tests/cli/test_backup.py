"""`tandem backup` and `tandem restore`: the copy is proved to hold, and so is what comes back."""

import shutil
import stat

import pytest

from tandem_flows.workspace.folder import Workspace
from tests.cli.places import PRACTICE, store_of, typed, write
from tests.store.places import agenda


@pytest.fixture
def kept(worked):
    """A workspace with a file of a patient in the outbox, and a history of Prefect."""
    outbox = worked / "outbox" / PRACTICE
    outbox.mkdir(parents=True)
    (outbox / "summary.html").write_text("about a patient", encoding="utf-8")
    return worked


@pytest.fixture
def made(kept, tmp_path):
    answer = typed("backup", "-w", kept, "--to", tmp_path / "backups")
    assert answer.code == 0, answer.err
    [folder] = (tmp_path / "backups").iterdir()
    return folder


def head_of(folder):
    return Workspace(folder).store(PRACTICE).ledger_head()


def test_a_backup_names_the_head_of_each_record_and_holds_no_key(kept, tmp_path):
    answer = typed("backup", "-w", kept, "--to", tmp_path / "backups")

    assert f"{PRACTICE}: record head {head_of(kept)}" in answer.out
    [folder] = (tmp_path / "backups").iterdir()
    assert not list(folder.rglob("*.key"))
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert [path for path in files if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_what_comes_back_is_what_was_there(kept, made, tmp_path):
    head = head_of(kept)
    write(store_of(kept), "agenda", agenda("C-3"))

    answer = typed("restore", made, tmp_path / "back")

    assert answer.code == 0, answer.err
    assert head_of(tmp_path / "back") == head != head_of(kept)
    outbox = tmp_path / "back" / "outbox" / PRACTICE
    assert (outbox / "summary.html").read_text(encoding="utf-8") == "about a patient"
    shown = typed("show", "agenda", "-w", tmp_path / "back", "-p", PRACTICE)
    assert "C-1" in shown.out and "C-3" not in shown.out


def test_a_backup_inside_the_workspace_is_refused(kept):
    answer = typed("backup", "-w", kept, "--to", kept / "backups")

    assert answer.code == 1
    assert "would lie inside the workspace. Name a folder elsewhere" in answer.err


def _changed(folder):
    with (folder / "workspace" / "profile.yaml").open("a") as profile:
        profile.write("# a word\n")


def _missing(folder):
    (folder / "workspace" / "outbox" / PRACTICE / "summary.html").unlink()


def _added(folder):
    (folder / "workspace" / "inbox" / "new.csv").write_text("a,b\n")


SPOILED = {
    "changed": (_changed, "backup, file profile.yaml: is missing or was changed"),
    "missing": (_missing, f"backup, file outbox/{PRACTICE}/summary.html: is missing"),
    "added": (_added, "backup, file inbox/new.csv: was added later"),
}


@pytest.mark.parametrize("how", SPOILED)
def test_a_backup_that_was_changed_is_not_brought_back(made, tmp_path, how):
    spoil, words = SPOILED[how]
    spoil(made)

    answer = typed("restore", made, tmp_path / "back")

    assert answer.code == 1
    assert words in answer.err
    assert not (tmp_path / "back").exists()


def test_a_folder_that_holds_something_is_left_alone(made, tmp_path):
    (tmp_path / "back").mkdir()
    (tmp_path / "back" / "mine.txt").write_text("mine")

    answer = typed("restore", made, tmp_path / "back")

    assert "holds something already. Name an empty folder" in answer.err
    assert (tmp_path / "back" / "mine.txt").read_text() == "mine"


def test_a_folder_that_is_no_backup_is_refused(tmp_path):
    answer = typed("restore", tmp_path, tmp_path / "back")

    assert "is no backup. Name the folder of a backup" in answer.err


def test_with_the_wrong_key_nothing_stays(made, tmp_path):
    (tmp_path / "other.key").write_text("0" * 64)

    answer = typed("restore", made, tmp_path / "back", "--key-file", tmp_path / "other.key")

    assert "does not open with this key" in answer.err
    assert not (tmp_path / "back").exists()


def test_the_key_may_lie_elsewhere_on_the_new_machine(kept, made, tmp_path):
    [line] = [
        line
        for line in (kept / "profile.yaml").read_text(encoding="utf-8").splitlines()
        if line.startswith("key_file:")
    ]
    shutil.copy(line.split(": ")[1], tmp_path / "moved.key")

    answer = typed("restore", made, tmp_path / "back", "--key-file", tmp_path / "moved.key")

    assert answer.code == 0, answer.err
    assert Workspace(tmp_path / "back").profile.key.name == str(tmp_path / "moved.key")
