"""An export holds together as it was written, and tells every change that was made to it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import polars as pl
import pytest

from tandem_flows.audit.again import Reach
from tandem_flows.audit.archive import packed
from tandem_flows.audit.bundle import export
from tandem_flows.audit.examine import examine
from tandem_flows.audit.gather import partnerships
from tandem_flows.audit.index import INDEX
from tandem_validators.errors import InputRefused
from tandem_validators.guideline.folder import guideline_folder
from tests.audit.conftest import PERIOD
from tests.audit.forging import LEDGER, chained_anew, entries_of, indexed, with_entries, written
from tests.steps.workspaces import Practice


def told(files: dict[str, bytes], folder: Path, *heads: str) -> str:
    return "\n".join(str(problem) for problem in examine(written(files, folder), heads).problems)


def test_an_untouched_export_holds(exported: Path, recorded: Practice) -> None:
    found = examine(exported, [recorded.store.ledger_head()])

    assert found.problems == []
    assert found.reach == Reach(
        ("README.txt", "conformance", "events", "guideline", "ledger", "manifest", "oscal"), ()
    )
    assert found.index.digest == recorded.workspace.guideline.digest


def test_the_same_record_gives_the_same_bytes(exported: Path, recorded: Practice) -> None:
    workspace = recorded.workspace
    kept = partnerships(workspace, workspace.profile.practices)

    again = export(kept, workspace.guideline, guideline_folder(), workspace.profile.waivers, PERIOD)

    assert again == exported.read_bytes()


def test_one_changed_bit_of_any_file_is_found(files: dict[str, bytes], tmp_path: Path) -> None:
    for name in files.keys() - {INDEX}:
        middle = len(files[name]) // 2
        changed = bytearray(files[name])
        changed[middle] ^= 1

        assert f"{name}: is not the file" in told({**files, name: bytes(changed)}, tmp_path)


def test_a_bit_changed_inside_the_zip_is_refused_or_told(exported: Path, tmp_path: Path) -> None:
    content = exported.read_bytes()
    for place in range(0, len(content), len(content) // 60):
        changed = bytearray(content)
        changed[place] ^= 1
        path = tmp_path / "changed.zip"
        path.write_bytes(bytes(changed))

        try:
            problems = examine(path).problems
        except InputRefused:
            continue
        with zipfile.ZipFile(path) as archive:
            same = {name: archive.read(name) for name in archive.namelist()}
        with zipfile.ZipFile(exported) as archive:
            assert problems or same == {name: archive.read(name) for name in archive.namelist()}


def test_a_changed_entry_is_found_though_the_index_names_it(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    forged = with_entries(files, lambda entries: [{**entries[0], "operator": "x"}, *entries[1:]])

    assert "ledger/lakeside, entry 1: was changed, removed, added or moved" in told(
        forged, tmp_path
    )


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda entries: entries[:4] + entries[5:], id="removed"),
        pytest.param(lambda entries: [*entries[:4], entries[3], *entries[4:]], id="added"),
        pytest.param(
            lambda entries: [*entries[:4], entries[5], entries[4], *entries[6:]], id="moved"
        ),
    ],
)
def test_a_removed_added_or_moved_entry_is_found(files, tmp_path, change) -> None:
    assert "ledger/lakeside, entry 5: was changed" in told(with_entries(files, change), tmp_path)


def test_entries_cut_from_the_end_are_found_by_the_head(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    forged = with_entries(files, lambda entries: entries[:-1])

    assert "does not end with the head of the index" in told(forged, tmp_path)


def test_a_record_forged_whole_is_found_by_a_head_sent_before(
    files: dict[str, bytes], recorded: Practice, tmp_path: Path
) -> None:
    def without_deviations(entries):
        return chained_anew([e for e in entries if e["action"] != "deviation"])

    head_sent = recorded.store.ledger_head()
    forged = with_entries(files, without_deviations)
    index = json.loads(forged[INDEX])
    ends = entries_of(forged)
    index["partnerships"][0] |= {"entries": len(ends), "head": ends[-1]["entry_hash"]}
    forged = indexed(forged, partnerships=index["partnerships"])

    assert "stands in no chain of this export" in told(forged, tmp_path, head_sent)


def test_a_swapped_guideline_is_found(files: dict[str, bytes], tmp_path: Path) -> None:
    swapped = {**files, "guideline/share.md": files["guideline/share.md"] + b"\nMore.\n"}

    assert "guideline: is not the one whose digest" in told(indexed(swapped), tmp_path)


def test_a_guideline_swapped_with_its_digest_is_found(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    swapped = {**files, "guideline/share.md": files["guideline/share.md"] + b"\nMore.\n"}
    index = json.loads(files[INDEX])
    guideline = index["guideline"] | {"digest": digest_of(swapped)}

    words = told(indexed(swapped, guideline=guideline), tmp_path)

    assert "guideline: is not the one that the record was last kept under" in words


def digest_of(files: dict[str, bytes]) -> str:
    import hashlib

    digest = hashlib.sha256()
    for name in sorted(name for name in files if name.startswith("guideline/")):
        digest.update(f"{name.removeprefix('guideline/')}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.hexdigest()


def test_a_table_that_says_other_than_the_record_is_found(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    frame = pl.read_parquet(io.BytesIO(files["ledger/lakeside.parquet"]))
    buffer = io.BytesIO()
    frame.with_columns(operator=pl.lit("someone")).write_parquet(buffer, statistics=False)

    words = told(indexed({**files, "ledger/lakeside.parquet": buffer.getvalue()}), tmp_path)

    assert "ledger/lakeside.parquet: does not hold the chained entries" in words


def test_a_removed_handoff_of_the_manifest_is_found(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    frame = pl.read_parquet(io.BytesIO(files["manifest/lakeside.parquet"]))
    buffer = io.BytesIO()
    frame.head(frame.height - 1).write_parquet(buffer, statistics=False)
    last = frame["handoff_id"][-1]

    words = told(indexed({**files, "manifest/lakeside.parquet": buffer.getvalue()}), tmp_path)

    assert f"manifest/lakeside, handoff {last}: is not as the chained record has it" in words


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"PK\x03\x04 no more", id="cut off"),
        pytest.param(packed({"a.txt": b"a"}), id="no index"),
        pytest.param(packed({INDEX: b"[]"}), id="index of another kind"),
        pytest.param(
            packed({INDEX: b'{"format": "caretandem-audit-export/1"}'}), id="index without parts"
        ),
    ],
)
def test_what_is_no_export_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other.zip"
    path.write_bytes(content)

    with pytest.raises(InputRefused, match=r"other\.zip"):
        examine(path)


def test_an_export_names_no_patient(files: dict[str, bytes], recorded: Practice) -> None:
    listed = recorded.rows("combined_list")
    marks = {*listed["last_name"], *(str(day) for day in listed["birth_date"])}

    for name, content in files.items():
        text = content.decode("utf-8", errors="replace")
        assert [mark for mark in marks if mark and mark in text] == [], name


def test_findings_say_what_the_table_says(files: dict[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(files["conformance/clauses.csv"].decode())))
    results = json.loads(files["oscal/assessment-results.json"])["assessment-results"]["results"]

    findings = {
        finding["title"]: finding["target"]["status"]["state"] for finding in results[0]["findings"]
    }
    applied = {row["clause"]: row for row in rows if int(row["applied"])}
    assert findings.keys() == applied.keys()
    departed = {name for name, row in applied.items() if int(row["deviated"])}
    assert departed
    assert {findings[name] for name in departed} == {"not-satisfied"}


def test_the_ledger_of_the_export_is_the_one_of_the_store(
    files: dict[str, bytes], recorded: Practice
) -> None:
    assert len(files[LEDGER].splitlines()) == recorded.store.ledger().height
