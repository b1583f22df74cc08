"""The measures M1 to M12, worked out from all rounds and the plan source, and their report."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.documents.evaluation import evaluation_page
from tandem_flows.marks import implements
from tandem_flows.rules.measures.catalogue import VERSION
from tandem_flows.rules.measures.everything import all_measures
from tandem_flows.rules.measures.figure import ALL, Figure, Stamp, as_frame
from tandem_flows.rules.measures.records import CARE, LISTED, Records
from tandem_flows.rules.measures.suppress import suppressed
from tandem_flows.source.code_sets import load_code_sets
from tandem_flows.source.measure_facts import measure_facts
from tandem_flows.steps.definition import Result, step
from tandem_flows.steps.history import facts_by_case
from tandem_flows.store.reading import read_latest
from tandem_validators.handoffs.registry import handoff

_READ = (
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
_RUN_ID_LETTERS = 16


@step(
    "measures",
    word="evaluation",
    title="Work out the measures",
    reads=("combined_list", *_READ),
    writes=("measures",),
    needs_source=True,
)
@implements(
    "EVL-02", "EVL-03", "EVL-04", "EVL-05", "EVL-06", "EVL-07", "EVL-08", "EVL-09", "EVL-11",
    "EVL-12", "EVL-14", "EVL-19", "ELM-04",
)  # fmt: skip
def measures(desk: Desk) -> Result:
    """Work out every measure as of the day, keep the lines, and publish the report."""
    combined = _every_list(desk)
    records = _records(desk, combined)
    persons = combined["person_id"].drop_nulls().unique().sort().to_list()
    facts = measure_facts(desk.source, persons, desk.practice.practice_id, desk.as_of, desk.values)
    codes = load_code_sets(desk.workspace.folder, desk.as_of.year)
    figures = all_measures(records, facts, codes, desk.as_of, desk.values)
    guideline = desk.workspace.guideline.version
    stamp = Stamp(guideline, desk.values.digest(), desk.input_hash[:_RUN_ID_LETTERS])
    frame = desk.hand_on("measures", as_frame(figures, VERSION, stamp), "EVL-02", "EVL-14")
    shown = suppressed(figures, desk.values)
    page = evaluation_page(shown, stamp, desk.practice.name, desk.as_of, desk.values)
    desk.publish(f"evaluation-{desk.as_of.isoformat()}.html", page)
    return _result(frame, figures)


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
    read = {name: _rows(desk, name) for name in _READ}
    return Records(
        practice_id=desk.practice.practice_id,
        plan_id=desk.workspace.profile.plan_name,
        listed=_listed(combined),
        care=_care(desk, combined),
        closed_days=desk.closed_days,
        waivers={waiver.clause: waiver.since for waiver in desk.workspace.profile.waivers},
        **read,
    )


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


def _result(frame: pl.DataFrame, figures: list[Figure]) -> Result:
    known = {figure.measure: figure for figure in figures if figure.cohort == ALL}
    words = [
        f"{frame.height} lines",
        f"active {_shown(known['M1'])} %",
        f"followed up {_shown(known['M2'])} %",
        f"fidelity {_shown(known['M12'])} %",
        f"net savings raw {_shown(known['M8_net_raw'])}, "
        f"adjusted {_shown(known['M8_net_adjusted'])} dollars",
    ]
    counts: dict[str, Any] = {"lines": frame.height}
    return Result("; ".join(words), counts)


def _shown(figure: Figure) -> str:
    return "not known" if figure.value is None else f"{figure.value:,.0f}"
