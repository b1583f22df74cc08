"""Person matching between lists: which pairs are chosen, shown, refused; limits and order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

from tandem_flows.rules.matching import match_people
from tandem_validators.errors import InputRefused
from tests.rules.matching_people import BARE, ROSALBA, Limits, found, people


def test_two_candidates_that_cannot_be_told_apart_are_both_for_a_look():
    right = [replace(ROSALBA, id="a"), replace(ROSALBA, id="b", city=None)]

    rows = found([ROSALBA], right)

    assert [row[1:] for row in rows] == [
        ("a", "review", "several candidates"),
        ("b", "review", "several candidates"),
    ]


def test_a_clearly_better_candidate_is_matched_and_the_patients_second_row_is_shown():
    right = [replace(BARE, id="b"), replace(ROSALBA, id="a")]

    rows = found([ROSALBA], right)

    assert [row[1:3] for row in rows] == [("a", "match"), ("b", "review")]


def test_several_namesakes_without_birth_date_or_address_are_not_shown():
    namesakes = [
        replace(BARE, id=str(year), birth_date=date(year, 11, 27)) for year in (1966, 1977, 1988)
    ]

    assert found([BARE], namesakes) == []
    assert len(found([BARE], namesakes[:1])) == 1


@pytest.mark.parametrize(("match_min", "decision"), [(77, "match"), (78, "match"), (79, "review")])
def test_the_guidelines_limit_decides_what_is_a_match(match_min: int, decision: str):
    rows = found([BARE], [BARE], Limits(match_points_min=match_min))  # equal names, birth date: 78

    assert rows[0][2] == decision


@pytest.mark.parametrize(("review_min", "shown"), [(43, 1), (44, 1), (45, 0)])
def test_the_guidelines_limit_decides_what_is_shown(review_min: int, shown: int):
    names_only = replace(BARE, birth_date=None)  # equal names: 44

    rows = found([names_only], [names_only], Limits(review_points_min=review_min))

    assert len(rows) == shown


def test_the_order_of_the_rows_changes_nothing():
    names = ("Rosalba", "Benigna", "Otis", "Rosabla", "Casimir", "Thaddea")
    rows = [replace(ROSALBA, id=str(at), first_name=first) for at, first in enumerate(names)]

    assert found(rows, rows) == found(rows[::-1], rows[3:] + rows[:3])


def test_a_large_membership_is_searched_like_a_short_list():
    members = [
        replace(
            ROSALBA,
            id=f"m{at}",
            last_name=f"{'bcdfghklmnprst'[at % 14]}{'aeiou'[at % 5]}ndermo",
            birth_date=date(1930, 1, 1) + timedelta(days=9 * at),
            phone=f"{at:010}",
            address=f"{at} Harbor Street",
        )
        for at in range(3_000)
    ]
    known = members[::300]
    wanted = [replace(row, id=f"w-{row.id}", phone=None) for row in known]

    matches = {row[:2] for row in found(wanted, members) if row[2] == "match"}

    assert matches == {(f"w-{row.id}", row.id) for row in known}


@pytest.mark.parametrize(("others", "shown"), [(3_999, 1), (4_000, 1), (4_001, 0)])
def test_in_a_long_list_an_equal_birth_date_alone_is_chance(others: int, shown: int):
    named_otherwise = replace(BARE, id="x", first_name="Benigna", last_name="Vance")
    strangers = [
        replace(BARE, id=str(at), first_name="Otis", birth_date=date(2004, 1, 2))
        for at in range(others - 1)
    ]

    assert len(found([BARE], [named_otherwise, *strangers])) == shown


def test_in_a_long_list_an_address_finds_who_has_no_birth_date_and_two_slips():
    strangers = [
        replace(BARE, id=str(at), last_name="Vance", birth_date=date(1988, 1, 2))
        for at in range(20_001)
    ]
    wanted = replace(ROSALBA, first_name="Rosabla", last_name="Quintaro", birth_date=None)
    wanted = replace(wanted, phone=None, zip_code="01410", city=None)

    rows = found([wanted], [*strangers, replace(ROSALBA, id="known", phone=None)])

    assert rows == [("p", "known", "review", "birth date missing")]


def test_each_id_is_in_at_most_one_match():
    rows = [replace(ROSALBA, id=str(at), phone=f"207555{at % 2}{at:03}") for at in range(12)]

    matches = [row for row in found(rows, rows) if row[2] == "match"]

    assert len({row[0] for row in matches}) == len(matches) == len({row[1] for row in matches})


def test_lists_with_names_only_are_for_a_look_and_empty_lists_find_nobody():
    left = people(ROSALBA).select("id", "first_name", "last_name")

    assert match_people(left, left, Limits())["decision"].to_list() == ["review"]
    assert match_people(left.clear(), left, Limits()).columns == [
        "left_id",
        "right_id",
        "score",
        "decision",
        "reason",
    ]


def test_unusable_lists_are_refused_with_all_reasons_and_no_value():
    left = people(ROSALBA, ROSALBA).with_columns(pl.lit("09/03/51").alias("birth_date"))
    right = people(ROSALBA).drop("id")

    with pytest.raises(InputRefused) as refused:
        match_people(left, right, Limits())

    message = str(refused.value)
    assert "left list, column id, row 1, 2: an id that another row has too" in message
    assert "left list, column birth_date: the column holds no dates" in message
    assert "right list, column id: the column is missing" in message
    assert "09/03/51" not in message
