"""Invented programmes of which the truth is known: costs, a list drawn by cost, calls, an effect.

Here: how members cost, who is listed and when each is taken up, as the frames the rules read. Not
here: what is estimated from them. Every programme is decided by its number alone.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import polars as pl

from tandem_flows.rules.days import add_months
from tandem_flows.rules.measures.facts import COSTS, SPANS, ClaimFacts
from tandem_flows.rules.measures.records import LISTED, RANDOM_ORDER
from tests.rules.measures.evidence import records

START, LISTED_ON = date(2022, 1, 1), date(2023, 1, 1)
BEFORE, AFTER = 12, 29  # months before the month of listing, and after it
MONTHS = BEFORE + 1 + AFTER
MEMBERS, LISTED_EACH, PER_CALL = 1_500, 60, 5
ENROLLED_SHARE, LEAVES_A_MONTH, TREND_A_YEAR = 0.75, 0.007, 0.05
# How unlike members are for good, how far a month departs from it, how slowly that fades.
FOR_GOOD, FOR_A_WHILE, KEEPS = 1.15, 0.75, 0.88
USUAL, STAY_COSTS, STAY_SPREAD, BY_STAYS = 180.0, 9_000.0, 0.8, 0.4
PRACTICES_DIFFER, SCORE_ERRS = 0.2, 0.4


@dataclass(frozen=True)
class Setting:
    """What kind of programme: how many practices, and whether chance decides who comes first."""

    name: str
    title: str
    practices: int = 1
    by_chance: bool = False


SETTINGS = (
    Setting("one", "One partnership, the costly first"),
    Setting("chance", "One partnership, chance decides who comes first", by_chance=True),
    Setting("plan", "A plan of 20 practices, the costly first", practices=20),
)


@dataclass(frozen=True)
class Programme:
    """The listed of a programme: cost by month, the call's month, who is led, who leaves when."""

    cost: np.ndarray
    call: np.ndarray
    is_led: np.ndarray
    leaves: np.ndarray
    practice: np.ndarray
    by_chance: bool


def programme(number, setting):
    """Return the programme of a number, before any effect: what all would have cost."""
    chance = np.random.default_rng([number, setting.practices, setting.by_chance])
    parts = [_one_practice(chance, setting.by_chance) for _ in range(setting.practices)]
    practice = np.repeat(np.arange(setting.practices), LISTED_EACH)
    columns = [np.concatenate(part) for part in zip(*parts, strict=True)]
    return Programme(*columns, practice, setting.by_chance)


def with_effect(of, effect):
    """Return the programme in which the enrolled cost less by `effect`, a share."""
    since_listing = np.arange(MONTHS) - BEFORE
    is_enrolled = of.is_led[:, None] & (since_listing > of.call[:, None])
    return replace(of, cost=np.where(is_enrolled, of.cost * (1 - effect), of.cost))


def _one_practice(chance, by_chance):
    level = chance.normal(np.log(USUAL) + chance.normal(0, PRACTICES_DIFFER), FOR_GOOD, MEMBERS)
    spell = chance.normal(0, FOR_A_WHILE, MEMBERS)
    before, spell = _months(chance, level, spell, range(BEFORE))
    score = before.sum(axis=1) * np.exp(chance.normal(0, SCORE_ERRS, MEMBERS))
    listed = np.argsort(-score)[:LISTED_EACH]
    after, _ = _months(chance, level[listed], spell[listed], range(BEFORE, MONTHS))
    place = chance.permutation(LISTED_EACH) if by_chance else np.arange(LISTED_EACH)
    is_led = chance.random(LISTED_EACH) < ENROLLED_SHARE
    leaves = np.minimum(chance.geometric(LEAVES_A_MONTH, LISTED_EACH), AFTER)
    return np.hstack([before[listed], after]), 1 + place // PER_CALL, is_led, leaves


def _months(chance, lasting, spell, months):
    """Return what members cost in months: unlike for good, with spells, stays and a trend."""
    cost = np.empty((len(lasting), len(months)))
    for place, month in enumerate(months):
        shock = chance.normal(0, FOR_A_WHILE * np.sqrt(1 - KEEPS**2), len(lasting))
        spell = KEEPS * spell + shock
        level = np.exp(lasting + spell - FOR_A_WHILE**2 / 2)
        visits = (1 - BY_STAYS) * level * chance.gamma(0.7, 1 / 0.7, len(lasting))
        stays = chance.poisson(np.minimum(BY_STAYS * level / STAY_COSTS, 1.5))
        log_bill = chance.normal(-(STAY_SPREAD**2) / 2, STAY_SPREAD, len(lasting))
        bills = stays * STAY_COSTS * np.exp(log_bill)
        cost[:, place] = (visits + bills) * (1 + TREND_A_YEAR) ** (month / 12)
    return cost, spell


def as_frames(of):
    """Return the records and the claim facts of a programme, as the rules read them."""
    ids = [f"{practice:02}/{n:04}" for n, practice in enumerate(of.practice)]
    return _records(of, ids), _facts(of, ids)


_EMPTY = records("A")


def _records(of, ids):
    days = pl.Series([add_months(LISTED_ON, int(month)) for month in of.call])
    listed = pl.DataFrame(
        {"case_id": ids, "person_id": ids, "listed_on": LISTED_ON, "until_on": None}, schema=LISTED
    )
    called = pl.DataFrame({"case_id": ids, "call_date": days, "is_led": of.is_led})
    led = called.filter("is_led").select(
        "case_id", pl.col("call_date").alias("index_on"), pl.lit("plan").alias("lead")
    )
    outcome = pl.when("is_led").then(pl.lit("led")).otherwise(pl.lit("declined"))
    decisions = called.select("case_id", "call_date", outcome.alias("outcome"))
    order = pl.DataFrame({"case_id": ids, "tied": "all", "place": range(len(ids))}, RANDOM_ORDER)
    return replace(
        _EMPTY,
        listed=listed,
        enrolments=led,
        decisions=pl.concat([_EMPTY.decisions.clear(), decisions], how="diagonal"),
        random_order=order if of.by_chance else order.clear(),
    )


def _facts(of, ids):
    months = [add_months(START, month) for month in range(MONTHS)]
    last = {left: add_months(LISTED_ON, left + 1) - timedelta(days=1) for left in range(AFTER + 1)}
    ends = [last[int(left)] for left in of.leaves]
    spans = pl.DataFrame({"person_id": ids, "start_on": START, "end_on": ends}, schema=SPANS)
    dollars = of.cost.ravel()
    costs = pl.DataFrame(
        {
            "person_id": np.repeat(ids, MONTHS),
            "on": months * len(ids),
            "paid": dollars,
            "allowed": dollars,
        }
    )
    absent = [pl.lit(None, kind).alias(n) for n, kind in COSTS.items() if n not in costs.columns]
    return ClaimFacts(
        last[AFTER], spans=spans, costs=costs.with_columns(absent).select(list(COSTS))
    )
