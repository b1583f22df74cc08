"""`tandem run`, `record` and `advance`: which call is meant, and what a run says."""

import pytest

from tests.cli.places import PRACTICE, typed, typed_outside

TEAM = """person,organisation,name,position,email,phone,role,is_core,is_designee
plan-head,plan,Ines O,Director,i.o@plan.example,555-0101,director_of_care_management,yes,no
plan-pm,plan,Ruth L,Manager,r.l@plan.example,555-0102,project_manager,yes,no
care,practice,Nora P,Manager,care@practice.example,555-0111,clinical_care_manager,yes,no
doctor,practice,Sam A,Physician,pcp@practice.example,555-0112,primary_care_clinician,yes,no
"""


@pytest.mark.parametrize("word", ["share", "prework", "call", "summary"])
def test_a_step_about_a_call_asks_for_one_when_none_is_planned(word, workspace):
    answer = typed("run", word, "-w", workspace, "-p", PRACTICE, "--as-of", "2026-01-05")

    assert answer.code == 1
    assert "none is planned on or after 2026-01-05" in answer.err
    assert "--call YYYY-MM-DD" in answer.err


def test_a_sheet_is_recorded_for_a_call_that_is_named(workspace):
    answer = typed("record", "prework", "-w", workspace, "-p", PRACTICE)

    assert answer.code == 2
    assert "--call" in answer.err


def test_a_run_for_an_unknown_practice_is_refused(workspace):
    answer = typed("run", "ready", "-w", workspace, "-p", "elsewhere")

    assert answer.code == 1
    assert PRACTICE in answer.err


def test_when_nothing_is_due_no_server_is_started(workspace):
    answer = typed("advance", "-w", workspace, "--as-of", "2026-01-05")

    assert (answer.code, answer.out) == (0, f"{PRACTICE}: nothing is due.\n")
    assert not (workspace / "prefect" / "server.log").exists()


@pytest.mark.long
def test_a_step_runs_as_its_flow_and_again_changes_nothing(workspace):
    (workspace / "inbox" / PRACTICE).mkdir()
    (workspace / "inbox" / PRACTICE / "team.csv").write_text(TEAM, encoding="utf-8")

    first = typed_outside("advance", "--as-of", "2026-01-05", cwd=workspace)
    head = typed("audit", "verify", "-w", workspace).out
    words = ("run", "ready", "-p", PRACTICE, "--as-of", "2026-01-05")
    again = typed_outside(*words, cwd=workspace)

    assert (first.code, again.code) == (0, 0), first.err + again.err
    assert "4 contacts" in first.out
    assert "tandem show calls" in again.out
    assert typed("audit", "verify", "-w", workspace).out == head
