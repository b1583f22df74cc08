"""What leaves for a purpose is the minimum: no writer emits a column that its purpose does not ask.

The record is marked cell by cell with where each fact comes from; then every file is made, opened
and searched. A fact that a file tells must be in the table of its purpose.
"""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest

from tandem_flows.desk import Job
from tandem_flows.documents.call_list import call_list_sheets
from tandem_flows.documents.file import About
from tandem_flows.documents.packet import PacketFacts, packet
from tandem_flows.documents.page import PageFile
from tandem_flows.documents.report import admissions_paper, report_sheets
from tandem_flows.documents.workbook import workbook
from tandem_flows.privacy import purposes
from tandem_flows.privacy.files import text_of
from tandem_flows.privacy.purposes import PURPOSES, RECEIVERS, Part, Purpose, may_leave, purpose_of
from tandem_flows.steps.exchange import send_care_plan
from tandem_validators.handoffs.registry import handoff, handoffs
from tests.privacy.marked_store import facts_in, mark
from tests.steps.conftest import decided_template  # noqa: F401
from tests.steps.workspaces import FIRST_CALL, copied

DAY = timedelta(days=1)
ABOUT = About(("A file",), FIRST_CALL)


@pytest.fixture(scope="module")
def told(decided_template, tmp_path_factory):  # noqa: F811
    """For each purpose, what its files tell: every file was made from a marked record."""
    practice = copied(decided_template, tmp_path_factory.mktemp("marked"))
    persons = mark(practice.store)
    for path in practice.outbox.rglob("*"):
        if path.is_file():
            path.unlink()  # made before the marks
    on = FIRST_CALL + 7 * DAY
    practice.run("prework", FIRST_CALL + DAY, FIRST_CALL)
    practice.run("call", FIRST_CALL + DAY, FIRST_CALL)
    practice.run("summary", FIRST_CALL + DAY, FIRST_CALL)
    practice.run("tracking", on)
    case_id = practice.rows("decisions", FIRST_CALL)["case_id"][0]
    send_care_plan(practice.workspace, Job("lakeside", on, operator="tester"), case_id)
    _write_packet(practice)
    _write_admissions(practice)
    found = {}
    for path in practice.outbox.iterdir():
        text = text_of(path) if path.is_file() else None
        if text is not None:
            found.setdefault(purpose_of(path.name), set()).update(facts_in(text, persons))
    return found


def _write_packet(practice):
    """Write the packet from the marked frames; running share would gather them anew."""
    combined, background = practice.rows("combined_list"), practice.rows("background")
    agenda = practice.rows("agenda", FIRST_CALL)
    path = practice.outbox / f"call-list-{FIRST_CALL}.xlsx"
    workbook(call_list_sheets(combined, agenda, background))(path, ABOUT)
    paper = packet(PacketFacts(FIRST_CALL, combined, agenda, background))
    PageFile(paper)(path.with_suffix(".html"), ABOUT)


def _write_admissions(practice):
    everyone = practice.rows("combined_list")
    rows = pl.DataFrame(
        {"case_id": everyone["case_id"][:2], "admitted_on": [FIRST_CALL] * 2},
    )
    path = practice.outbox / f"admissions-{FIRST_CALL}.xlsx"
    workbook(report_sheets(rows, everyone, FIRST_CALL, "Admissions"))(path, ABOUT)
    PageFile(admissions_paper(rows, everyone, FIRST_CALL))(path.with_suffix(".html"), ABOUT)


@pytest.mark.clause("SHR-03", "SHR-19")
@pytest.mark.parametrize("purpose", [name for name in PURPOSES if name != "wrong_match"])
def test_a_file_tells_nothing_that_its_purpose_does_not_ask_for(told, purpose):
    assert told[purpose], "no file of this purpose was searched"

    assert told[purpose] - may_leave(purpose) == set()


def test_a_file_of_no_purpose_tells_nothing_of_a_patient(told):
    assert told.get(None, set()) == set()


def test_the_search_sees_names_free_text_and_days(told):
    assert ("combined_list", "last_name") in told["packet"]
    assert ("background", "diagnoses") in told["packet"]
    assert ("background", "last_admission_on") in told["packet"]
    assert ("goals", "goal") in told["summary"]
    assert ("tasks", "action") in told["follow_up"]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_purpose_never_asks_for_what_stays_with_the_plan(purpose):
    for name, column in may_leave(purpose):
        spec = handoff(name)
        facts = spec.model.to_schema().columns[column].metadata
        assert spec.receiver in RECEIVERS
        assert facts["clause"] or not facts["phi"]
        assert column != "person_id"


def test_only_the_packet_and_what_follows_from_it_hold_the_background():
    with_background = {
        name for name in PURPOSES if any(of == "background" for of, _ in may_leave(name))
    }

    assert with_background == {"packet", "call_sheet", "care_plan"}


def test_for_most_purposes_the_lists_give_no_more_than_who_it_is():
    phi = {
        column
        for column, about in handoff("combined_list").model.to_schema().columns.items()
        if about.metadata["phi"]
    }
    for name in PURPOSES.keys() - {"packet"}:
        told = {column for of, column in may_leave(name) if of == "combined_list"} & phi
        assert told <= {"first_name", "last_name", "birth_date"}


@pytest.mark.parametrize("name", [n for n, spec in handoffs().items() if spec.receiver == "plan"])
def test_a_handoff_that_stays_with_the_plan_is_part_of_no_purpose(name):
    assert not any(
        (name, column) in may_leave(p) for p in PURPOSES for column in handoff(name).columns
    )


@pytest.mark.parametrize("name", [n for n, spec in handoffs().items() if spec.receiver == "plan"])
def test_a_purpose_that_named_what_stays_with_the_plan_would_still_let_nothing_out(
    name, monkeypatch
):
    asked = Purpose("Everything", ("everything",), "SHR-03", (Part(name),))
    monkeypatch.setattr(purposes, "PURPOSES", {"everything": asked})

    assert may_leave("everything") == frozenset()
