"""Files put in, taken out or laid around an export: the check tells of each, or refuses it all."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import polars as pl
import pytest

from tandem_flows.audit.archive import packed, unpacked
from tandem_flows.audit.examine import examine
from tandem_flows.audit.export import Partnership, guideline_copy, table_csv, table_files
from tandem_flows.audit.findings import findings
from tandem_flows.audit.gather import guideline_in_force
from tandem_flows.audit.index import INDEX
from tandem_flows.audit.parts import unknown_runs
from tandem_flows.demo.workspace import demo_workspace
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused
from tandem_validators.guideline.load import load_guideline
from tandem_validators.guideline.releases import released_folder
from tests.audit.conftest import PERIOD
from tests.audit.forging import indexed, table_of, told, with_table, written
from tests.audit.test_at_once import hashed_anew
from tests.cli.places import typed
from tests.steps.workspaces import Practice

RUNS = "runs/flow_runs"
NAMES = (
    "runs/../conformance/clauses.csv",
    "runs\\..\\conformance\\clauses.csv",
    "CONFORMANCE/clauses.csv",
    "conformance /clauses.csv",
    "/etc/cron.d/x",
    "conformance/\u202evsc.sesualc",
    "conformance/clauses.csv.",
    "verdict.txt",
    "runs/verdict.csv",
    "ledger/lakeside.html",
    "seals",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_could_be_taken_for_a_part_is_told(files, tmp_path: Path, name: str) -> None:
    assert told(indexed({**files, name: b"All is well."}), tmp_path)


def test_another_readme_is_found(files, tmp_path: Path) -> None:
    forged = indexed({**files, "README.txt": b"You need not check this file.\n"})

    assert "README.txt: is not the text of an export" in told(forged, tmp_path)


def test_findings_taken_out_with_an_unknown_guideline_are_missed(files, tmp_path: Path) -> None:
    less = {name: text for name, text in files.items() if not name.startswith(("events", "oscal"))}
    index = json.loads(files[INDEX])
    forged = indexed(less, guideline=index["guideline"] | {"digest": "0" * 64})

    words = told(forged, tmp_path)

    assert "oscal: is missing" in words and "events: is missing" in words


def test_runs_that_tell_two_things_are_found_and_those_left_out_are_counted(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    runs = pl.DataFrame({"run_id": ["a"], "state": ["failed"]})
    tables = table_files(RUNS, runs)
    nicer = {f"{RUNS}.csv": table_csv(runs.with_columns(state=pl.lit("completed")))}

    words = told(indexed({**files, **tables, **nicer}), tmp_path)

    assert told(indexed({**files, **tables}), tmp_path) == ""
    assert unknown_runs(tables, frozenset({"a", "b"})) == 1
    assert unknown_runs(files, frozenset({"a"})) is None
    assert f"{RUNS}.csv: does not hold the rows of its Parquet file" in words


def test_one_record_under_two_names_is_refused(files, recorded: Practice, tmp_path: Path) -> None:
    twice = {
        name.replace("lakeside", "millbrook"): text
        for name, text in files.items()
        if name.startswith(("ledger", "manifest"))
    }
    index = json.loads(files[INDEX])
    both = [index["partnerships"][0] | {"practice_id": name} for name in ("lakeside", "millbrook")]
    kept = [Partnership(one["practice_id"], table_of(files), pl.DataFrame(), "") for one in both]
    drawn = findings(kept, recorded.workspace.guideline, (), PERIOD)

    assert told(indexed({**files, **twice, **drawn}, partnerships=both), tmp_path)


def test_every_bit_beside_the_packed_contents_is_guarded(exported: Path, tmp_path: Path) -> None:
    content, path = exported.read_bytes(), tmp_path / "changed.zip"
    with zipfile.ZipFile(exported) as whole:
        entries = whole.infolist()
    starts = [one.header_offset + 30 + len(one.filename) for one in entries]
    packed = [range(at, at + one.compress_size) for at, one in zip(starts, entries, strict=True)]
    inside = set().union(*packed)
    places = [place for place in range(len(content)) if place not in inside]

    for place in places[:: max(1, len(places) // 300)]:
        changed = bytearray(content)
        changed[place] ^= 1 << place % 8
        path.write_bytes(bytes(changed))
        with pytest.raises(InputRefused, match=r"changed\.zip"):
            unpacked(path)


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path, name = tmp_path / "names.zip", "seals/é".encode()
    path.write_bytes(packed({"seals/é": b"x"}).replace(name, b"seals/\xff\xff"))

    with pytest.raises(InputRefused, match=r"names\.zip: is no ZIP file, or is damaged"):
        unpacked(path)


@pytest.mark.parametrize("around", [(b"x", b""), (b"", b"x"), (b"PK\x05\x06" + bytes(18), b"")])
def test_bytes_before_or_after_an_export_are_refused(exported: Path, tmp_path, around) -> None:
    path = tmp_path / "more.zip"
    path.write_bytes(exported.read_bytes().join(around))

    with pytest.raises(InputRefused, match=r"more\.zip: (was not packed as an export|is no ZIP)"):
        unpacked(path)


def test_an_export_of_a_workspace_that_follows_a_release_holds(tmp_path: Path) -> None:
    folder, file = tmp_path / "workspace", tmp_path / "release.zip"
    demo_workspace(folder)
    profile = folder / "profile.yaml"
    profile.write_text(profile.read_text().replace("guideline: draft", "guideline: 0.2.0"))
    Practice(Workspace(folder)).run("ready")

    made = typed("audit", "export", file, "-w", folder, "--no-runs")
    done = typed("audit", "verify", file)

    assert guideline_in_force(Workspace(folder)).name == "0.2.0"
    assert (made.code, done.code) == (0, 0), done.err
    assert "conformance, events, guideline" in done.err


def test_two_seals_of_one_name_are_not_enclosed_as_one(recorded: Practice, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "seal.asc").write_text(name)
    seals = [word for name in ("one", "two") for word in ("--seal", tmp_path / name / "seal.asc")]

    file = tmp_path / "export.zip"
    done = typed("audit", "export", file, "-w", recorded.workspace.folder, "--no-runs", *seals)

    assert done.code == 1
    assert "seals: have the same name. Give each a name of its own." in done.err
    assert not file.exists()


def test_an_earlier_guideline_of_the_record_is_not_taken_for_the_one_in_force(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    folder = released_folder("0.2.0")
    earlier = load_guideline(folder)
    is_first, table = pl.col("sequence") < 5, table_of(files)
    under = {"guideline_digest": earlier.digest, "guideline_version": earlier.version}
    cells = [
        pl.when(is_first).then(pl.lit(said)).otherwise(pl.col(name)).alias(name)
        for name, said in under.items()
    ]
    kept = with_table(files, hashed_anew(table.with_columns(cells)))
    others = {name: text for name, text in kept.items() if not name.startswith("guideline/")}
    named = {"version": earlier.version, "digest": earlier.digest, "pages": list(earlier.pages)}

    swapped = indexed(others | guideline_copy(folder, earlier), guideline=named)

    assert "guideline: is not the one that the record was last kept under" in told(
        swapped, tmp_path
    )
    assert "last kept under" not in told(kept, tmp_path)
    assert examine(written(kept, tmp_path)).versions == ("0.2.0", table["guideline_version"][-1])
