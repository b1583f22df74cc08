"""Findings of an export are worked out again from its record; where they cannot be, it is said."""

from __future__ import annotations

import io
import json
from pathlib import Path

import polars as pl
import pytest

from tandem_flows.audit.examine import Examined, examine
from tandem_flows.audit.index import INDEX
from tests.audit.forging import indexed, with_entries, written
from tests.cli.places import typed

NOT_GIVEN = "is not what the chained record gives"
FINDINGS = (
    "conformance/calls.csv",
    "conformance/calls.parquet",
    "conformance/clauses.csv",
    "conformance/clauses.parquet",
    "events/events.ocel.json",
    "oscal/assessment-results.json",
)


def looked_at(files: dict[str, bytes], folder: Path) -> Examined:
    return examine(written(files, folder))


def told(found: Examined) -> list[str]:
    return [f"{problem.where}: {problem.what}" for problem in found.problems]


def changed(content: bytes) -> bytes:
    """Return a finding that says something nicer, in the form that it had."""
    if content[:4] == b"PAR1":
        buffer = io.BytesIO()
        table = pl.read_parquet(io.BytesIO(content))
        table.with_columns(deviations=pl.lit(0, pl.Int64)).write_parquet(buffer)
        return buffer.getvalue()
    for before, after in (
        (b"not-satisfied", b"satisfied"),
        (b"deviation", b"handoff"),
        (b"1", b"0"),
    ):
        if before in content:
            return content.replace(before, after, 1)
    raise AssertionError("there is nothing to make nicer")


@pytest.mark.parametrize("name", FINDINGS)
def test_a_finding_that_the_record_does_not_give_is_found(
    files: dict[str, bytes], tmp_path: Path, name: str
) -> None:
    forged = indexed({**files, name: changed(files[name])})

    assert told(looked_at(forged, tmp_path)) == [f"{name}: {NOT_GIVEN}"]


@pytest.mark.parametrize("name", FINDINGS)
def test_a_finding_that_was_taken_out_is_found(files, tmp_path: Path, name: str) -> None:
    less = indexed({other: text for other, text in files.items() if other != name})

    assert told(looked_at(less, tmp_path)) == [f"{name}: {NOT_GIVEN}"]


def test_a_finding_that_was_put_in_is_found(files: dict[str, bytes], tmp_path: Path) -> None:
    more = indexed({**files, "conformance/all-is-well.csv": b"clause\n"})

    assert told(looked_at(more, tmp_path)) == [f"conformance/all-is-well.csv: {NOT_GIVEN}"]


def test_a_waiver_that_the_findings_do_not_know_is_found(files, tmp_path: Path) -> None:
    waivers = [{"clause": "SHR-03", "since": "2026-01-01"}]

    found = looked_at(indexed(files, waivers=waivers), tmp_path)

    assert f"conformance/clauses.csv: {NOT_GIVEN}" in told(found)


def test_that_another_program_made_it_hides_no_finding(files, tmp_path: Path) -> None:
    name = "conformance/clauses.csv"
    forged = indexed({**files, name: changed(files[name])}, made_by="caretandem 9.9.9")

    (problem,) = looked_at(forged, tmp_path).problems

    assert f"{name}: {NOT_GIVEN}" in str(problem)
    assert "It was made by caretandem 9.9.9" in str(problem)


def test_findings_that_another_program_drew_alike_hold(files, tmp_path: Path) -> None:
    found = looked_at(indexed(files, made_by="caretandem 9.9.9"), tmp_path)

    assert found.problems == []
    assert found.reach.by_hash == ("README.txt",)


def test_a_guideline_that_is_not_known_here_is_never_run(files, tmp_path: Path) -> None:
    index = json.loads(files[INDEX])

    found = looked_at(indexed(files, guideline=index["guideline"] | {"digest": "0" * 64}), tmp_path)

    assert "does not hold" in str(found.reach.why)
    assert "conformance" in found.reach.by_hash


def test_nothing_is_drawn_from_a_record_that_is_broken(files, tmp_path: Path) -> None:
    forged = with_entries(files, lambda entries: entries[:4] + entries[5:])

    found = looked_at(forged, tmp_path)

    assert found.reach.held == ()
    assert "the record that they were drawn from does not hold" in str(found.reach.why)


def test_the_command_says_what_follows_from_the_record_and_what_does_not(exported: Path) -> None:
    done = typed("audit", "verify", exported)

    said = " ".join(done.err.split())
    assert done.code == 0
    assert (
        "Held against the chained record: README.txt, conformance, events, guideline, ledger, "
        "manifest, oscal." in said
    )
    assert (
        "Nobody but the sender answers for: the period, the waivers, by which program it was made, "
        "which practice each record is of, that no practice is left out; of manifest, input_hash, "
        "receiver, recorded_at, schema_fingerprint, sender, step." in said
    )
