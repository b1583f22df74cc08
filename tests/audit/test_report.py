"""The audit report tells what is on record, opens from disk alone, and names no patient."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from tandem_flows.audit.behind import Behind, Place
from tandem_flows.audit.calls import deciders
from tandem_flows.audit.gather import joined_ledger, partnerships
from tandem_flows.audit.page import report_page
from tandem_flows.audit.report import Report, audit_report
from tandem_flows.audit.runs import runs_of
from tandem_flows.desk import Desk, Job
from tandem_flows.rules.measures.figure import ALL, Figure
from tandem_flows.steps.catalogue import step_named
from tandem_flows.steps.measuring import measured
from tandem_flows.workspace.profile import Waiver
from tandem_validators.errors import InputRefused
from tandem_validators.handoffs.ready import ROLES
from tests.audit.conftest import PERIOD
from tests.cli.places import typed
from tests.steps.workspaces import FIRST_CALL, Practice

CODE = Place("rules/lead.py:10", "source/rules/lead.py.html#L-10")
PROOF = Place(
    "tests/rules/test_lead.py::test_it (passed)", "source/tests/rules/test_lead.py.html#L-7"
)
BEHIND = {"LED-01": Behind([CODE], [PROOF])}


@pytest.fixture(scope="module")
def report(recorded: Practice) -> Report:
    return audit_report(recorded.workspace, ["lakeside"], PERIOD)


@pytest.fixture(scope="module")
def page(report: Report) -> str:
    return report_page(report, BEHIND, "https://example.org/guideline/", "Harbor Health Plan")


def test_the_call_shows_who_took_part_and_who_decided(report: Report, recorded: Practice) -> None:
    call = next(call for call in report.calls if call.call_date == FIRST_CALL)

    assert call.state == "held"
    assert call.decided == recorded.rows("decisions").height
    told = recorded.rows("attendance", FIRST_CALL)
    assert {person for person, _, _ in call.attended} == set(told["person"])
    assert ("project_manager", "plan") in {(role, side) for _, role, side in call.attended}
    assert sum(one.count for one in call.deciders) == call.decided


def test_who_decided_on_a_lead_is_told_apart_from_who_took_a_patient_off_the_list() -> None:
    rows = [("plan", "decided", "d", "c")] * 2 + [(None, "removed", "d", "c")]
    columns = ["lead", "outcome", "decided_by_plan", "decided_by_practice"]
    open_one = [(None, "no_discussion", None, None)]

    told = deciders(pl.DataFrame(rows + open_one, schema=columns, orient="row"))

    assert [(one.count, one.kind, one.plan) for one in told] == [
        (2, "on who leads", "d"),
        (1, "to take a patient off the list", "d"),
        (1, "without a lead to decide", None),
    ]


def test_a_call_of_the_period_is_told_with_what_was_done_before_the_period(
    recorded: Practice, report: Report
) -> None:
    on_the_day = audit_report(recorded.workspace, ["lakeside"], (FIRST_CALL, FIRST_CALL))

    (call,) = on_the_day.calls
    whole = next(call for call in report.calls if call.call_date == FIRST_CALL)
    assert [step.step for step in call.steps] == ["share", "prework", "call"]
    assert call.steps[:2] == whole.steps[:2]


def test_whoever_is_no_contact_is_told_by_the_side_alone(
    recorded: Practice, report: Report
) -> None:
    said = set(report.open_items["owner"])

    assert said <= {"plan", "practice", *ROLES, *recorded.rows("team")["person"]}
    assert said & {"plan", "practice"}


def test_each_file_sent_is_shown_with_its_channel(report: Report, recorded: Practice) -> None:
    ledger = recorded.store.ledger()

    assert report.disclosures.height == (ledger["action"] == "disclosure").sum()
    assert set(report.disclosures["channel"]) == {"secure_email"}


def test_each_file_sent_is_shown_with_how_many_patients_are_in_it(
    report: Report, recorded: Practice
) -> None:
    sent = report.disclosures.filter(pl.col("file").str.starts_with("call-list"))

    assert sent["patients"].to_list() == [recorded.rows("combined_list").height]
    assert not report.disclosures["patients"].has_nulls()


def test_what_lies_outside_the_period_does_not_count(recorded: Practice) -> None:
    before = (date(2025, 1, 1), date(2025, 12, 31))

    report = audit_report(recorded.workspace, ["lakeside"], before)

    assert report.applied.is_empty()
    assert report.calls == []


def test_a_clause_leads_to_its_sentence_code_tests_and_runs(page: str, report: Report) -> None:
    row = page[page.index('<tr id="led-01">') :]
    row = row[: row.index("</tr>")]

    assert 'href="https://example.org/guideline/call.html#led-01"' in row
    assert report.guideline.clauses["LED-01"].text.strip()[:40] in row
    assert report.guideline.version in row
    for place in (CODE, PROOF):
        assert f'<a href="{place.address}"><code>{place.words}</code></a>' in row


def test_a_clause_leads_to_each_run_and_the_run_says_what_it_did(report: Report) -> None:
    run = {
        "run_id": "6f0e2c1a-1111-4222-8333-444455556666",
        "practice_id": "lakeside",
        "as_of": FIRST_CALL,
        "began_at": datetime(2026, 1, 13, 9, 30),
        "steps": ["record_call"],
        "operator": "plan-manager",
        "operator_basis": "attested",
        "entries": 24,
    }
    told = replace(
        report, runs=pl.DataFrame([run]), runs_by_clause={"LED-01": [str(run["run_id"])]}
    )

    page = report_page(told, {}, None, "Harbor Health Plan")

    assert f'<a href="#run-{run["run_id"]}">' in page[page.index('<tr id="led-01">') :]
    row = page[page.index(f'<tr id="run-{run["run_id"]}">') :]
    for words in ("lakeside", "record call", "plan-manager", "attested", "24"):
        assert words in row


def test_the_record_tells_which_run_wrote_what(recorded: Practice) -> None:
    (kept,) = partnerships(recorded.workspace, ["lakeside"])
    ledger = joined_ledger([kept]).with_columns(flow_run_id=pl.col("step") + "-run")

    runs = runs_of(ledger)

    assert runs["entries"].sum() == ledger.height
    assert runs["steps"].explode().to_list() == [r.removesuffix("-run") for r in runs["run_id"]]
    assert runs["as_of"].is_sorted()


def test_the_page_asks_for_nothing_from_elsewhere(page: str) -> None:
    assert re.findall(r'<(?:script|link|img|iframe)|(?:src|@import)\s*=?\s*["\']?http', page) == []


def test_the_page_names_no_patient(page: str, recorded: Practice) -> None:
    listed = recorded.rows("combined_list")

    told = [name for name in listed["last_name"] if re.search(rf"\b{name}\b", page)]
    assert told == []


def test_a_broken_chain_is_said_first(recorded: Practice, report: Report) -> None:
    broken = replace(report, broken=[("lakeside", "ledger, entry 3: was changed")])

    page = report_page(broken, {}, None, "Harbor Health Plan")

    assert '<span class="late">broken</span><br>ledger, entry 3: was changed' in page


def test_the_command_writes_a_page_and_a_table(recorded: Practice, tmp_path: Path) -> None:
    folder, out = recorded.workspace.folder, tmp_path / "report"

    ended = typed(
        *("audit", "report", "-w", folder, "-p", "lakeside", "-o", out, "--to", "2026-12-31")
    )

    assert ended.code == 0, ended.err
    rows = list(csv.DictReader((out / "clauses.csv").read_text("utf-8").splitlines()))
    assert {row["clause"] for row in rows} == set(recorded.workspace.guideline.clauses)
    page = (out / "index.html").read_text("utf-8")
    leads = re.findall(r'href="(source/[^"#]+)#(L-\d+)"', page)
    assert leads
    assert [
        (file, line)
        for file, line in leads
        if f'id="{line}"' not in (out / file).read_text("utf-8")
    ] == []


def test_a_practice_with_nothing_on_record_is_refused(recorded: Practice) -> None:
    with pytest.raises(InputRefused, match="nothing on record"):
        audit_report(recorded.workspace, ["millbrook"], PERIOD)


def test_process_fidelity_is_shown_with_its_parts(report: Report, page: str) -> None:
    index, parts = report.fidelity.index, report.fidelity.parts

    assert index.denominator == sum(part.denominator or 0 for part in parts) > 0
    assert index.numerator == sum(part.numerator or 0 for part in parts)
    assert f"{100 * (index.numerator or 0) / index.denominator:.0f} %" in page
    for part in parts:
        assert part.notes[0] in page


def test_process_fidelity_is_that_of_the_measures(recorded: Practice, report: Report) -> None:
    desk = Desk(step_named("measures"), Job("lakeside", PERIOD[1]), recorded.workspace)
    desk.load()
    of_all = [figure for figure in measured(desk).figures if figure.cohort == ALL]
    of_a_year = [figure for figure in of_all if figure.measure.startswith("M12")]

    of_report = (report.fidelity.index, *report.fidelity.parts)
    assert {_said(one) for one in of_report} == {_said(one) for one in of_a_year if one.denominator}


def _said(figure: Figure) -> tuple[object, ...]:
    return (figure.measure, figure.numerator, figure.denominator, figure.notes[0])


def test_a_waived_clause_stands_with_its_reason(report: Report) -> None:
    waived = replace(report, waivers=[Waiver("EFF-02", date(2026, 1, 1), "calls of two hours")])

    page = report_page(waived, {}, None, "Harbor Health Plan")

    section = page[page.index('<h2 id="waived">') : page.index('<h2 id="calls">')]
    assert "calls of two hours" in section
