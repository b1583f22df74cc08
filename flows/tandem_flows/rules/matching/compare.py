"""How two people agree, field by field, without any weighing.

Here: the comparison of one field with the same field of another person (names: `names`). Not here:
points and decisions (`score`), nor the spelling of the fields (`normalise`).
"""

from __future__ import annotations

import re
from datetime import date

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio, token_sort_ratio

from tandem_flows.rules.matching.agreement import Agreement, Agreements, Person
from tandem_flows.rules.matching.names import (
    LETTERS_WITHOUT_SLIP,
    are_names_swapped,
    compare_first_names,
    compare_last_names,
    is_one_name_crossed,
    is_slip,
)

ALIKE_ADDRESS_PERCENT = 80
_HOUSE_NUMBER = re.compile(r"\d+")


def compare_people(one: Person, other: Person) -> Agreements:
    """Compare every field of two people."""
    first_name = compare_first_names(one.first_name, other.first_name)
    last_name = compare_last_names(one.last_name, other.last_name)
    if Agreement.DIFFERENT in (first_name, last_name) and are_names_swapped(one, other):
        first_name = last_name = Agreement.SWAPPED
    elif first_name is last_name is Agreement.DIFFERENT and is_one_name_crossed(one, other):
        # The other name is another one, so the first names go on disagreeing: a person looks.
        last_name = Agreement.SWAPPED
    return Agreements(
        first_name=first_name,
        last_name=last_name,
        generation=compare_codes(one.generation, other.generation),
        birth_date=compare_birth_dates(one.birth_date, other.birth_date),
        member_id=compare_codes(one.member_id, other.member_id),
        gender=compare_codes(one.gender, other.gender),
        zip_code=compare_codes(one.zip_code, other.zip_code),
        city=compare_cities(one.city, other.city),
        address=compare_addresses(one.address, other.address),
        phone=compare_codes(one.phone, other.phone),
    )


def compare_cities(one: str, other: str) -> Agreement:
    """Compare two cities; blanks do not matter."""
    if not one or not other:
        return Agreement.MISSING
    joined, other_joined = one.replace(" ", ""), other.replace(" ", "")
    if joined == other_joined:
        return Agreement.SAME
    return Agreement.SLIP if is_slip(joined, other_joined) else Agreement.DIFFERENT


def compare_codes(one: str, other: str) -> Agreement:
    """Compare a number or code, in which two slips would already make another one."""
    if not one or not other:
        return Agreement.MISSING
    if one == other:
        return Agreement.SAME
    is_one_slip = len(one) > LETTERS_WITHOUT_SLIP and OSA.distance(one, other) == 1
    return Agreement.SLIP if is_one_slip else Agreement.DIFFERENT


def compare_addresses(one: str, other: str) -> Agreement:
    """Compare two addresses; neither the order of the words nor a lost blank matters.

    Neighbours live in one street: two house numbers that are more than a slip apart are two.
    """
    if not one or not other:
        return Agreement.MISSING
    if one == other:
        return Agreement.SAME
    joined, other_joined = one.replace(" ", ""), other.replace(" ", "")
    likeness = max(token_sort_ratio(one, other), ratio(joined, other_joined))
    is_alike = likeness >= ALIKE_ADDRESS_PERCENT and not _are_neighbours(one, other)
    return Agreement.SLIP if is_alike else Agreement.DIFFERENT


def _are_neighbours(one: str, other: str) -> bool:
    numbers = [_HOUSE_NUMBER.match(address) for address in (one, other)]
    found = [number.group() for number in numbers if number]
    return len(found) == len(numbers) and OSA.distance(*found) > 1


def compare_birth_dates(one: date | None, other: date | None) -> Agreement:
    """Compare birth dates: the same, day and month swapped, one slip, or near (two digits)."""
    if one is None or other is None:
        return Agreement.MISSING
    if one == other:
        return Agreement.SAME
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return Agreement.SWAPPED
    return _compare_digits(*(day.isoformat().replace("-", "") for day in (one, other)))


def _compare_digits(one: str, other: str) -> Agreement:
    differing = [place for place in range(len(one)) if one[place] != other[place]]
    if len(differing) == 1:
        return Agreement.SLIP
    first, last = differing[0], differing[-1]
    is_turned = len(differing) == 2 and last == first + 1
    if is_turned and one[first] + one[last] == other[last] + other[first]:
        return Agreement.SLIP
    return Agreement.NEAR if len(differing) == 2 else Agreement.DIFFERENT
