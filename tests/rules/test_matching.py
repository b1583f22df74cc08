"""Person matching of one pair: the same patient for certain, for a look, or not shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tandem_flows.rules.matching.compare import compare_addresses
from tests.rules.matching_people import BARE, ROSALBA, Row, found, verdict


def test_equal_names_and_birth_date_are_a_match_without_anything_else():
    assert verdict(BARE, BARE) == ("match", "name and birth date")


@pytest.mark.parametrize(
    "other",
    [
        replace(ROSALBA, first_name="ROSALBA", last_name="Quintero, Jr."),
        replace(ROSALBA, first_name="Rosabla"),
        replace(ROSALBA, last_name="Quintaro"),
        replace(ROSALBA, last_name="Quintero-Vance"),
        replace(ROSALBA, first_name="Quintero", last_name="Rosalba"),
        replace(ROSALBA, last_name="Vance"),
    ],
    ids=["spelling", "slip", "slip in last", "double name", "swapped", "new last name"],
)
def test_a_name_written_otherwise_is_still_a_match(other: Row):
    assert verdict(ROSALBA, other) == ("match", "name and birth date")


@pytest.mark.parametrize(
    ("one", "other"), [("William", "Bill"), ("Katherine", "Kate"), ("Bob", "Robert")]
)
def test_a_nickname_agrees_with_the_full_name(one: str, other: str):
    left, right = replace(ROSALBA, first_name=one), replace(ROSALBA, first_name=other)

    assert verdict(left, right) == ("match", "name and birth date")


@pytest.mark.parametrize(
    "born", [date(1951, 9, 3), date(1951, 3, 8), date(1915, 3, 9)], ids=["swap", "digit", "turned"]
)
def test_a_birth_date_with_one_slip_matches_when_the_address_agrees(born: date):
    other = replace(ROSALBA, birth_date=born)

    assert verdict(ROSALBA, other) == ("match", "name and near birth date")


def test_a_birth_date_with_one_slip_is_for_a_look_when_only_names_agree():
    assert verdict(BARE, replace(BARE, birth_date=date(1951, 3, 8))) == (
        "review",
        "too little agrees",
    )


def test_same_named_strangers_with_other_birth_dates_are_never_matched():
    stranger = replace(ROSALBA, birth_date=date(1988, 11, 27))

    assert verdict(ROSALBA, stranger) == ("review", "birth dates disagree")


def test_without_a_birth_date_nobody_is_matched_automatically():
    assert verdict(ROSALBA, replace(ROSALBA, birth_date=None)) == ("review", "birth date missing")


def test_a_twin_at_the_same_address_is_at_most_for_a_look():
    twin = replace(ROSALBA, first_name="Benigna")

    assert verdict(ROSALBA, twin) == ("review", "first names disagree")


def test_twins_on_both_lists_are_matched_each_with_themselves():
    rosalba, benigna = replace(ROSALBA, id="r"), replace(ROSALBA, id="b", first_name="Benigna")

    rows = found([rosalba, benigna], [benigna, rosalba])

    assert [row[:3] for row in rows] == [("b", "b", "match"), ("r", "r", "match")]


def test_names_of_twins_a_letter_apart_are_told_apart_by_gender():
    left = replace(ROSALBA, first_name="Nilberto", gender="M")
    right = replace(ROSALBA, first_name="Nilberta", gender="F")

    assert verdict(left, right) == ("review", "genders disagree")


def test_father_and_son_of_one_name_are_for_a_look():
    father = replace(ROSALBA, first_name="Otis", last_name="Quintero Sr")
    son = replace(father, last_name="Quintero Jr.")

    assert verdict(father, son) == ("review", "generations disagree")


def test_an_equal_member_id_with_agreeing_names_is_a_match():
    left, right = replace(BARE, member_id="W-00417"), replace(BARE, member_id="w00417")
    right = replace(right, birth_date=date(1988, 11, 27))

    assert verdict(left, right) == ("match", "member id and name")


def test_an_equal_member_id_with_an_agreeing_birth_date_is_a_match():
    left = replace(BARE, member_id="W00417")

    assert verdict(left, replace(left, last_name="Vance")) == (
        "match",
        "member id and birth date",
    )


def test_an_equal_member_id_alone_is_for_a_look():
    left = replace(BARE, member_id="W00417", first_name=None)
    right = replace(left, last_name="Vance", birth_date=date(1988, 11, 27))

    assert verdict(left, right) == ("review", "member id only")


def test_an_equal_member_id_does_not_match_two_first_names():
    left = replace(ROSALBA, member_id="W00417")

    assert verdict(left, replace(left, first_name="Benigna")) == ("review", "first names disagree")


def test_words_for_an_unknown_member_id_are_no_member_id():
    left = replace(BARE, member_id="unknown")
    other = Row("q", "Benigna", "Vance", date(1978, 6, 21), member_id="UNKNOWN")

    assert verdict(left, other) is None


def test_one_name_in_the_others_place_is_for_a_look_where_the_second_is_another():
    right = replace(ROSALBA, first_name="Vance", last_name="Rosalba", birth_date=None)

    assert verdict(ROSALBA, right) == ("review", "first names disagree")


@pytest.mark.parametrize(
    ("number", "seen"), [("12", "same"), ("13", "slip"), ("21", "slip"), ("38", "different")]
)
def test_two_house_numbers_of_one_street_are_a_slip_or_neighbours(number: str, seen: str):
    assert compare_addresses("12 harbor st", f"{number} harbor st").value == seen


def test_an_address_without_a_house_number_on_one_side_may_still_be_a_slip():
    assert compare_addresses("12 harbor st", "harbor st").value == "slip"


def test_a_blank_lost_in_an_address_does_not_part_it():
    left = replace(ROSALBA, phone=None, last_name="Vance", address="12 Harbor Crescent")
    right = replace(ROSALBA, phone=None, address="12 HarborCrescent")

    assert verdict(left, right) == ("match", "name and birth date")


def test_between_short_lists_an_equal_birth_date_alone_is_for_a_look():
    other = replace(BARE, first_name="Benigna", last_name="Vance")

    assert verdict(BARE, other) == ("review", "first names disagree")


def test_between_short_lists_genders_part_two_people_of_one_birth_date():
    one = replace(BARE, gender="F")
    other = replace(BARE, first_name="Otis", last_name="Vance", gender="M")

    assert verdict(one, other) is None
