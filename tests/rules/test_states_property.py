"""Whatever happens and in whatever order it is recorded, no listed case is lost."""

from dataclasses import fields, replace
from datetime import date
from random import Random

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tandem_flows.rules.ready import call_dates
from tandem_flows.rules.states import (
    REASONS,
    STATES,
    History,
    case_states,
    is_terminal,
    unusual_moves,
)
from tests.rules.random_rounds import CASES, days, histories
from tests.rules.rounds import LISTED_ON
from tests.values import standard_values

SETTINGS = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
VALUES = standard_values()
NAMES = {state.name for state in STATES}
# the column that dates a record: one dated after the day must not change the answer
DATED = {
    "decisions": "call_date",
    "tasks": "call_date",
    "outreach_attempts": "contact_on",
    "tracking_list": "entered_on",
    "withdrawals": "on",
    "admissions": "admitted_on",
    "agendas": "agreed_on",
}


def check(history: History, on: date, seed: int) -> None:
    """All that must hold of a round on a day."""
    actual = case_states(history, on, VALUES)
    _check_rows(actual, on)
    assert case_states(shuffled(history, seed), on, VALUES).equals(actual)
    assert case_states(without_later(history, on), on, VALUES).equals(actual)
    assert set(unusual_moves(history, on, VALUES)["after"]) <= NAMES


def _check_rows(actual: pl.DataFrame, on: date) -> None:
    assert actual["case_id"].to_list() == CASES
    for row in actual.iter_rows(named=True):
        assert row["state"] in NAMES
        assert row["reason"] in REASONS
        assert row["since_on"] is not None
        assert LISTED_ON <= row["since_on"] <= on
        awaited = [row["owner_organisation"], row["owner"], row["next_on"]]
        assert all(value is None for value in awaited) == is_terminal(row["state"])
        assert None not in awaited or is_terminal(row["state"])


def shuffled(history: History, seed: int) -> History:
    """The same records with the rows of every frame in another order."""
    chance = Random(seed)
    frames = {
        item.name: getattr(history, item.name)
        for item in fields(history)
        if isinstance(getattr(history, item.name), pl.DataFrame)
    }
    return replace(
        history,
        **{
            name: frame.sample(fraction=1.0, shuffle=True, seed=chance.randrange(10**6))
            for name, frame in frames.items()
            if not frame.is_empty()
        },
    )


def without_later(history: History, on: date) -> History:
    """The history as it was recorded by the end of the day `on`."""
    held_on = call_dates(history.calls, on).held_on
    kept = {
        name: getattr(history, name).filter(
            # what a call gave is dated to the day it was held, which may be before its first date
            pl.Series([(held_on(day) or day) <= on for day in getattr(history, name)[column]])
            if name in ("decisions", "tasks")
            else pl.col(column) <= on
        )
        for name, column in DATED.items()
        if not getattr(history, name).is_empty()
    }
    return replace(history, **kept | _ends_not_yet_known(history, on))


def _ends_not_yet_known(history: History, on: date) -> dict[str, pl.DataFrame]:
    """Later days inside records that began earlier: the end of tracking, of coverage, of life."""
    late = {"tracking_list": ["exited_on"]}
    late["care_facts"] = ["died_on", "left_practice_on"]
    frames = {}
    for name, columns in late.items():
        frame = getattr(history, name)
        if not frame.is_empty():
            known = [pl.when(pl.col(column) <= on).then(column).alias(column) for column in columns]
            kept = frame.with_columns(known)
            frames[name] = kept.filter(pl.col("entered_on") <= on) if "entered_on" in kept else kept
    return frames


@pytest.mark.clause("PRI-07", "UNE-02", "UNE-03", "INF-07")
@settings(max_examples=200, **SETTINGS)
@given(histories, days, st.integers(0, 10**6))
def test_every_listed_case_is_in_exactly_one_state_with_an_owner_and_a_next_date(history, on, seed):
    check(history, on, seed)


@pytest.mark.long
@settings(max_examples=2000, **SETTINGS)
@given(histories, days, st.integers(0, 10**6))
def test_no_case_is_lost_in_many_more_histories(history, on, seed):
    check(history, on, seed)
