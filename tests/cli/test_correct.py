"""`tandem correct`: a later version of a decision, the earlier one kept."""

import json
from datetime import date

import polars as pl
import pytest

from tests.cli.places import CALL, PRACTICE, store_of, typed, write

DECISION = {
    "call_date": CALL,
    "case_id": "C-1",
    "membership": "active",
    "outcome": "decided",
    "lead": "plan",
    "rationale": "the plan's manager visits already",
    "plan_case_status": "open",
    "report_schedule": "plan_lead",
    "decided_by_plan": "plan-case",
    "decided_by_practice": "lakeside-care",
    "next_update_on": date(2026, 2, 10),
    "patient_informed_on": None,
    "documented_plan_on": None,
    "documented_practice_on": None,
    "removal_reason": None,
}


@pytest.fixture
def decided(workspace):
    write(store_of(workspace), "decisions", pl.DataFrame([DECISION], schema_overrides=_EMPTY))
    return workspace


_EMPTY = dict.fromkeys(
    ("patient_informed_on", "documented_plan_on", "documented_practice_on"), pl.Date
) | {"removal_reason": pl.String}


def correct(folder, *words, case="C-1", reason="wrong_record"):
    where = ("-w", folder, "-p", PRACTICE, "--call", "2026-01-13", "--as-of", "2026-01-30")
    return typed("correct", "decision", *where, "--case", case, "--reason", reason, *words)


def decision(folder):
    shown = typed("show", "decisions", "-w", folder, "-p", PRACTICE, "--json")
    (row,) = json.loads(shown.out)
    return row


@pytest.mark.clause("LED-01")
def test_a_correction_is_a_later_version(decided):
    answer = correct(decided, "--lead", "joint", "--set", "next_update_on=2026-02-17")

    row = decision(decided)
    assert (row["lead"], row["next_update_on"], row["version"]) == ("joint", "2026-02-17", 2)
    assert "R1-decisions-20260113-v2" in answer.out
    assert "No file went out before." in answer.out


def test_its_reason_stands_in_the_ledger(decided):
    correct(decided, "--lead", "joint", reason="new_information")

    codes = store_of(decided).ledger()["code"].drop_nulls().to_list()
    assert "new_information" in codes


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Name at least one change"),
        (["--set", "mood=good"], "column mood: cannot be changed"),
        (["--set", "case_id=C-2"], "column case_id: cannot be changed"),
        (["--set", "next_update_on=soon"], "column next_update_on: is not a day"),
        (["--lead", "nobody"], "column lead"),
        (["--lead", ""], "column lead"),
    ],
)
def test_a_change_that_is_none_is_refused_and_nothing_recorded(decided, words, told):
    answer = correct(decided, *words)

    assert answer.code == 1
    assert told in answer.err
    assert decision(decided)["version"] == 1


def test_an_unknown_reason_or_case_is_refused(decided):
    assert "new_information" in correct(decided, "--lead", "joint", reason="whim").err
    assert "C-9" in correct(decided, "--lead", "joint", case="C-9").err
