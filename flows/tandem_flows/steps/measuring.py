"""What one partnership's records and claims say, measured: for its own report and the plan's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.inbox.random_order import FILE, read_random_order
from tandem_flows.rules.measures.estimate.evidence import Evidence
from tandem_flows.rules.measures.everything import all_measures
from tandem_flows.rules.measures.figure import Figure
from tandem_flows.rules.measures.records import (
    CARE,
    GOAL_STATE,
    LISTED,
    RANDOM_ORDER,
    GoalsThen,
    Records,
)
from tandem_flows.rules.measures.trends import month_by_month
from tandem_flows.source.code_sets import load_code_sets
from tandem_flows.source.measure_facts import measure_facts
from tandem_flows.steps.arrivals import arrived
from tandem_flows.steps.history import facts_by_case
from tandem_flows.store.reading import read_latest, read_versions
from tandem_validators.handoffs.registry import handoff

READ = (
    "enrolments",
    "decisions",
    "outreach_attempts",
    "goals",
    "tasks",
    "tracking_list",
    "surveys",
    "time_spent",
    "calls",
    "agenda",
    "prework",
    "agreed_patients",
    "summary",
    "reports",
)


@dataclass(frozen=True)
class Measured:
    """The lines of a partnership, of the period and month by month, and what M8 is made from."""

    figures: list[Figure]
    months: list[Figure]
    evidence: Evidence


def measured(desk: Desk) -> Measured:
    """Return every measure of the desk's partnership as of its day; nothing is written."""
    combined = _every_list(desk)
    records = _records(desk, combined)
    persons = combined["person_id"].drop_nulls().unique().sort().to_list()
    facts = measure_facts(desk.source, persons, desk.practice.practice_id, desk.as_of, desk.values)
    codes = load_code_sets(desk.workspace.folder, desk.as_of.year)
    figures, evidence = all_measures(records, facts, codes, desk.as_of, desk.values)
    months = month_by_month(records, facts, desk.as_of, desk.values)
    return Measured(figures, months, evidence)


def _every_list(desk: Desk) -> pl.DataFrame:
    """Return the combined lists of all rounds with the day each was opened, the earliest first."""
    with desk.store.session() as opened:
        spec = handoff("combined_list")
        lists = read_latest(opened, spec, None, as_of=desk.seen_until, with_provenance=True).frame
        rounds = opened.execute("SELECT round_id, opened_on AS listed_on FROM rounds").pl()
    if "round_id" not in lists.columns:
        return desk.require("combined_list")
    return lists.join(rounds, on="round_id").sort("listed_on", maintain_order=True)


def _records(desk: Desk, combined: pl.DataFrame) -> Records:
    return replace(
        recorded(desk),
        listed=_listed(combined),
        care=_care(desk, combined),
        random_order=_random_order(desk),
        goals_then=_goals_then(desk),
    )


def recorded(desk: Desk) -> Records:
    """Return what both sides recorded, without lists and claims: duties are read from no others.

    The desk's step reads `READ`.
    """
    read: dict[str, pl.DataFrame] = {name: _rows(desk, name) for name in READ}
    return Records(
        practice_id=desk.practice.practice_id,
        plan_id=desk.workspace.profile.plan_name,
        listed=pl.DataFrame(schema=LISTED),
        care=pl.DataFrame(schema=CARE),
        closed_days=desk.closed_days,
        random_order=pl.DataFrame(schema=RANDOM_ORDER),
        waivers={waiver.clause: waiver.since for waiver in desk.workspace.profile.waivers},
        goals_then=(),
        **read,
    )


def _goals_then(desk: Desk) -> tuple[GoalsThen, ...]:
    """Return how the goals stood after each run that changed them, up to the desk's day."""
    with desk.store.session() as opened:
        found = read_versions(opened, handoff("goals"), GOAL_STATE, desk.seen_until)
    return tuple(GoalsThen(version.as_of, version.frame) for version in found)


def _random_order(desk: Desk) -> pl.DataFrame:
    """Return the order among equals that chance decided; no rows when none was recorded."""
    path = arrived(desk, FILE)
    if path is None:
        return pl.DataFrame(schema=RANDOM_ORDER)
    read = read_random_order(path)
    desk.note_file(path.name, read.source_hash)
    return read.order


def _rows(desk: Desk, name: str) -> pl.DataFrame:
    """Return the latest rows of a handoff in every round."""
    return desk.read(name) if handoff(name).scope == "partnership" else desk.every_round(name)


def _listed(combined: pl.DataFrame) -> pl.DataFrame:
    """Return from when to when each case was on a list: until the lists of the next round."""
    rounds = combined.select("round_id", "listed_on").unique(maintain_order=True)
    ended = rounds.with_columns(until_on=pl.col("listed_on").shift(-1) - timedelta(days=1)).select(
        "round_id", "until_on"
    )
    listed = combined.join(ended, on="round_id")
    return listed.select(pl.col(name).cast(kind) for name, kind in LISTED.items())


def _care(desk: Desk, combined: pl.DataFrame) -> pl.DataFrame:
    """Return what the plan's records say of each case: death, end of coverage, another practice."""
    latest = combined.unique("case_id", keep="last", maintain_order=True)
    facts = facts_by_case(desk, latest)
    return facts.select(pl.col(name).cast(kind) for name, kind in CARE.items())
