"""Only what this very practice sealed to us, and what is new, is taken in from its inbox."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from pysequoia import SignatureMode, Tsk, encrypt, sign

from tandem_flows.steps.advance import due_runs
from tandem_flows.steps.arrivals import REPLAYED, SEAL_REFUSED, SENT_IN_CLEAR
from tandem_flows.transit.keyring import keyring_of
from tandem_flows.transit.making import new_key
from tandem_flows.transit.openpgp import OwnKey, sealed
from tandem_validators.errors import InputRefused
from tests.steps.workspaces import FIRST_CALL
from tests.transit.sealing import SealedPractice

DAY_AFTER = date(2026, 1, 6)
Forge = Callable[[bytes, SealedPractice], bytes]


def stranger() -> OwnKey:
    return OwnKey(new_key("stranger@example.org", 30), None)


def unsigned(content: bytes, practice: SealedPractice) -> bytes:
    return bytes(encrypt(content, [practice.ours], armor=False))


def by_somebody_else(content: bytes, practice: SealedPractice) -> bytes:
    return sealed(content, stranger(), practice.ours, "the plan")


def by_us(content: bytes, practice: SealedPractice) -> bytes:
    return sealed(content, keyring_of(practice.workspace).own(), practice.ours, "the plan")


def for_somebody_else(content: bytes, practice: SealedPractice) -> bytes:
    receiver = stranger().key.extract_certificate()
    return sealed(content, practice.theirs, receiver, "a stranger")


def damaged(content: bytes, practice: SealedPractice) -> bytes:
    whole = bytearray(sealed(content, practice.theirs, practice.ours, "the plan"))
    whole[-20] ^= 1
    return bytes(whole)


def signed_in_clear(content: bytes, practice: SealedPractice) -> bytes:
    signer = practice.theirs.key.signer(None)
    return bytes(sign(signer, content, mode=SignatureMode.INLINE, armor=False))


NO_SIGNATURE, NOT_OPENED = "carries no good signature", "is not an OpenPGP file that our key opens"


def team_of(practice: SealedPractice) -> bytes:
    return practice.opened_in_inbox("team.csv")


def told(practice: SealedPractice, step: str = "ready", as_of: date = DAY_AFTER) -> str:
    """Run a step that refuses, and return its words; nothing of the team may stand in them."""
    with pytest.raises(InputRefused) as refused:
        practice.run(step, as_of, FIRST_CALL if step != "ready" else None)
    words = str(refused.value)
    names = practice.rows("team")["name"].to_list()
    assert not any(name in words for name in names)
    return words


@pytest.mark.parametrize(
    ("forge", "words"),
    [
        pytest.param(unsigned, NO_SIGNATURE, id="unsigned"),
        pytest.param(by_somebody_else, NO_SIGNATURE, id="signed by somebody else"),
        pytest.param(by_us, NO_SIGNATURE, id="our own file sent back"),
        pytest.param(for_somebody_else, NOT_OPENED, id="not for us"),
        pytest.param(damaged, NOT_OPENED, id="damaged"),
        pytest.param(signed_in_clear, NOT_OPENED, id="signed in clear"),
        pytest.param(lambda content, _: content, NOT_OPENED, id="in clear under a sealed name"),
    ],
)
@pytest.mark.clause("INF-03")
def test_what_the_practice_did_not_seal_to_us_is_refused_and_on_record(
    ready: SealedPractice, forge: Forge, words: str
) -> None:
    changed = team_of(ready) + b"\n"
    (ready.inbox / "team.csv.pgp").write_bytes(forge(changed, ready))

    assert f"team.csv.pgp: {words}" in told(ready)
    assert ready.refusals == [SEAL_REFUSED]


def test_a_refusal_is_put_on_record_once(ready: SealedPractice) -> None:
    (ready.inbox / "team.csv.pgp").write_bytes(unsigned(b"a", ready))

    told(ready)
    told(ready)

    assert ready.refusals == [SEAL_REFUSED]


def test_a_file_under_a_certificate_that_has_expired_is_refused(ready: SealedPractice) -> None:
    short = Tsk.generate("lakeside@example.org", validity_seconds=1)
    keyring_of(ready.workspace).keep_certificate("lakeside", short.extract_certificate())
    time.sleep(1.2)  # a key's life is counted in whole seconds

    assert "certificate of lakeside: has expired" in told(ready)
    assert ready.refusals == [SEAL_REFUSED]


def test_a_file_in_clear_is_refused_and_on_record(ready: SealedPractice) -> None:
    (ready.inbox / "team.csv").write_bytes(team_of(ready))

    words = told(ready)

    assert "team.csv: came in clear, and files of this practice travel as OpenPGP" in words
    assert "inbox/lakeside/internal" in words
    assert ready.refusals == [SENT_IN_CLEAR]


def test_a_sheet_in_clear_is_refused_and_on_record(shared: SealedPractice, tmp_path: Path) -> None:
    answers = shared.practice_answers(FIRST_CALL)
    name, content = shared.filled("prework_practice", FIRST_CALL, answers, tmp_path)
    (shared.inbox / name).write_bytes(content)

    assert f"{name}: came in clear" in told(shared, "record_prework", FIRST_CALL)
    assert SENT_IN_CLEAR in shared.refusals


def test_a_file_that_lies_there_twice_is_asked_about(ready: SealedPractice) -> None:
    (ready.inbox / "team.csv.gpg").write_bytes((ready.inbox / "team.csv.pgp").read_bytes())

    assert "inbox/lakeside, team.csv: lies there 2 times. Keep the one" in told(ready)


def test_what_the_plans_own_people_wrote_is_taken_from_their_folder(ready: SealedPractice) -> None:
    content = team_of(ready)
    (ready.inbox / "team.csv.pgp").unlink()
    (ready.inbox / "internal").mkdir()
    (ready.inbox / "internal" / "team.csv").write_bytes(content)

    ready.run("ready", DAY_AFTER)

    assert ready.refusals == []


def test_the_same_file_may_lie_there_and_may_be_sealed_anew(ready: SealedPractice) -> None:
    entries = ready.store.ledger().filter(action="transit", code="arrived").height

    ready.run("ready")
    ready.arrive("team.csv", team_of(ready))
    ready.run("ready")

    assert ready.store.ledger().filter(action="transit", code="arrived").height == entries
    assert ready.refusals == []


def test_an_older_file_than_the_one_that_stands_is_refused(ready: SealedPractice) -> None:
    first, kept = team_of(ready), (ready.inbox / "team.csv.pgp").read_bytes()
    ready.arrive("team.csv", first.replace(b"\n", b"\r\n"))
    ready.run("ready", DAY_AFTER)

    (ready.inbox / "team.csv.pgp").write_bytes(kept)

    assert "was taken in before, and a newer one was taken in since" in told(ready)
    assert ready.refusals == [REPLAYED]


def test_an_older_file_sealed_again_is_refused_too(ready: SealedPractice) -> None:
    first = team_of(ready)
    ready.arrive("team.csv", first.replace(b"\n", b"\r\n"))
    ready.run("ready", DAY_AFTER)

    ready.arrive("team.csv", first)

    assert "a newer one was taken in since" in told(ready)


def test_what_was_taken_in_under_another_name_is_refused(ready: SealedPractice) -> None:
    (ready.inbox / "programs.csv.pgp").write_bytes((ready.inbox / "team.csv.pgp").read_bytes())

    assert "programs.csv.pgp: holds what was taken in before under another name" in told(ready)
    assert ready.refusals == [REPLAYED]


def test_what_arrived_is_on_record_by_its_hashes_only(ready: SealedPractice) -> None:
    arrived = ready.store.ledger().filter(action="transit", code="arrived")

    facts = [json.loads(details) for details in arrived["details"]]
    assert {fact["place"] for fact in facts} == {"team", "programs"}
    assert {name for fact in facts for name in fact} == {"place", "message"}
    assert arrived["source_hash"].str.len_chars().to_list() == [64, 64]


def test_a_sealed_sheet_is_recorded_once_and_never_written_in_clear(
    shared: SealedPractice, tmp_path: Path
) -> None:
    answers = shared.practice_answers(FIRST_CALL)
    name, content = shared.filled("prework_practice", FIRST_CALL, answers, tmp_path)
    shared.arrive(name, content)

    shared.run("record_prework", FIRST_CALL, FIRST_CALL)
    entries = shared.store.ledger().height
    shared.run("record_prework", FIRST_CALL, FIRST_CALL)

    assert shared.store.ledger().height == entries
    prework = shared.rows("prework", FIRST_CALL)
    assert prework.filter(pl.col("organisation") == "practice").height
    workspace = shared.workspace.folder
    lying = [path for path in workspace.rglob("*") if path.is_file()]
    assert [path for path in lying if path.read_bytes() == content] == []


def test_a_file_waits_until_its_step_is_run_and_is_not_due_after(shared: SealedPractice) -> None:
    due = {run.step for run in due_runs(shared.workspace, "lakeside", DAY_AFTER)}

    assert "ready" not in due
    assert "identify" not in due
