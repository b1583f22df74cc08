"""A seal, once handed over, tells every later rewriting of the record before it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pysequoia import Cert

from tandem_flows.audit.examine import examine
from tandem_flows.audit.index import INDEX
from tandem_flows.audit.seal import Seal, countersealed, read_seal, seal_of, signed_seal
from tandem_flows.transit.making import new_key
from tandem_flows.transit.openpgp import OwnKey, signed_statement
from tandem_validators.errors import InputRefused
from tests.audit.forging import chained_anew, entries_of, indexed, with_entries, written
from tests.transit.keys import gpg_of

AT = datetime(2026, 1, 14, 9, 30, tzinfo=UTC)
needs_gpg = pytest.mark.skipif(shutil.which("gpg") is None, reason="gpg is not installed")


@pytest.fixture(scope="module")
def plan() -> OwnKey:
    return OwnKey(new_key("plan@example.org", 30), None)


@pytest.fixture(scope="module")
def practice() -> OwnKey:
    return OwnKey(new_key("practice@example.org", 30), None)


def public(key: OwnKey) -> Cert:
    return key.key.extract_certificate()


def heads_of(files: Mapping[str, bytes]) -> list[str]:
    return [str(entry["entry_hash"]) for entry in entries_of(files)]


def told(files: Mapping[str, bytes], folder: Path, seal: Seal) -> str:
    problems = examine(written(files, folder), (), {"seal.asc": seal}).problems
    return "\n".join(str(problem) for problem in problems)


def ended(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with the index that a forger would write to fit a changed ledger."""
    index, entries = json.loads(files[INDEX]), entries_of(files)
    ends = {"entries": len(entries), "head": entries[-1]["entry_hash"]}
    index["partnerships"][0] |= ends
    return indexed(files, partnerships=index["partnerships"])


def test_a_seal_holds_while_the_record_grows(files: dict[str, bytes], tmp_path: Path) -> None:
    seal = seal_of("lakeside", heads_of(files)[:5], "0.1.0", AT)

    assert told(files, tmp_path, seal) == ""


def test_a_seal_states_place_head_guideline_and_time(plan: OwnKey) -> None:
    seal = seal_of("lakeside", ["a" * 64, "b" * 64], "0.1.0", AT)

    assert read_seal(signed_seal(seal, plan), public(plan), "seal.asc") == seal
    assert (seal.entries, seal.head, seal.sealed_at) == (2, "b" * 64, "2026-01-14T09:30:00Z")


Change = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda old: [{**old[0], "operator": "x"}, *old[1:]], id="changed"),
        pytest.param(lambda old: old[:1] + old[2:], id="removed"),
        pytest.param(lambda old: [old[0], old[0], *old[1:]], id="added"),
        pytest.param(lambda old: [old[1], old[0], *old[2:]], id="moved"),
    ],
)
def test_a_record_written_anew_before_the_seal_is_found(
    files: dict[str, bytes], tmp_path: Path, change: Change
) -> None:
    seal = seal_of("lakeside", heads_of(files)[:5], "0.1.0", AT)
    forged = ended(with_entries(files, lambda entries: chained_anew(change(entries))))

    words = told(forged, tmp_path, seal)

    assert "seal.asc: seals another entry 5 of lakeside than the record holds" in words


def test_a_head_that_stands_elsewhere_in_the_chain_does_not_pass(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    heads = heads_of(files)
    moved = Seal("lakeside", 6, heads[4], "0.1.0", "2026-01-14T09:30:00Z")

    assert "seals another entry 6" in told(files, tmp_path, moved)


def test_a_record_cut_off_before_the_seal_is_found(files: dict[str, bytes], tmp_path: Path) -> None:
    seal = seal_of("lakeside", heads_of(files), "0.1.0", AT)
    forged = ended(with_entries(files, lambda entries: entries[:3]))

    assert f"seals {seal.entries} entries of lakeside; the record holds 3" in told(
        forged, tmp_path, seal
    )


def test_a_record_that_is_gone_is_found(files: dict[str, bytes], tmp_path: Path) -> None:
    seal = seal_of("elsewhere", heads_of(files), "0.1.0", AT)

    assert "entries of elsewhere; the record holds 0" in told(files, tmp_path, seal)


def test_a_seal_signed_by_somebody_else_is_refused(plan: OwnKey, practice: OwnKey) -> None:
    content = signed_seal(seal_of("lakeside", ["a" * 64], "0.1.0", AT), plan)

    with pytest.raises(InputRefused, match=r"seal\.asc: is not signed by the owner"):
        read_seal(content, public(practice), "seal.asc")


def test_a_changed_seal_is_refused(plan: OwnKey) -> None:
    content = signed_seal(seal_of("lakeside", ["a" * 64], "0.1.0", AT), plan)

    with pytest.raises(InputRefused, match="or was changed"):
        read_seal(content.replace(b"entries: 1", b"entries: 2"), public(plan), "seal.asc")


@pytest.mark.parametrize("text", ["Head of the record: 3f2a\n", "", "Seal\nentries: 1\n"])
def test_a_signed_text_that_is_no_seal_is_refused(plan: OwnKey, text: str) -> None:
    with pytest.raises(InputRefused, match="is signed, but is no seal of a record"):
        read_seal(signed_statement(text or "\n", plan), public(plan), "seal.asc")


def test_an_empty_record_is_not_sealed() -> None:
    with pytest.raises(InputRefused, match="record of lakeside: holds nothing to seal"):
        seal_of("lakeside", [], "0.1.0", AT)


def test_the_other_side_confirms_a_seal_under_its_own_signature(
    plan: OwnKey, practice: OwnKey
) -> None:
    first = signed_seal(seal_of("lakeside", ["a" * 64], "0.1.0", AT), plan)

    content = signed_seal(countersealed(first, public(plan), "seal.asc", AT), practice)

    both = read_seal(content, public(practice), "both.asc")
    assert (both.entries, both.head) == (1, "a" * 64)
    assert both.countersigns == hashlib.sha256(first).hexdigest()


def test_a_seal_of_somebody_else_is_not_confirmed(plan: OwnKey, practice: OwnKey) -> None:
    first = signed_seal(seal_of("lakeside", ["a" * 64], "0.1.0", AT), plan)

    with pytest.raises(InputRefused, match="is not signed by the owner"):
        countersealed(first, public(practice), "seal.asc", AT)


@needs_gpg
def test_gpg_checks_a_seal(plan: OwnKey, tmp_path: Path) -> None:
    gpg = gpg_of(tmp_path / "home", "auditor@example.org")
    gpg.knows(bytes(public(plan)))
    content = signed_seal(seal_of("lakeside", ["a" * 64], "0.1.0", AT), plan)

    done = gpg.run("--status-fd", "2", "--verify", content=content)

    assert b"GOODSIG" in done.stderr
