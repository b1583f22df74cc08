"""Runs of real steps on the invented sample, and the rows they hand on.

A scenario starts from a workspace at a point of the process (its template), runs steps under the
guideline that the workspace is given, and returns the rows to look at. Columns that only repeat a
value of the guideline are left out. `changes` says what is expected of which scenario.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from tandem_flows.rules.days import add_months
from tandem_flows.steps.advance import due_runs
from tests.mutation import continuum, growing, measuring
from tests.mutation.given import DAY, RESEARCH_ON
from tests.steps.workspaces import AS_OF, FIRST_CALL, SECOND_CALL, Practice

Rows = list[tuple[object, ...]]


@dataclass(frozen=True)
class Scenario:
    """What is run on a copy of `template`, and which rows are looked at."""

    template: str
    run: Callable[[Practice], list[pl.DataFrame]]

    def rows(self, practice: Practice) -> list[Rows]:
        return [frame.rows() for frame in self.run(practice)]


def _ready(practice: Practice) -> list[pl.DataFrame]:
    """The days of the planned calls; their leader and length only repeat the agreement."""
    practice.run("ready")
    return [practice.rows("calls").select("call_date")]


def _identify(practice: Practice) -> list[pl.DataFrame]:
    """The plan's list."""
    practice.run("identify")
    return [practice.rows("plan_list")]


def _identify_later(practice: Practice) -> list[pl.DataFrame]:
    """The combined list of the round that is open after new lists came: a new round has none."""
    path = practice.inbox / "practice_list.csv"
    path.write_text(path.read_text().replace("type 2 diabetes", "diabetes"))
    practice.run("identify", add_months(AS_OF, 3))
    return [practice.rows("combined_list")]


def _share(practice: Practice, as_of: date = AS_OF, call: date = FIRST_CALL) -> list[pl.DataFrame]:
    """Pairs, combined list, background and agenda; whether a place counts is only repeated."""
    practice.run("share", as_of, call)
    lists = [practice.rows(name) for name in ("list_matches", "combined_list", "background")]
    return [*lists, practice.rows("agenda", call).drop("counts_to_cap")]


def _share_first(practice: Practice) -> list[pl.DataFrame]:
    """The pairs of the two lists, and whom they make one; case ids of a first run are random."""
    _share(practice)
    return [practice.rows("list_matches"), practice.rows("combined_list").drop("case_id")]


def _share_after_a_call(practice: Practice) -> list[pl.DataFrame]:
    """The same for the second call, with follow-up items of the first."""
    return _share(practice, FIRST_CALL + DAY, SECOND_CALL)


def _prework(practice: Practice) -> list[pl.DataFrame]:
    """Suggested branch, escalation and counts; the reason repeats the limits in words."""
    practice.run("prework", RESEARCH_ON, FIRST_CALL)
    return [practice.rows("suggestions", FIRST_CALL).drop("reason")]


def _record_prework(practice: Practice) -> list[pl.DataFrame]:
    """The suggested lead, now that both sides have said how connected the patient is."""
    practice.run("record_prework", FIRST_CALL - DAY, FIRST_CALL)
    return [practice.rows("suggestions", FIRST_CALL).drop("reason")]


def _advance(practice: Practice) -> list[pl.DataFrame]:
    """The sheets sent for the call once the steps that are due two days before it have run."""
    as_of = FIRST_CALL - 2 * DAY
    for due in due_runs(practice.workspace, practice.practice_id, as_of):
        practice.run(due.step, as_of, due.call_date)
    return [practice.rows("sent_sheets", FIRST_CALL).select("kind", "input")]


def _record_call(practice: Practice) -> list[pl.DataFrame]:
    """The tasks with their dates, and the departures that the ledger keeps with the record."""
    practice.run("record_call", FIRST_CALL, FIRST_CALL)
    return [practice.rows("tasks"), _departures(practice)]


def _departures(practice: Practice) -> pl.DataFrame:
    noted = practice.store.ledger().filter(pl.col("action") == "deviation")
    return noted.select("code", "case_id", "count")


def _summary(practice: Practice) -> list[pl.DataFrame]:
    """When the summary is due, beside what it counts."""
    practice.run("summary", FIRST_CALL + DAY, FIRST_CALL)
    return [practice.rows("summary")]


def _tracking(practice: Practice, as_of: date = FIRST_CALL + 21 * DAY) -> list[pl.DataFrame]:
    """Who is tracked, with the date of the next report, and the reports sent after three weeks."""
    practice.run("tracking", as_of)
    return [practice.rows("tracking_list"), practice.rows("reports")]


def _tracking_later(practice: Practice) -> list[pl.DataFrame]:
    """The same a week after the second month is over."""
    return _tracking(practice, add_months(FIRST_CALL, 2) + 7 * DAY)


def _evaluation(practice: Practice) -> list[pl.DataFrame]:
    """The questions whose window is open some days before a quarter of a year is over."""
    practice.run("evaluation", add_months(FIRST_CALL, 3) - 12 * DAY)
    return [practice.rows("surveys")]


SCENARIOS = {
    "ready": Scenario("fresh", _ready),
    "identify": Scenario("fresh", _identify),
    "identify_later": Scenario("shared", _identify_later),
    "share_first": Scenario("listed", _share_first),
    "share": Scenario("shared", _share),
    "share_after_a_call": Scenario("decided", _share_after_a_call),
    "prework": Scenario("tried_before", _prework),
    "continuum": Scenario("tried_before", continuum.continuum),
    "continuum_assessed": Scenario("tried_before", continuum.continuum_assessed),
    "continuum_after_birth": Scenario("tried_before", continuum.continuum_after_birth),
    "record_prework": Scenario("researched", _record_prework),
    "advance": Scenario("researched", _advance),
    "record_call": Scenario("answered", _record_call),
    "two_care_managers": Scenario("answered", growing.two_care_managers),
    "dropped_call": Scenario("researched", growing.dropped_call),
    "details_skipped": Scenario("researched", growing.details_skipped),
    "first_round": Scenario("shared", growing.first_round),
    "summary": Scenario("decided", _summary),
    "tracking": Scenario("tried_after", _tracking),
    "tracking_later": Scenario("tried_after", _tracking_later),
    "evaluation": Scenario("decided", _evaluation),
    "measures": Scenario("reached_after", measuring.measures),
    "measures_of_few": Scenario("reached_after", measuring.measures_of_few),
    "measures_settled": Scenario("reached_after", measuring.measures_settled),
}
