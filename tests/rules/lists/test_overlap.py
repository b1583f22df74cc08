"""How far both lists name the same patients, and how that changes."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.lists import list_overlap
from tandem_flows.rules.lists.overlap import SCHEMA
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated

pytestmark = pytest.mark.clause("IDN-04")
NOTHING = pl.DataFrame(schema=SCHEMA)


def combined(common, plan, practice):
    origins = ["common"] * common + ["plan"] * plan + ["practice"] * practice
    rows = [
        {
            "origin": origin,
            "plan_rank": None if origin == "practice" else 1,
            "practice_rank": None if origin == "plan" else 1,
        }
        for origin in origins
    ]
    schema = {"origin": pl.String, "plan_rank": pl.Int64, "practice_rank": pl.Int64}
    return pl.DataFrame(rows, schema=schema)


def test_the_overlap_is_the_share_of_all_listed_who_are_on_both():
    found = list_overlap(NOTHING, combined(3, 5, 4), "R1", date(2026, 1, 5))

    row = validated(found, handoff("list_overlap")).row(0, named=True)
    assert (row["listed"], row["plan_listed"], row["practice_listed"]) == (12, 8, 7)
    assert (row["common"], row["common_percent"], row["change_points"]) == (3, 25.0, None)


def test_the_change_is_told_in_points_since_the_round_before():
    first = list_overlap(NOTHING, combined(3, 5, 4), "R1", date(2026, 1, 5))

    found = list_overlap(first, combined(4, 3, 3), "R2", date(2026, 7, 5))

    assert found.select("list_round", "common_percent", "change_points").rows() == [
        ("R1", 25.0, None),
        ("R2", 40.0, 15.0),
    ]


def test_a_round_looked_at_again_replaces_its_row():
    first = list_overlap(NOTHING, combined(3, 5, 4), "R1", date(2026, 1, 5))

    again = list_overlap(first, combined(6, 3, 3), "R1", date(2026, 1, 5))

    assert again["common_percent"].to_list() == [50.0]


def test_an_empty_list_has_no_percentage():
    found = list_overlap(NOTHING, combined(0, 0, 0), "R1", date(2026, 1, 5))

    assert found["common_percent"].to_list() == [None]


def test_rounds_of_one_day_stand_in_the_order_of_their_numbers():
    register = NOTHING
    for number in (9, 10, 11):
        register = list_overlap(register, combined(1, 1, 1), f"R{number}", date(2026, 1, 5))

    assert register["list_round"].to_list() == ["R9", "R10", "R11"]
