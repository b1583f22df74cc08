"""A patient is erased: nothing is left of them in the record, and the record still holds."""

from __future__ import annotations

import base64
import io
import json
from datetime import date, timedelta

import polars as pl
import pytest

from tandem_flows.audit.bundle import export
from tandem_flows.audit.examine import examine
from tandem_flows.audit.gather import partnerships
from tandem_flows.privacy.erase import erase_patient
from tandem_flows.store.erasing import every_version
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused, StoreRefused
from tandem_validators.guideline.folder import guideline_folder
from tests.cli.places import typed
from tests.steps.workspaces import FIRST_CALL

ON = FIRST_CALL + timedelta(days=1)


@pytest.fixture
def patient(decided):
    """A patient of both lists who was decided on; the summary is sent."""
    decided.run("summary", ON, FIRST_CALL)
    on_call = decided.rows("agenda", FIRST_CALL).select("case_id")
    common = decided.rows("combined_list").filter(pl.col("origin") == "common")
    return common.join(on_call, on="case_id", how="semi").row(0, named=True)


def erase(practice, case_id, reason="patient_right", on=ON):
    return erase_patient(practice.workspace, "lakeside", case_id, reason, on, "tester")


def everything(practice):
    """Every cell of every table of the store, sheets unpacked, as one text."""
    texts = []
    with practice.store.session() as opened:
        names = opened.execute(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables() "
            "WHERE database_name = 'store'"
        ).fetchall()
        for (name,) in names:
            texts += [str(row) for row in opened.execute(f"FROM {name}").fetchall()]
        for content in every_version(opened)["sent_sheets"]["content"]:
            part = pl.read_ipc(io.BytesIO(base64.b64decode(content)))
            texts += [str(row) for row in part.iter_rows()]
    return "\n".join(texts)


def without(practice, case_id):
    """Return everything but the ledger and what was erased: there the case id stays."""
    with practice.store.session() as opened:
        frames = every_version(opened)
    return {name: frame for name, frame in frames.items() if "case_id" in frame.columns}


def test_nothing_of_the_patient_is_left_in_any_version(decided, patient):
    before = everything(decided)
    born = patient["birth_date"]
    marks = (patient["last_name"] + "'", patient["person_id"], repr(born), patient["first_name"])
    assert all(mark in before for mark in marks[:3])

    erase(decided, patient["case_id"])

    after = everything(decided)
    others = decided.rows("combined_list")
    assert patient["person_id"] not in after
    if patient["last_name"] not in others["last_name"].to_list():
        assert marks[0] not in after
    for name, frame in without(decided, patient["case_id"]).items():
        assert patient["case_id"] not in frame["case_id"].to_list(), name
    assert patient["case_id"] not in decided.store.known_cases().values()


def test_the_chain_and_every_head_sent_before_still_hold(decided, patient):
    heads = decided.store.ledger()["entry_hash"].to_list()
    stored = decided.store.manifest()["content_hash"].to_list()

    erase(decided, patient["case_id"])

    assert decided.store.verify(heads) == []
    assert decided.store.manifest()["content_hash"].to_list() == stored


def test_the_ledger_says_who_erased_which_case_when_and_why_and_no_name(decided, patient):
    erased = erase(decided, patient["case_id"]).erasure

    entry = decided.store.ledger().row(-1, named=True)
    assert (entry["action"], entry["code"], entry["case_id"], entry["done_on"]) == (
        "erasure",
        "patient_right",
        patient["case_id"],
        ON,
    )
    assert entry["operator"] == "tester"
    assert json.loads(entry["details"])["rows"] == erased.rows == entry["count"] > 10
    assert patient["last_name"] not in str(entry)


def test_verify_says_erased_and_not_broken(decided, patient):
    erase(decided, patient["case_id"])

    answer = typed("audit", "verify", "-w", decided.workspace.folder, "-p", "lakeside")

    assert answer.code == 0
    assert "holds" in answer.out and "broken" not in answer.out
    assert f"case {patient['case_id']} was erased on {ON} (patient_right)" in answer.err


def test_an_export_made_before_and_one_made_after_both_hold(decided, patient, tmp_path):
    period = (date(2026, 1, 1), date(2026, 12, 31))

    def exported(name):
        workspace = decided.workspace
        kept = partnerships(workspace, ["lakeside"])
        content = export(kept, workspace.guideline, guideline_folder(), (), period)
        (tmp_path / name).write_bytes(content)
        return examine(tmp_path / name, [decided.store.ledger_head()]).problems

    assert exported("before.zip") == []
    head = decided.store.ledger_head()
    erase(decided, patient["case_id"])

    assert exported("after.zip") == []
    assert examine(tmp_path / "after.zip", [head]).problems == []


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO erased_rows SELECT 'goals', handoff_id, row_position, row_digest, ? "
        "FROM handoff.goals LIMIT 1; DELETE FROM handoff.goals t USING erased_rows e "
        "WHERE t.handoff_id = e.handoff_id AND t.row_position = e.row_position",
        "UPDATE erased_rows SET row_digest = 'another' WHERE case_id = ?",
        "DELETE FROM erased_rows WHERE case_id = ?",
    ],
)
def test_a_row_taken_out_by_hand_does_not_pass_for_erased(decided, patient, statement):
    erase(decided, patient["case_id"])
    first, *more = statement.split("; ")
    with decided.store.session() as opened:
        opened.execute(first, [patient["case_id"]])
        for other in more:
            opened.execute(other)

    problems = decided.store.verify()

    what = "has rows that are gone, and the ledger does not say that they were erased"
    assert what in [problem.what for problem in problems]


def test_the_bytes_are_gone_from_the_file_too(decided, patient):
    with decided.store.session() as opened:
        opened.execute(
            "UPDATE handoff.goals SET goal = repeat(md5(random()::VARCHAR), 60000) "
            "WHERE case_id = ?",
            [patient["case_id"]],
        )
        opened.execute("CHECKPOINT store")
    before = decided.store.path.stat().st_size

    erase(decided, patient["case_id"])

    assert before - decided.store.path.stat().st_size > 1_000_000
    assert decided.store.path.stat().st_mode & 0o077 == 0


def test_files_that_name_the_patient_are_listed_and_none_is_deleted(decided, patient):
    before = sorted(path for path in decided.outbox.rglob("*") if path.is_file())
    note = decided.inbox / "note.txt"
    note.write_text(f"about {patient['first_name']} {patient['last_name'].upper()}, please")
    (decided.inbox / "other.txt").write_text("about nobody of this practice")

    listed = {item.file: item.why for item in erase(decided, patient["case_id"]).files}

    assert listed["inbox/lakeside/note.txt"] == "names the patient"
    assert "inbox/lakeside/other.txt" not in listed
    assert "inbox/lakeside/practice_list.csv" in listed
    assert f"outbox/lakeside/summary-{FIRST_CALL}.html" in listed
    assert listed[f"outbox/lakeside/call-list-{FIRST_CALL}.xlsx"] == "names the patient"
    assert listed[f"outbox/lakeside/call-list-{FIRST_CALL}.pdf"] == "went out with the patient"
    assert before == sorted(path for path in decided.outbox.rglob("*") if path.is_file())


def test_the_process_goes_on_without_the_patient(decided, patient):
    erase(decided, patient["case_id"])

    decided.run("tracking", ON + timedelta(days=7))
    decided.run("summary", ON, FIRST_CALL)

    page = (decided.outbox / f"summary-{FIRST_CALL}.html").read_text(encoding="utf-8")
    assert patient["case_id"] not in page
    assert decided.store.verify() == []


def test_a_second_erasure_wipes_again_and_records_nothing(decided, patient):
    erase(decided, patient["case_id"])
    head = decided.store.ledger_head()

    again = erase(decided, patient["case_id"])

    assert again.erasure.rows == 0
    assert decided.store.ledger_head() == head
    assert f"outbox/lakeside/summary-{FIRST_CALL}.html" in [item.file for item in again.files]


def test_what_was_recorded_again_after_an_erasure_can_be_erased_again(decided, patient):
    with decided.store.session() as opened:
        identities = [
            row[0]
            for row in opened.execute(
                "SELECT identity FROM case_identities WHERE case_id = ?", [patient["case_id"]]
            ).fetchall()
        ]
    erase(decided, patient["case_id"])
    decided.run("identify", ON)
    decided.run("share", ON, FIRST_CALL + timedelta(days=7))
    known = decided.store.known_cases()
    (anew,) = {known[identity] for identity in identities}
    assert anew != patient["case_id"]

    erase(decided, anew)

    assert decided.store.verify() == []
    assert anew not in decided.store.known_cases().values()


def test_an_unknown_case_or_reason_is_refused(decided):
    with pytest.raises(StoreRefused, match=r"case C-NOBODY: has nothing on record.*tandem show"):
        erase(decided, "C-NOBODY")
    with pytest.raises(InputRefused, match=r"is no reason of an erasure.*retention_over"):
        erase(decided, "C-NOBODY", "because")


@pytest.mark.parametrize(
    ("hold", "is_held"),
    [
        ("practice: lakeside, since: {on}", True),
        ("practice: lakeside, case: {case}, since: {on}", True),
        ("practice: lakeside, case: C-OTHER, since: {on}", False),
        ("practice: millbrook, since: {on}", False),
        ("practice: lakeside, since: {later}", False),
    ],
)
def test_a_legal_hold_keeps_a_patient_from_being_erased(decided, patient, hold, is_held):
    text = hold.format(case=patient["case_id"], on=ON, later=ON + timedelta(days=1))
    with (decided.workspace.folder / "profile.yaml").open("a", encoding="utf-8") as profile:
        profile.write(f'legal_holds: [{{{text}, reason: "a claim"}}]\n')
    decided.workspace = Workspace(decided.workspace.folder)

    if is_held:
        with pytest.raises(InputRefused, match=rf"is under a legal hold since {ON}"):
            erase(decided, patient["case_id"])
        assert patient["case_id"] in decided.rows("combined_list")["case_id"].to_list()
    else:
        assert erase(decided, patient["case_id"]).erasure.rows
