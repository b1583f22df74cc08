"""Person matching: who is surely somebody else and not shown, and who is near that and is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.rules.matching_people import BARE, ROSALBA, verdict

OTHER_DATE, TWO_DIGITS_OFF, ONE_DIGIT_OFF = date(1978, 6, 21), date(1953, 3, 8), date(1951, 3, 8)
HUSBAND = replace(ROSALBA, first_name="Casimir", gender="M")


def test_a_relative_at_the_same_address_is_not_shown():
    relative = replace(ROSALBA, first_name="Benigna", birth_date=OTHER_DATE)

    assert verdict(ROSALBA, relative) is None


def test_another_first_name_is_shown_while_only_two_digits_of_the_birth_date_differ():
    mistyped = replace(ROSALBA, first_name="Benigna", birth_date=TWO_DIGITS_OFF)

    assert verdict(ROSALBA, mistyped) == ("review", "first names disagree")


def test_a_couple_born_close_together_is_told_apart_by_gender():
    assert verdict(ROSALBA, replace(HUSBAND, birth_date=TWO_DIGITS_OFF)) is None


def test_another_name_and_gender_are_shown_while_the_birth_date_has_at_most_a_slip():
    for birth_date in (ROSALBA.birth_date, ONE_DIGIT_OFF):
        changed = replace(HUSBAND, birth_date=birth_date)

        assert verdict(ROSALBA, changed) == ("review", "first names disagree")


def test_a_husband_without_a_first_name_or_with_an_initial_is_not_shown():
    for first_name in (None, "C"):
        husband = replace(HUSBAND, first_name=first_name, birth_date=OTHER_DATE)

        assert verdict(ROSALBA, husband) is None


def test_of_one_first_name_another_gender_is_shown_whatever_the_birth_date():
    mistyped = replace(ROSALBA, gender="M", birth_date=OTHER_DATE)

    assert verdict(ROSALBA, mistyped) == ("review", "birth dates disagree")


def test_strangers_of_one_first_name_born_two_digits_apart_in_one_town_are_not_shown():
    stranger = replace(
        ROSALBA,
        last_name="Vance",
        birth_date=TWO_DIGITS_OFF,
        phone=None,
        address="4 Pine Court",
    )

    assert verdict(ROSALBA, stranger) is None
    assert verdict(ROSALBA, replace(stranger, birth_date=ONE_DIGIT_OFF)) == (
        "review",
        "last names disagree",
    )


def test_who_has_a_new_last_name_is_shown_where_address_or_telephone_or_member_id_speak():
    renamed = replace(ROSALBA, last_name="Vance", birth_date=TWO_DIGITS_OFF)
    with_id = replace(BARE, member_id="W00417")
    mistyped_id = replace(with_id, last_name="Vance", birth_date=TWO_DIGITS_OFF, member_id="W00471")

    for reached in (replace(renamed, phone=None), replace(renamed, address=None)):
        assert verdict(ROSALBA, reached) == ("review", "birth dates disagree")
    assert verdict(with_id, mistyped_id) == ("review", "birth dates disagree")


def test_an_equal_member_id_is_shown_whatever_disagrees():
    left = replace(BARE, member_id="W00417", gender="F")
    right = replace(left, first_name="Casimir", gender="M", birth_date=OTHER_DATE)

    assert verdict(left, right) == ("review", "first names disagree")
