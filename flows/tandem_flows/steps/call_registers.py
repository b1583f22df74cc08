"""What a call's sheet adds to the registers beside the decisions: services, assessment, guests."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.marks import implements
from tandem_flows.rules.call_record import CallRecord
from tandem_flows.rules.invitees import invited, invitee_problems
from tandem_flows.rules.registers import add_rows
from tandem_flows.rules.resources import merge_services, resource_deviations
from tandem_flows.steps.sheets import Answers
from tandem_validators.errors import Problem


def services_after(desk: Desk, answers: Answers) -> pl.DataFrame:
    """Return the register of services with the call's offers, requests and answers."""
    return merge_services(desk.read("services"), answers.frames["services"])


@implements("LES-05", "ROL-17")
def services_departures(desk: Desk, answers: Answers, after: pl.DataFrame) -> pl.DataFrame:
    """Return the departures of offers and requests, in the columns of deviations."""
    recorded = answers.frames["services"]
    return resource_deviations(desk.read("services"), recorded, after, desk.read("programs"))


@implements("DEF-06", "CMP-01")
def hand_on_assessment(desk: Desk, answers: Answers) -> None:
    """Stage the assessments made in the call, after those from before."""
    register = add_rows(desk.read("assessment"), [answers.frames["assessment"]])
    desk.hand_on("assessment", register, "DEF-06", "CMP-01", source_hash=answers.source_hash)


@implements("ROL-14", "ROL-20")
def invitation_problems(record: CallRecord, answers: Answers, kept: pl.DataFrame) -> list[Problem]:
    """Return what is wrong with whom the call asked to join the next one; `kept` is for whom."""
    asked, next_cases = answers.frames["invitees"], frozenset(kept["case_id"])
    return invitee_problems(asked, record.team, next_cases, answers.file)


@implements("ROL-14", "ROL-20")
def hand_on_invitees(desk: Desk, answers: Answers, next_on: date) -> None:
    """Stage who is asked to join the next call, for which patient."""
    asked = answers.frames["invitees"]
    guests = invited(asked, desk.require("team"), next_on, desk.call_date)
    desk.hand_on("invitees", guests, "ROL-14", "ROL-20", call_date=next_on)


@implements("EFF-02")
def minutes_a_patient(record: CallRecord) -> str:
    """Return how many minutes a patient took, in words; nothing when nobody noted the time."""
    discussed = record.decisions.filter(pl.col("outcome") != "no_discussion").height
    if not record.minutes or not discussed:
        return ""
    return f", {record.minutes / discussed:.1f} minutes a patient"
