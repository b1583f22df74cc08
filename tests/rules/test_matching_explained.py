"""Person matching, explained pair by pair: how each field agrees, and no value of anybody."""

from dataclasses import replace
from datetime import date

from tandem_flows.rules.matching import explained, match_people
from tests.rules.matching_people import BARE, ROSALBA, Limits, people


def told(left, right):
    one, other = people(left), people(right)
    return explained(match_people(one, other, Limits()), one, other)["explanation"].to_list()


def test_every_field_that_both_sides_fill_in_is_told_with_its_points():
    other = replace(ROSALBA, first_name="Rosabla", birth_date=date(1951, 9, 3), phone=None)

    assert told(ROSALBA, other) == [
        "first name slip +18; last name same +22; birth date swapped +26; address same +14; "
        "zip code same +6; city same +2; gender same +1"
    ]


def test_a_field_that_counts_against_says_so_and_no_value_is_told():
    (words,) = told(BARE, replace(BARE, last_name="Vance"))

    assert words == "first name same +22; last name different -4; birth date same +34"


def test_no_pairs_have_nothing_to_explain():
    assert told(BARE, replace(BARE, first_name="Otis", birth_date=date(1988, 1, 2))) == []
