"""The outbox after a run: forms, replacements, calendars, and the sheet that comes back."""

import hashlib
import json
from datetime import timedelta

import polars as pl
import pytest

from tandem_flows.desk import Job
from tandem_flows.steps.correct import correct_decision
from tandem_flows.steps.follow_up import record_follow_up
from tandem_validators.errors import InputRefused
from tests.documents.papers import archive_texts
from tests.documents.strict_calendar import strict_events
from tests.steps.workspaces import AS_OF, FIRST_CALL, SECOND_CALL

DAY = timedelta(days=1)
SENT_ON = FIRST_CALL + DAY
SUMMARY = "summary-2026-01-13"


def disclosures(practice, beginning):
    entries = practice.store.ledger().filter(action="disclosure")["details"]
    told = [json.loads(details) for details in entries]
    return [details for details in told if details["file"].startswith(beginning)]


def file_hash(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.clause("SUM-01")
def test_a_summary_goes_out_in_three_forms_as_one_disclosure(decided):
    decided.run("summary", SENT_ON, FIRST_CALL)

    (entry,) = disclosures(decided, SUMMARY)
    assert entry["file"] == f"{SUMMARY}.html"
    for ending in (".pdf", ".docx"):
        path = decided.outbox / f"{SUMMARY}{ending}"
        assert entry[f"form{ending}"] == file_hash(path)
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_run_repeated_sends_nothing_again(decided):
    decided.run("summary", SENT_ON, FIRST_CALL)
    head = decided.store.ledger_head()
    before = {path: path.read_bytes() for path in decided.outbox.glob("*.*")}

    decided.run("summary", SENT_ON, FIRST_CALL)

    assert decided.store.ledger_head() == head
    assert {path: path.read_bytes() for path in decided.outbox.glob("*.*")} == before


def test_a_form_that_was_lost_is_made_again_with_the_others(decided):
    decided.run("summary", SENT_ON, FIRST_CALL)
    (decided.outbox / f"{SUMMARY}.docx").unlink()

    decided.run("summary", SENT_ON, FIRST_CALL)

    assert (decided.outbox / f"{SUMMARY}.docx").is_file()
    page = (decided.outbox / f"{SUMMARY}.html").read_text(encoding="utf-8")
    assert "This replaces" not in page


@pytest.mark.clause("SUM-02")
def test_after_a_correction_every_form_says_so_and_replaces_what_was_sent(decided):
    decided.run("summary", SENT_ON, FIRST_CALL)
    led = decided.rows("decisions").drop_nulls("lead").row(0, named=True)
    lead = "plan" if led["lead"] == "practice" else "practice"
    job = Job("lakeside", SENT_ON + DAY, FIRST_CALL, "tester")
    correct_decision(decided.workspace, job, led["case_id"], {"lead": lead}, "wrong_record")

    decided.run("summary", SENT_ON + 2 * DAY, FIRST_CALL)

    page = (decided.outbox / f"{SUMMARY}.html").read_text(encoding="utf-8")
    document = archive_texts(decided.outbox / f"{SUMMARY}.docx")["word/document.xml"]
    letter = (decided.outbox / "email-summary-2026-01-13.txt").read_text(encoding="utf-8")
    for text in (page, document):
        assert f"This replaces the file that was sent on {SENT_ON}." in text
        assert f"corrected {SENT_ON + DAY}: wrong record" in text
    assert letter.startswith("Subject: Corrected: summary of the care coordination call")
    assert len(disclosures(decided, SUMMARY)) == 2


@pytest.mark.clause("SHR-03", "PIL-03")
def test_the_packet_holds_no_patient_of_another_practice(shared):
    page = (shared.outbox / "call-list-2026-01-13.html").read_text(encoding="utf-8")
    plan = shared.workspace.folder / "plan"
    others = pl.read_parquet(plan / "attribution.parquet").filter(practice_id="millbrook")
    people = pl.read_parquet(plan / "eligibility.parquet").join(others, on="person_id", how="semi")

    listed = {tuple(row) for row in shared.rows("combined_list")["first_name", "last_name"].rows()}
    names = set(people.select("first_name", "last_name").iter_rows()) - listed
    assert not [name for name in names if " ".join(name) in page]
    assert all(" ".join(name) in page for name in listed)


@pytest.mark.clause("RDY-03")
def test_every_calendar_is_strict_and_two_runs_write_the_same(decided):
    decided.run("summary", SENT_ON, FIRST_CALL)
    files = sorted(decided.outbox.glob("*.ics"))
    before = [path.read_bytes() for path in files]

    decided.run("ready", SENT_ON)

    assert [path.name for path in files] == ["calls.ics", "prework.ics", "report-back.ics"]
    assert all(strict_events(content) for content in before)
    assert [path.read_bytes() for path in files] == before


@pytest.mark.clause("INF-01")
def test_a_moved_call_reaches_the_calendars_and_both_sides(researched):
    (call,) = [frame for tab, frame in researched.call_script().items() if tab == "call"]
    new_day = FIRST_CALL + 2 * DAY
    given = {"state": "moved", "moved_to": new_day, "reason": "Ana is ill"}
    moved = call.with_columns(pl.lit(value).alias(name) for name, value in given.items())
    researched.send_back("call", FIRST_CALL, {"call": moved})
    first = strict_events((researched.outbox / "calls.ics").read_bytes())[0]

    researched.run("record_call", FIRST_CALL, FIRST_CALL)

    events = strict_events((researched.outbox / "calls.ics").read_bytes())
    after = next(event for event in events if event["UID"] == first["UID"])
    assert (first["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after["DTSTART"].dt.date() == new_day
    letter = (researched.outbox / "email-call-2026-01-13-moved.txt").read_text(encoding="utf-8")
    assert f"is moved to {new_day}" in letter
    assert "Ana" not in letter


def follow_up(practice, **given):
    tasks = practice.rows("tasks").filter(state="open", owner_organisation="practice")
    answer = (
        tasks.head(1).select("task_id").with_columns(pl.lit(v).alias(n) for n, v in given.items())
    )
    practice.send_back("follow_up", FIRST_CALL, {"practice": answer})
    return tasks["task_id"][0]


@pytest.mark.clause("INF-07", "CMP-03")
def test_the_follow_up_sheet_comes_back_and_closes_a_next_step(decided):
    decided.run("summary", SENT_ON, FIRST_CALL)
    task_id = follow_up(decided, state="done", closed_on=SENT_ON, result="Visit set")

    closed = record_follow_up(decided.workspace, Job("lakeside", SENT_ON, FIRST_CALL, "tester"))

    assert closed == 1
    task = decided.rows("tasks").filter(task_id=task_id).row(0, named=True)
    assert (task["state"], task["closed_on"], task["result"]) == ("done", SENT_ON, "Visit set")


@pytest.mark.clause("INF-07")
def test_a_follow_up_sheet_with_a_mistake_is_refused_whole_with_the_cell(decided):
    decided.run("summary", SENT_ON, FIRST_CALL)
    task_id = follow_up(decided, state="done", result="Visit set")

    with pytest.raises(InputRefused, match=r"Practice.*row \d+.*Closed on"):
        record_follow_up(decided.workspace, Job("lakeside", SENT_ON, FIRST_CALL, "tester"))

    assert decided.rows("tasks").filter(task_id=task_id)["state"].to_list() == ["open"]


def test_a_restyled_summary_goes_out_as_a_new_file(decided):
    decided.run("summary", SENT_ON, FIRST_CALL)
    own = decided.workspace.folder / "templates" / "summary.html.j2"
    own.write_text("Our style: {{ title }} {{ notes | join() }}", encoding="utf-8")

    decided.run("summary", SENT_ON, FIRST_CALL)

    page = (decided.outbox / f"{SUMMARY}.html").read_text(encoding="utf-8")
    assert page.startswith("Our style: Summary of the call")
    assert f"sent on {SENT_ON}" in page
    assert len(disclosures(decided, SUMMARY)) == 2


def test_a_template_that_cannot_be_used_leaves_the_record_and_the_next_run_sends(decided):
    own = decided.workspace.folder / "templates" / "summary.html.j2"
    own.write_text("{{ nothing }}", encoding="utf-8")
    with pytest.raises(InputRefused, match="templates/summary"):
        decided.run("summary", SENT_ON, FIRST_CALL)
    own.unlink()

    decided.run("summary", SENT_ON, FIRST_CALL)

    assert len(disclosures(decided, SUMMARY)) == 1
    assert decided.store.verify() == []


def test_the_packet_for_the_next_call_follows_a_holiday(fresh):
    fresh.run("ready")
    fresh.run("identify")
    profile = fresh.workspace.folder / "profile.yaml"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(text.replace("closed_days: [", f"closed_days: [{SECOND_CALL}, "), "utf-8")
    changed = type(fresh)(type(fresh.workspace)(fresh.workspace.folder))
    changed.run("ready", AS_OF)

    changed.run("share", AS_OF, SECOND_CALL + DAY)

    page = (fresh.outbox / f"call-list-{SECOND_CALL + DAY}.html").read_text(encoding="utf-8")
    assert f"so the call is on {SECOND_CALL + DAY}" in page
