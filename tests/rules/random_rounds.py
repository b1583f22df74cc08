"""Random rounds: any records of a few cases, in any order, as far as the handoffs allow them."""

from datetime import timedelta
from typing import Any

import polars as pl
from hypothesis import strategies as st

from tandem_flows.rules.states import History
from tests.rules.rounds import LISTED_ON, dated, facts, listed, rows

CASES = ["A", "B"]
LAST_DAY = 28

days = st.integers(0, LAST_DAY).map(lambda number: LISTED_ON + timedelta(days=number))
maybe_days = st.none() | days
case_ids = st.sampled_from(CASES)
leads = st.sampled_from([None, "plan", "practice", "joint"])


def records(**columns: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    row = st.fixed_dictionaries({"case_id": case_ids, **columns})
    # distinct rows, because many copies of one row are one record
    return st.lists(row, min_size=2, max_size=8, unique_by=lambda drawn: str(sorted(drawn.items())))


def unique(given_rows: list[dict[str, Any]], *key: str) -> list[dict[str, Any]]:
    """The latest version of each record: a correction replaces what it corrects."""
    return list({tuple(row[name] for name in key): row for row in given_rows}.values())


@st.composite
def planned_calls(draw: st.DrawFn) -> pl.DataFrame:
    """Calls that were held, moved (to a known day or not), cancelled or are still planned."""
    known = draw(st.lists(days, unique=True, max_size=8))
    given_calls = []
    for day in known:
        state = draw(st.sampled_from(["planned", "planned", "held", "moved", "cancelled"]))
        moved_to = draw(maybe_days) if state == "moved" else None
        leader = draw(st.sampled_from(["plan", "practice"]))
        given_calls.append(
            {"call_date": day, "state": state, "moved_to": moved_to, "leader": leader}
        )
    return rows("calls", *given_calls)


@st.composite
def agendas(draw: st.DrawFn) -> pl.DataFrame:
    drawn = draw(records(call_date=days, agreed_on=days))
    given_rows = unique(drawn, "case_id", "call_date")
    agreed_on = pl.Series("agreed_on", [row.pop("agreed_on") for row in given_rows], pl.Date)
    return rows("agenda", *given_rows).with_columns(agreed_on)


DECISION = {
    "call_date": days,
    "membership": st.sampled_from(
        ["active"] * 4
        + ["possible_provider_change", "unresponsive", "unresponsive", "coverage_ended"]
    ),
    "outcome": st.sampled_from(
        ["decided"] * 3 + ["pending_information"] * 3 + ["no_discussion", "declined", "removed"]
    ),
    "lead": leads,
    "plan_case_status": st.sampled_from(["none", "open", "monitor", "closed"]),
    "next_update_on": maybe_days,
}
TASK = {
    "call_date": days,
    "kind": st.sampled_from(
        [
            "next_step",
            "information_request",
            "provider_change_follow_up",
            "final_f2f_attempt",
            "outreach_attempt",
        ]
    ),
    "due_on": days,
    "report_back_on": days,
    "owner_organisation": st.sampled_from(["plan", "practice"]),
    "closed_on": maybe_days,
    "state": st.sampled_from(["open", "done", "cancelled"]),
    "result": st.sampled_from([None, "changed_provider", "stays"]),
}
ATTEMPT = {
    "contact_on": days,
    "organisation": st.sampled_from(["plan", "practice"]),
    "channel": st.sampled_from(["phone", "face_to_face"]),
    "purpose": st.sampled_from(["engage", "final_attempt", "follow_up"]),
    "result": st.sampled_from(["reached", "no_answer", "declined"]),
}
TRACKING = {
    "entered_on": days,
    "final_attempt_on": days,
    "next_report_on": days,
    "exited_on": maybe_days,
}
FACT = {
    "is_covered": st.sampled_from([None, True, True, True, False]),
    "coverage_ended_on": maybe_days,
    "died_on": st.one_of(st.none(), st.none(), st.none(), days),
    "left_practice_on": maybe_days,
}


def _tracking(given_rows: list[dict[str, Any]]) -> pl.DataFrame:
    left = [
        row | {"exited_on": row["exited_on"] and max(row["exited_on"], row["entered_on"])}
        for row in unique(given_rows, "case_id")
    ]
    return rows("tracking_list", *left)


def _facts(given_rows: list[dict[str, Any]]) -> pl.DataFrame:
    frames = [facts(**row) for row in unique(given_rows, "case_id")]
    return pl.concat(frames) if frames else pl.DataFrame()


def _tasks(given_rows: list[dict[str, Any]]) -> pl.DataFrame:
    numbered = [row | {"task_id": str(number)} for number, row in enumerate(given_rows)]
    return rows("tasks", *numbered)


def _dated(column: str, most: int) -> st.SearchStrategy[pl.DataFrame]:
    pairs = st.lists(st.tuples(case_ids, days), max_size=most)
    return pairs.map(lambda given_pairs: dated(column, *given_pairs))


CONTACT = {"organisation": st.sampled_from(["plan", "practice"])}
histories = st.builds(
    History,
    listed_on=st.just(LISTED_ON),
    combined_list=st.just(listed(*CASES)),
    agendas=agendas(),
    calls=planned_calls(),
    decisions=records(**DECISION).map(
        lambda drawn: rows("decisions", *unique(drawn, "case_id", "call_date"))
    ),
    tasks=records(**TASK).map(_tasks),
    care_team=records(**CONTACT).map(lambda drawn: rows("care_team", *unique(drawn, "case_id"))),
    outreach_attempts=records(**ATTEMPT).map(lambda drawn: rows("outreach_attempts", *drawn)),
    tracking_list=records(**TRACKING).map(_tracking),
    care_facts=records(**FACT).map(_facts),
    withdrawals=_dated("on", 1),
    admissions=_dated("admitted_on", 3),
)
