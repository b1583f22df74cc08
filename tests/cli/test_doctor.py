"""`tandem doctor`: each thing that is wrong is named with its remedy, and nothing is changed."""

import json
import shutil

import pytest

from tandem_flows.rules.matching import shipped_weights
from tandem_flows.rules.matching.weights_file import weights_text
from tandem_flows.vignettes.plan_rows import line, member, write_plan
from tests.cli.places import PRACTICE, typed, typed_outside


@pytest.fixture
def sound(worked):
    """A workspace whose inbox is there; its plan source is still the empty example."""
    (worked / "inbox" / PRACTICE).mkdir(exist_ok=True)
    return worked


def found(workspace):
    answer = typed("doctor", "-w", workspace, "--json")
    return {row["checked"]: row for row in json.loads(answer.out)}, answer


def test_a_sound_installation_is_sound(tmp_path):
    answer = typed_outside("doctor", cwd=tmp_path)

    assert answer.code == 0, answer.err
    assert "as pinned" in answer.out


def test_what_is_sound_and_what_is_not_stands_side_by_side(sound):
    rows, answer = found(sound)

    assert answer.code == 1
    assert not rows["plan source"]["is_sound"]
    assert "source.sql" in answer.err
    assert rows[f"record of {PRACTICE}"]["found"].endswith("the chain holds")
    assert [name for name, row in rows.items() if not row["is_sound"]] == ["plan source"]


def _spoil_key(workspace):
    (workspace.parent / "ours.key").chmod(0o644)


def _open_store(workspace):
    (workspace / "store").chmod(0o755)


def _no_inbox(workspace):
    (workspace / "inbox" / PRACTICE).rmdir()


def _unknown_zone(workspace):
    profile = workspace / "profile.yaml"
    text = profile.read_text(encoding="utf-8").replace("America/New_York", "Mars/Olympus")
    profile.write_text(text, encoding="utf-8")


def _silent_mail(workspace):
    with (workspace / "profile.yaml").open("a", encoding="utf-8") as profile:
        profile.write(
            "mail: {host: 127.0.0.1, port: 1, security: none, sender: a@b.example, "
            "receivers: [c@d.example]}\n"
        )


def _own_weights(workspace, text):
    (workspace / "match-weights.yaml").write_text(text, encoding="utf-8")


def _changed_weights(workspace):
    _own_weights(workspace, weights_text(shipped_weights()).replace("per_bit: ", "per_bit: 1", 1))


def _broken_record(workspace):
    from tandem_flows.workspace.folder import Workspace

    with Workspace(workspace).store(PRACTICE).session() as opened:
        opened.execute("UPDATE ledger SET operator = 'somebody' WHERE sequence = 1")


BROKEN = {
    "key": (_spoil_key, "can be read by others. Run `chmod 600`"),
    "private files": (_open_store, "folder store: can be read by others. Run `chmod 700 store`"),
    f"inbox of {PRACTICE}": (_no_inbox, "is missing. Make the folder"),
    "time zone": (_unknown_zone, "is no known time zone. Write it as in `America/New_York`"),
    "matching weights": (
        _changed_weights,
        "match-weights.yaml, key 'digest': does not fit the content. Make the file anew with "
        "`tandem weights`, or use the weights that ship.",
    ),
    "mail": (_silent_mail, "does not answer. Check `mail` in profile.yaml"),
    f"record of {PRACTICE}": (_broken_record, "ledger, entry 1: was changed"),
}


@pytest.mark.parametrize("check", BROKEN)
def test_what_is_broken_is_named_with_its_remedy(sound, check):
    spoil, words = BROKEN[check]
    if check == "key":
        _spoiled_key_of(sound)
    spoil(sound)

    rows, answer = found(sound)

    assert not rows[check]["is_sound"]
    assert words in answer.err


def _spoiled_key_of(workspace):
    """Give this copy a key of its own: the fixture's copies share one."""
    profile = workspace / "profile.yaml"
    lines = profile.read_text(encoding="utf-8").splitlines()
    [line] = [line for line in lines if line.startswith("key_file:")]
    own = workspace.parent / "ours.key"
    shutil.copy(line.split(": ")[1], own)
    text = profile.read_text(encoding="utf-8").replace(line, f"key_file: {own}")
    profile.write_text(text, encoding="utf-8")


def test_the_weights_that_ship_and_sound_ones_of_ones_own_are_told_apart(sound):
    shipped = found(sound)[0]["matching weights"]
    _own_weights(sound, weights_text(shipped_weights()))
    own = found(sound)[0]["matching weights"]

    assert (shipped["is_sound"], shipped["found"]) == (True, "those that ship")
    assert own["is_sound"]
    assert own["found"] == f"our own, made on {shipped_weights().made_on}"


def test_weights_that_cannot_be_read_are_named_without_their_words(sound):
    _own_weights(sound, "kind: [list of Ann Doe\n")

    rows, answer = found(sound)

    assert not rows["matching weights"]["is_sound"]
    assert "match-weights.yaml" in answer.err
    assert "Ann" not in answer.err + answer.out


def test_a_profile_that_cannot_be_read_is_refused_with_its_keys(sound):
    (sound / "profile.yaml").write_text("guideline: draft\n", encoding="utf-8")

    answer = typed("doctor", "-w", sound)

    assert answer.code == 1
    assert "profile.yaml" in answer.err


def test_what_is_not_clean_in_the_plan_s_tables_is_counted(sound):
    lines = [line("2025-05-01"), line("2019-05-01"), line("2025-05-02", paid_amount=-40.0)]
    source_sql = write_plan(sound, eligibility=[member()], medical_claim=lines)
    assert source_sql == sound / "source.sql"

    rows, _ = found(sound)

    assert rows["plan source"]["found"].endswith(
        "3 claim lines: 1 without coverage (100 of 160 dollars); 1 taken back; "
        "3 without a diagnosis"
    )
