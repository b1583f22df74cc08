"""A patient's account of disclosures: drawn from the ledger, complete, and without a name."""

from __future__ import annotations

import json
from datetime import timedelta

import polars as pl
import pytest

from tandem_flows.desk import Job
from tandem_flows.privacy.disclosures import disclosures_of
from tandem_flows.privacy.erase import erase_patient
from tandem_flows.privacy.files import text_of
from tandem_flows.steps.correct_match import split_match
from tandem_flows.steps.exchange import send_care_plan
from tandem_validators.errors import InputRefused
from tests.cli.places import typed
from tests.steps.workspaces import AS_OF, FIRST_CALL

DAY = timedelta(days=1)


def told_of(practice, case_id):
    return disclosures_of(practice.store.ledger(), case_id, "Lakeside")


def decided_case(practice):
    return practice.rows("decisions", FIRST_CALL)["case_id"][0]


@pytest.mark.clause("SHR-21")
def test_every_file_that_holds_the_patient_is_in_the_account(decided):
    case_id = decided_case(decided)
    decided.run("summary", FIRST_CALL + DAY, FIRST_CALL)
    decided.run("tracking", FIRST_CALL + 7 * DAY)
    job = Job("lakeside", FIRST_CALL + 7 * DAY, operator="tester")
    send_care_plan(decided.workspace, job, case_id)

    accounted = {one.file.split(".")[0] for one in told_of(decided, case_id)}

    files = [path for path in decided.outbox.iterdir() if path.is_file()]
    holding = {path.name.split(".")[0] for path in files if case_id in (text_of(path) or "")}
    assert holding <= accounted
    assert f"call-list-{FIRST_CALL}" in holding and f"summary-{FIRST_CALL}" in holding


def test_a_patient_who_is_not_in_a_file_has_no_line_for_it(decided):
    decided.run("summary", FIRST_CALL + DAY, FIRST_CALL)
    summary = text_of(decided.outbox / f"summary-{FIRST_CALL}.html")
    others = [c for c in decided.rows("combined_list")["case_id"] if c not in summary]

    files = [one.file for one in told_of(decided, others[-1])]

    assert f"call-list-{FIRST_CALL}.xlsx" in files
    assert f"summary-{FIRST_CALL}.html" not in files


def test_it_says_what_when_to_whom_how_and_under_which_clause(decided):
    answer = typed(
        *("disclosures", decided_case(decided), "-w", decided.workspace.folder),
        *("-p", "lakeside", "--json"),
    )

    first = json.loads(answer.out)[0]

    assert (first["sent_on"], first["file"]) == (f"{AS_OF}", f"call-list-{FIRST_CALL}.xlsx")
    assert first["to"] == decided.workspace.practice("lakeside").name
    assert first["channel"] == decided.workspace.practice("lakeside").channel
    assert {"SHR-03", "SHR-21"} <= set(first["clauses"])
    entry = decided.store.ledger().row(first["record_entry"] - 1, named=True)
    assert entry["action"] == "disclosure"


def test_the_ledger_names_nobody(decided):
    decided.run("summary", FIRST_CALL + DAY, FIRST_CALL)
    ledger = str(decided.store.ledger().to_dicts())

    listed = decided.rows("combined_list").drop_nulls(["last_name", "person_id"])

    assert [person for person in listed["person_id"] if person in ledger] == []
    assert [name for name in listed["last_name"] if f"{name} " in ledger] == []


def test_the_account_stands_after_the_patient_was_erased(decided):
    case_id = decided_case(decided)
    before = told_of(decided, case_id)

    erase_patient(
        decided.workspace, "lakeside", case_id, "patient_right", FIRST_CALL + DAY, "tester"
    )

    assert told_of(decided, case_id) == before != []


def test_a_case_that_nobody_knows_is_refused(decided):
    with pytest.raises(InputRefused, match="case C-NOBODY: has gone out in no file on record"):
        told_of(decided, "C-NOBODY")


@pytest.fixture
def split(shared):
    """A wrong match that was sent, and taken apart afterwards."""
    common = shared.rows("combined_list").filter(pl.col("origin") == "common")
    case_id = common["case_id"][0]
    job = Job("lakeside", AS_OF + DAY, None, "tester")
    return case_id, split_match(shared.workspace, job, case_id, answered_by="lakeside-care")


@pytest.mark.clause("PRE-08")
def test_both_sides_are_told_which_files_show_two_people_as_one(shared, split):
    case_id, correction = split
    name = f"wrong-match-{correction.case_id}.txt"

    notices = [shared.outbox / name, shared.outbox / "internal" / name]

    for notice in notices:
        text = notice.read_text(encoding="utf-8")
        assert case_id in text and correction.case_id in text
        assert f"call-list-{FIRST_CALL}.xlsx, sent {AS_OF}" in text
        assert "privacy officer" in text
        names = shared.rows("combined_list").filter(pl.col("case_id") == case_id)
        assert names["last_name"][0] not in text
    note = shared.store.ledger().filter(pl.col("action") == "correction").row(0, named=True)
    assert (note["code"], note["count"]) == ("split", len(correction.holders))


@pytest.mark.clause("PRE-08")
def test_what_went_out_under_the_wrong_match_is_in_the_account_of_both(shared, split):
    case_id, correction = split

    for case in (case_id, correction.case_id):
        told = told_of(shared, case)
        assert [one.as_case for one in told if one.file.startswith("call-list")] == [case_id]
        assert f"wrong-match-{correction.case_id}.txt" in [one.file for one in told]


def test_what_goes_out_after_the_split_is_in_the_account_of_its_own_case(shared, split):
    case_id, correction = split

    shared.run("share", AS_OF + 2 * DAY, FIRST_CALL)

    lists = [one for one in told_of(shared, correction.case_id) if "call-list" in one.file]
    assert [(one.as_case, one.sent_on) for one in lists] == [
        (case_id, AS_OF),
        (correction.case_id, AS_OF + 2 * DAY),
    ]


def test_a_wrong_match_that_never_went_out_needs_no_notice(fresh):
    fresh.run("ready")
    fresh.run("identify")
    fresh.run("share", AS_OF, FIRST_CALL)
    with fresh.store.session() as opened:
        opened.execute("DELETE FROM ledger WHERE action = 'disclosure'")
    case_id = fresh.rows("combined_list").filter(pl.col("origin") == "common")["case_id"][0]
    job = Job("lakeside", AS_OF, None, "tester")

    split_match(fresh.workspace, job, case_id, answered_by="lakeside-care")

    assert list(fresh.outbox.rglob("wrong-match-*")) == []
