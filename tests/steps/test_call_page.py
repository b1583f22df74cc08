"""The page of a call in the process: made beside the sheet, typed by keyboard, recorded like it."""

from datetime import timedelta

import polars as pl
import pytest

from tandem_flows.demo.answers import prework_answers
from tandem_flows.worksheets.answer_file import read_answer_file
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused, RuleRefused
from tests.steps.workspaces import FIRST_CALL, Practice
from tests.worksheets.call_page.answer_files import as_answers, changed, write_answers
from tests.worksheets.call_page.rehearsed import typed_by_keyboard

RECORDED = ("attendance", "case_records", "decisions", "goals", "tasks", "care_team", "time_spent")
DAY = timedelta(days=1)


@pytest.fixture
def held(decided_template):
    """The same call, recorded from its XLSX form; only looked at here."""
    return Practice(Workspace(decided_template / "workspace"))


def page_of(practice):
    (page,) = practice.outbox.rglob(f"call-{FIRST_CALL}-*.html")
    return page


def answered(practice, script=None):
    """The answers of the script as the page's file, ready for the inbox; the sheet is taken out."""
    sheet = practice.send_back("call", FIRST_CALL, script or practice.call_script())
    answers = as_answers(sheet)
    sheet.unlink()
    return answers


def put(practice, answers, name="call.json"):
    return write_answers(practice.inbox / name, answers)


def recorded(practice):
    return {name: practice.rows(name).rows() for name in RECORDED}


def test_the_page_is_made_beside_the_sheet_with_the_same_id_and_stays_with_the_plan(researched):
    researched.run("call", FIRST_CALL - DAY, FIRST_CALL)

    page = page_of(researched)
    assert page.stem == researched.sheet("call", FIRST_CALL).stem
    assert page.parent == researched.outbox / "internal"
    disclosed = researched.store.ledger().filter(pl.col("action") == "disclosure")
    assert page.name not in "".join(disclosed["details"].drop_nulls().to_list())


def test_making_the_sheet_again_keeps_the_page_and_so_the_key_of_its_draft(researched):
    researched.run("call", FIRST_CALL - DAY, FIRST_CALL)
    before = page_of(researched).read_bytes()

    researched.run("call", FIRST_CALL - DAY, FIRST_CALL)

    assert page_of(researched).read_bytes() == before


@pytest.mark.clause("LED-01", "CAL-29", "CAL-30", "PCG-01", "CMP-05")
def test_the_file_of_the_page_is_recorded_like_the_sheet(researched, held):
    put(researched, answered(researched))

    researched.run("record_call", FIRST_CALL, FIRST_CALL)

    assert recorded(researched) == recorded(held)


def test_both_forms_with_the_same_answers_are_one_sheet(researched, held):
    put(researched, answered(researched))
    researched.send_back("call", FIRST_CALL, researched.call_script())

    researched.run("record_call", FIRST_CALL, FIRST_CALL)

    assert recorded(researched) == recorded(held)


def test_both_forms_with_other_answers_are_refused_and_nothing_is_stored(researched):
    put(researched, changed(answered(researched), "call", 0, "minutes", "45"))
    researched.send_back("call", FIRST_CALL, researched.call_script())

    with pytest.raises(InputRefused, match=r"answers the same sheet as .*, in other words"):
        researched.run("record_call", FIRST_CALL, FIRST_CALL)

    assert researched.rows("decisions").is_empty()


def test_a_file_of_another_practice_is_refused_whole(researched):
    put(researched, answered(researched) | {"sheet_id": "0000AAAA"})

    with pytest.raises(InputRefused, match=r"is the sheet with the id 0000AAAA, expected"):
        researched.run("record_call", FIRST_CALL, FIRST_CALL)

    assert researched.rows("attendance").is_empty()


def test_a_file_of_another_call_is_refused_by_its_date(researched):
    put(researched, answered(researched) | {"call_date": "2026-01-06"})

    with pytest.raises(InputRefused, match=r"is a sheet from another call \(2026-01-06\)"):
        researched.run("record_call", FIRST_CALL, FIRST_CALL)


def test_the_page_in_the_inbox_instead_of_its_answers_is_explained(researched):
    researched.run("call", FIRST_CALL - DAY, FIRST_CALL)
    page = page_of(researched)
    (researched.inbox / page.name).write_bytes(page.read_bytes())

    with pytest.raises(InputRefused, match=r"is the page of the call itself, which keeps no answ"):
        researched.run("record_call", FIRST_CALL, FIRST_CALL)


def test_a_file_without_a_next_step_is_refused_and_the_mended_one_goes_through(researched):
    script = researched.call_script()
    put(researched, answered(researched, script | {"tasks": script["tasks"].slice(1)}))
    with pytest.raises(RuleRefused, match=r"CAL-27"):
        researched.run("record_call", FIRST_CALL, FIRST_CALL)
    assert researched.rows("decisions").is_empty()

    put(researched, answered(researched, script))
    researched.run("record_call", FIRST_CALL, FIRST_CALL)

    assert researched.rows("decisions").height == 10


@pytest.mark.clause("CAL-03", "CAL-19", "CAL-23", "CAL-24", "PCG-07", "EFF-02")
def test_a_call_typed_by_keyboard_alone_is_recorded(researched, held, browser, tmp_path):
    script = researched.call_script()

    rehearsal = typed_by_keyboard(browser, page_of(researched), script, FIRST_CALL, tmp_path)

    path = researched.inbox / rehearsal.file.name
    path.write_bytes(rehearsal.file.read_bytes())
    assert read_answer_file(path).sheet_id in page_of(researched).name
    researched.run("record_call", FIRST_CALL, FIRST_CALL)
    assert recorded(researched)["decisions"] == recorded(held)["decisions"]
    assert recorded(researched)["tasks"] == recorded(held)["tasks"]
    assert recorded(researched)["goals"] == recorded(held)["goals"]
    assert recorded(researched)["care_team"] == recorded(held)["care_team"]


@pytest.mark.clause("UNE-03")
def test_the_page_knows_who_did_not_wish_to_be_engaged(shared):
    shared.run("prework", FIRST_CALL - 5 * DAY, FIRST_CALL)
    agenda = shared.rows("agenda", FIRST_CALL)
    case = agenda["case_id"][0]
    told = {"contact_on": FIRST_CALL - 2 * DAY, "channel": "phone", "purpose": "engage"}
    attempt = pl.DataFrame([{"case_id": case, **told, "result": "declined"}])
    answers = dict(prework_answers(agenda, "plan", FIRST_CALL - DAY)) | {"attempts": attempt}
    shared.send_back("prework_plan", FIRST_CALL, answers)
    shared.run("record_prework", FIRST_CALL - DAY, FIRST_CALL)

    shared.run("call", FIRST_CALL - DAY, FIRST_CALL)

    page = page_of(shared).read_text(encoding="utf-8")
    assert f'"answers":{{"{case}":["{FIRST_CALL - 2 * DAY}","declined"]}}' in page
