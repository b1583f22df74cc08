"""The key comes from a file, the environment or the system's keyring; without it nothing opens."""

from __future__ import annotations

import secrets

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.init import init_workspace
from tandem_flows.workspace.keys import KeyPlace, key_place
from tandem_validators.errors import GuidelineRefused, InputRefused, StoreRefused
from tests.cli.places import PRACTICE, store_of, typed, write
from tests.store.places import agenda

VARIABLE = "TANDEM_KEY_OURS"


class Keyring(KeyringBackend):
    """A keyring that keeps what it is given, as a desktop's does."""

    priority = 1

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password


@pytest.fixture
def own_keyring():
    before, own = keyring.get_keyring(), Keyring()
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


@pytest.fixture
def no_keyring():
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)


def made(folder, place):
    init_workspace(folder / "ours", key_place(place))
    return folder / "ours"


def test_a_store_opens_with_the_key_of_the_environment_only(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, secrets.token_hex(32))
    workspace = made(tmp_path, f"env:{VARIABLE}")
    write(store_of(workspace), "agenda", agenda("C-1"))
    assert Workspace(workspace).store(PRACTICE).verify() == []

    monkeypatch.setenv(VARIABLE, secrets.token_hex(32))

    with pytest.raises(StoreRefused, match="does not open with this key"):
        Workspace(workspace).store(PRACTICE).ledger()


@pytest.mark.parametrize("kept", [None, "", "  \n"])
def test_a_key_that_is_not_in_the_environment_is_a_clear_refusal(tmp_path, monkeypatch, kept):
    monkeypatch.setenv(VARIABLE, secrets.token_hex(32))
    workspace = made(tmp_path, f"env:{VARIABLE}")
    if kept is None:
        monkeypatch.delenv(VARIABLE)
    else:
        monkeypatch.setenv(VARIABLE, kept)

    answer = typed("show", "agenda", "-w", workspace, "-p", PRACTICE)

    assert answer.code == 1
    assert f"key env:{VARIABLE}: is not set. Set {VARIABLE}" in answer.err


def test_the_keyring_gets_a_new_key_and_opens_the_stores(tmp_path, own_keyring):
    answer = typed("init", tmp_path / "ours", "--key", "keyring:ours")

    assert answer.code == 0, answer.err
    [key] = own_keyring.kept.values()
    assert len(key) == 64 and key not in answer.out
    write(store_of(tmp_path / "ours"), "agenda", agenda("C-1"))
    assert Workspace(tmp_path / "ours").store(PRACTICE).verify() == []
    found = [path for path in tmp_path.rglob("*") if path.is_file() and _holds(path, key)]
    assert found == []


def _holds(path, key):
    return key.encode() in path.read_bytes()


def test_a_key_that_is_gone_from_the_keyring_is_a_clear_refusal(tmp_path, own_keyring):
    workspace = made(tmp_path, "keyring:ours")
    own_keyring.kept.clear()

    with pytest.raises(StoreRefused, match="key keyring:ours: is not in this user's keyring"):
        Workspace(workspace).store(PRACTICE)


def test_where_no_keyring_answers_it_is_said(tmp_path, no_keyring):
    with pytest.raises(StoreRefused, match=r"no keyring answers\. Unlock"):
        made(tmp_path, "keyring:ours")

    assert not (tmp_path / "ours").exists()


def test_a_missing_key_file_is_a_clear_refusal(tmp_path):
    init_workspace(tmp_path / "ours", tmp_path / "ours.key")
    (tmp_path / "ours.key").unlink()

    with pytest.raises(StoreRefused, match=r"ours.key: is not where profile.yaml says"):
        Workspace(tmp_path / "ours").store(PRACTICE)


@pytest.mark.parametrize(("length", "opens"), [(31, False), (32, True), (33, True)])
def test_a_key_too_short_to_protect_is_refused(tmp_path, monkeypatch, length, opens):
    monkeypatch.setenv(VARIABLE, "k" * length)
    workspace = Workspace(made(tmp_path, f"env:{VARIABLE}"))

    if opens:
        assert workspace.store(PRACTICE)
    else:
        with pytest.raises(StoreRefused, match="is shorter than 32 characters"):
            workspace.store(PRACTICE)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("vault:ours", "names no place of a key. Write it as `file:PATH`"),
        ("env:", "names no place of a key"),
        ("env:my key", "names no environment variable. Use capitals"),
    ],
)
def test_a_place_that_is_none_is_refused(text, words):
    with pytest.raises(InputRefused) as refused:
        key_place(text)

    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "names no key. Give either"),
        ("key_file: a.key\nkey: env:B", "names two keys. Give either"),
        ("key: ours.key", "key 'key': names no place of a key"),
    ],
)
def test_a_profile_names_exactly_one_key(tmp_path, line, words):
    init_workspace(tmp_path / "ours", tmp_path / "ours.key")
    profile = tmp_path / "ours" / "profile.yaml"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(text.replace(f"key_file: {tmp_path / 'ours.key'}", line), encoding="utf-8")

    with pytest.raises(GuidelineRefused) as refused:
        Workspace(tmp_path / "ours")

    assert words in str(refused.value)


def test_a_path_from_the_profile_is_looked_for_from_the_workspace(tmp_path):
    assert KeyPlace("file", "../a.key").below(tmp_path).name == str(tmp_path / "../a.key")
    assert KeyPlace("env", "A").below(tmp_path) == KeyPlace("env", "A")
