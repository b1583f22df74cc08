"""A refused file is answered and put on record; the corrected one goes through, nothing half."""

from __future__ import annotations

import json
from datetime import timedelta

import polars as pl
import pytest

from tandem_flows.demo.answers import prework_answers
from tandem_flows.worksheets.layout import FIRST_ROW
from tandem_flows.worksheets.returned import read_sheet
from tandem_validators.errors import InputRefused
from tests.steps.workspaces import AS_OF, FIRST_CALL
from tests.worksheets.resaved import changed

DAY = timedelta(days=1)
BEFORE = FIRST_CALL - DAY


def refusals(practice) -> pl.DataFrame:
    return practice.store.ledger().filter(pl.col("action") == "refusal")


def copies(practice) -> list:
    return sorted(practice.outbox.rglob("to-correct-*.xlsx"))


@pytest.fixture
def asked(shared):
    """Both sides have their sheets; the plan has sent its own back."""
    shared.run("prework", FIRST_CALL - 5 * DAY, FIRST_CALL)
    return shared


def send(practice, side: str):
    agenda = practice.rows("agenda", FIRST_CALL)
    answers = dict(prework_answers(agenda, side, BEFORE))
    return practice.send_back(f"prework_{side}", FIRST_CALL, answers)


def spoiled(path):
    return changed(path, lambda book: book["Patients"].put("Risk level", 5, "severe"))


def refused(practice) -> str:
    with pytest.raises(InputRefused) as found:
        practice.run("record_prework", BEFORE, FIRST_CALL)
    return str(found.value)


@pytest.mark.clause("PRE-01", "SHR-21")
def test_a_refused_sheet_is_answered_by_a_copy_that_goes_through_once_corrected(asked):
    path = spoiled(send(asked, "practice"))
    before = path.read_bytes()

    report = refused(asked)

    (copy,) = copies(asked)
    assert copy.parent == asked.outbox
    assert "row 5, column Risk level: is not in the list" in report
    assert "A fresh copy with what was right filled in and each wrong cell marked is" in report
    assert f"outbox/lakeside/{copy.name}: correct it" in report
    assert path.read_bytes() == before
    assert asked.rows("prework", FIRST_CALL).is_empty()
    sent = asked.store.ledger().filter(pl.col("action") == "disclosure")["details"]
    assert copy.name in sent[-1]
    listed = asked.rows("agenda", FIRST_CALL)["case_id"]
    assert set(listed) <= set(json.loads(sent[-1])["cases"].split())

    corrected = asked.inbox / copy.name
    corrected.write_bytes(copy.read_bytes())
    changed(corrected, lambda book: book["Patients"].put("Risk level", 5, "high"))
    asked.run("record_prework", BEFORE, FIRST_CALL)

    recorded = asked.rows("prework", FIRST_CALL)
    assert recorded["organisation"].unique().to_list() == ["practice"]
    assert recorded.height == recorded["completed_on"].drop_nulls().len() == 10


def test_a_copy_that_is_still_wrong_is_answered_by_another_which_replaces_both(asked):
    spoiled(send(asked, "plan"))
    refused(asked)
    (first,) = copies(asked)
    again = asked.inbox / "plan again.xlsx"
    again.write_bytes(first.read_bytes())
    refused(asked)

    second = max(copies(asked), key=lambda path: path.stat().st_mtime)
    last = asked.inbox / "plan at last.xlsx"
    last.write_bytes(second.read_bytes())
    changed(last, lambda book: book["Patients"].put("Risk level", 5, "high"))

    assert {path.parent.name for path in copies(asked)} == {"internal"}
    assert len(read_sheet(second).head.replaces) == 2
    asked.run("record_prework", BEFORE, FIRST_CALL)
    assert asked.rows("prework", FIRST_CALL).height == 10


def test_a_refusal_is_on_record_once_for_each_content_with_no_word_of_it(asked):
    path = spoiled(send(asked, "practice"))
    refused(asked)
    refused(asked)

    entry = refusals(asked).row(0, named=True)
    assert refusals(asked).height == 1
    assert (entry["step"], entry["code"], entry["count"]) == ("prework", "sheet_refused", 1)
    assert entry["source_hash"] == read_sheet(path).source_hash
    assert (entry["call_date"], entry["details"]) == (FIRST_CALL, "{}")
    assert asked.store.verify() == []

    changed(path, lambda book: book["Patients"].put("Risk level", 6, "mild"))
    refused(asked)
    assert refusals(asked)["count"].to_list() == [1, 2]


@pytest.mark.parametrize(
    ("ending", "words"),
    [(".xlsm", "may hold macros"), (".ods", "saved as .ods"), (".pdf", "saved as .pdf")],
)
def test_a_sheet_in_another_form_is_told_and_keeps_nothing(asked, ending, words):
    send(asked, "plan")
    sheet = asked.sheet("prework_practice", FIRST_CALL)
    (asked.inbox / sheet.with_suffix(ending).name).write_bytes(sheet.read_bytes())

    report = refused(asked)

    assert words in report
    assert "Save the sheet as 'Excel Workbook (.xlsx)'" in report
    assert refusals(asked)["code"].to_list() == ["file_unreadable"]
    assert asked.rows("prework", FIRST_CALL).is_empty()


def test_the_sheet_of_another_practice_is_refused_without_a_copy(asked):
    path = send(asked, "plan")

    def of_millbrook(book):
        book["tandem"].rows[4][0] = "millbrook"

    changed(path, of_millbrook)

    assert "is the sheet of another practice. Take it out of this inbox" in refused(asked)
    assert copies(asked) == []
    assert refusals(asked).height == 1


def test_a_sheet_made_anew_holds_what_was_answered_before(asked):
    send(asked, "practice")
    asked.run("record_prework", BEFORE, FIRST_CALL)

    asked.run("prework", BEFORE, FIRST_CALL)

    anew = asked.sheet("prework_practice", FIRST_CALL)
    patients = next(tab for tab in read_sheet(anew).tabs if tab.name == "patients")
    names = [line.column for line in patients.lines]
    first = dict(zip(names, patients.rows[0].cells, strict=True))
    assert first["risk_drivers"]
    assert first["completed_on"] == BEFORE
    (asked.inbox / anew.name).write_bytes(anew.read_bytes())
    asked.run("record_prework", BEFORE, FIRST_CALL)
    assert asked.rows("prework", FIRST_CALL).height == 10
    assert asked.rows("service_gaps", FIRST_CALL).height == 1


def test_a_sheet_of_the_call_is_answered_by_a_copy_too(researched):
    path = researched.send_back("call", FIRST_CALL, researched.call_script())
    changed(path, lambda book: book["Decisions"].put("Who leads", FIRST_ROW + 1, "nobody"))

    with pytest.raises(InputRefused, match=r"column Who leads: is not in the list"):
        researched.run("record_call", FIRST_CALL, FIRST_CALL)

    (copy,) = copies(researched)
    assert copy.name.startswith("to-correct-call-2026-01-13-")
    assert refusals(researched)["step"].to_list() == ["call"]


@pytest.mark.parametrize(
    ("file", "step", "code"),
    [
        ("team.csv", "ready", "team_refused"),
        ("practice_list.csv", "identify", "practice_list_refused"),
    ],
)
def test_a_refused_list_is_on_record(fresh, file, step, code):
    fresh.run("ready")
    (fresh.inbox / file).write_text("a heading of nobody\n1\n", encoding="utf-8")

    for _ in range(2):
        with pytest.raises(InputRefused):
            fresh.run(step, AS_OF)

    assert refusals(fresh)["code"].to_list() == [code]
