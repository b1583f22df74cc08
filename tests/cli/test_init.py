"""`tandem init`: a new workspace."""

from tests.cli.places import typed, typed_outside


def test_a_new_workspace_is_ready_and_says_what_is_next(tmp_path):
    folder, key = tmp_path / "ours", tmp_path / "keys" / "ours.key"

    answer = typed("init", folder, "--key-file", key)

    assert answer.code == 0
    assert (folder / "profile.yaml").is_file()
    assert key.stat().st_mode & 0o777 == 0o600
    assert "tandem run ready" in answer.out
    assert key.read_text(encoding="ascii").strip() not in answer.out


def test_a_second_run_is_refused_and_changes_nothing(tmp_path):
    folder, key = tmp_path / "ours", tmp_path / "ours.key"
    typed("init", folder, "--key-file", key)
    before = (folder / "profile.yaml").read_bytes()

    answer = typed("init", folder, "--key-file", key)

    assert answer.code == 1
    assert "nothing was changed" in answer.err
    assert (folder / "profile.yaml").read_bytes() == before


def test_the_key_lies_by_default_in_the_users_own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))

    typed("init", tmp_path / "ours")

    assert (tmp_path / "home" / ".config" / "tandem" / "ours.key").is_file()


def test_a_key_inside_the_workspace_is_refused(tmp_path):
    answer = typed("init", tmp_path / "ours", "--key-file", tmp_path / "ours" / "key")

    assert answer.code == 1
    assert "inside the workspace" in answer.err


def test_the_commands_it_names_next_work(tmp_path):
    typed("init", tmp_path / "ours", "--key-file", tmp_path / "k")

    answer = typed_outside("parameters", "--workspace", "ours", cwd=tmp_path)

    assert answer.code == 0
