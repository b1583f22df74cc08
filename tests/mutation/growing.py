"""Runs of real steps for the values by which a partnership grows or divides its work.

Here: what is run, and which rows are looked at. They become scenarios in `scenarios`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from tandem_flows.workspace.folder import Workspace
from tests.steps.workspaces import AS_OF, FIRST_CALL, Practice

SECOND_MANAGER = (
    "lakeside-two,practice,Ada Holm,Clinical Care Manager,two@lakeside.example,555-0119,"
    "clinical_care_manager,no,no,registered_nurse,\n"
)


def two_care_managers(practice: Practice) -> list[pl.DataFrame]:
    """The departures and steps of a call to which one of two care managers came."""
    with (practice.inbox / "team.csv").open("a", encoding="utf-8") as team:
        team.write(SECOND_MANAGER)
    practice.run("ready", FIRST_CALL)
    practice.run("record_call", FIRST_CALL, FIRST_CALL)
    return [departures(practice)]


def dropped_call(practice: Practice) -> list[pl.DataFrame]:
    """The departures of a first call that did not take place."""
    practice.run("call", FIRST_CALL - timedelta(days=1), FIRST_CALL)
    called = [{"call_date": FIRST_CALL, "state": "cancelled", "reason": "holidays"}]
    practice.send_back("call", FIRST_CALL, {"call": pl.DataFrame(called)})
    practice.run("record_call", FIRST_CALL, FIRST_CALL)
    return [departures(practice)]


def details_skipped(practice: Practice) -> list[pl.DataFrame]:
    """The departures of a call that confirmed nobody's details."""
    script = practice.call_script()
    script["patients"] = script["patients"].with_columns(demographics_confirmed=pl.lit(False))
    practice.send_back("call", FIRST_CALL, script)
    practice.run("record_call", FIRST_CALL, FIRST_CALL)
    return [departures(practice)]


def first_round(practice: Practice) -> list[pl.DataFrame]:
    """The agenda of a first round that begins with the common patients."""
    own = with_own_value(practice, "first_round_patients", "common_and_extra")
    own.run("share", AS_OF, FIRST_CALL)
    return [own.rows("agenda", FIRST_CALL).drop("counts_to_cap")]


def departures(practice: Practice) -> pl.DataFrame:
    """The departures that the ledger keeps."""
    noted = practice.store.ledger().filter(pl.col("action") == "deviation")
    return noted.select("code", "case_id", "count")


def with_own_value(practice: Practice, parameter: str, value: str) -> Practice:
    """The practice under an own value of its profile, and the guideline it was given."""
    path = practice.workspace.folder / "profile.yaml"
    since = date(2026, 1, 1).isoformat()
    own = f"{{parameter: {parameter}, value: {value}, since: {since}, reason: to try}}"
    path.write_text(f"{path.read_text(encoding='utf-8')}values:\n  - {own}\n", encoding="utf-8")
    workspace = Workspace(practice.workspace.folder)
    workspace.__dict__["guideline"] = practice.workspace.guideline
    return replace(practice, workspace=workspace)
