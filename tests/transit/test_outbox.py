"""Where a practice's files travel sealed, nothing leaves in clear, and nothing twice."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tandem_flows.transit.keyring import keyring_of
from tandem_flows.transit.making import new_key
from tandem_flows.transit.openpgp import OwnKey
from tandem_validators.errors import InputRefused
from tests.steps.workspaces import FIRST_CALL
from tests.transit.sealing import SealedPractice


def outgoing(practice: SealedPractice) -> dict[str, bytes]:
    """What lies in the outbox for the practice; what stays with the plan is left out."""
    found = (path for path in practice.outbox.rglob("*") if path.is_file())
    return {path.name: path.read_bytes() for path in found if path.parent.name != "internal"}


def disclosed(practice: SealedPractice) -> dict[str, dict]:
    """The latest disclosure of each file, with the hash of what went out."""
    rows = practice.store.ledger().filter(action="disclosure").iter_rows(named=True)
    told = ((json.loads(row["details"]), row["source_hash"]) for row in rows)
    return {facts["file"]: {**facts, "sent": sent} for facts, sent in told}


@pytest.mark.clause("INF-03")
def test_every_file_goes_out_sealed_and_none_in_clear(first_shared: SealedPractice) -> None:
    names = first_shared.rows("combined_list")["last_name"].drop_nulls().to_list()

    found = outgoing(first_shared)

    assert len(found) > 3
    assert {Path(name).suffix for name in found} == {".pgp"}
    assert not any(name.encode() in content for content in found.values() for name in names)
    assert all(not content.startswith(b"PK") for content in found.values())


def test_a_disclosure_holds_the_hash_of_what_was_sent_and_of_what_is_read(
    first_shared: SealedPractice,
) -> None:
    told = disclosed(first_shared)

    assert told
    for name, facts in told.items():
        sealed_file = first_shared.outbox / f"{name}.pgp"
        clear = first_shared.read(sealed_file)
        assert facts["channel"] == "openpgp"
        assert facts["sent"] == hashlib.sha256(sealed_file.read_bytes()).hexdigest()
        assert facts[f"clear{Path(name).suffix}"] == hashlib.sha256(clear).hexdigest()
        assert facts["sealed_to"] == first_shared.theirs.fingerprint


def test_an_unchanged_file_is_not_sealed_again(shared: SealedPractice) -> None:
    before, entries = outgoing(shared), shared.store.ledger().height

    shared.run("ready")
    shared.run("share", call=FIRST_CALL)
    shared.run("prework", call=FIRST_CALL)

    assert outgoing(shared) == before
    assert shared.store.ledger().height == entries


def test_a_file_that_was_lost_is_sealed_anew(shared: SealedPractice) -> None:
    (sheet,) = shared.outbox.glob("prework_practice-*.xlsx.pgp")
    sheet.unlink()

    shared.run("prework", call=FIRST_CALL)

    assert shared.read(sheet).startswith(b"PK")


def test_a_new_certificate_of_the_practice_gets_the_files_anew(shared: SealedPractice) -> None:
    (sheet,) = shared.outbox.glob("prework_practice-*.xlsx.pgp")
    shared.theirs = OwnKey(new_key("lakeside@example.org", 30), None)
    shared.meet()

    shared.run("prework", call=FIRST_CALL)

    assert shared.read(sheet).startswith(b"PK")


def test_without_the_certificate_of_the_practice_nothing_is_stored(ready: SealedPractice) -> None:
    ready.run("identify")
    keyring_of(ready.workspace).place_of("lakeside").unlink()
    entries = ready.store.ledger().height

    with pytest.raises(InputRefused, match=r"certificate of lakeside: is not there\. Ask for it"):
        ready.run("share", call=FIRST_CALL)

    assert ready.store.ledger().height == entries
