"""How two names agree: nickname, slip, initial, a part left out, first and last name swapped.

Here: judgements about names by their letters and the list of nicknames. Not here: other fields.
"""

from __future__ import annotations

from rapidfuzz.distance import OSA

from tandem_flows.rules.matching.agreement import Agreement, Person
from tandem_flows.rules.matching.nicknames import are_forms_of_one_name, are_two_known_names

# Up to this many letters a name has too little left to recognise it after a slip.
LETTERS_WITHOUT_SLIP = 3
LETTERS_FOR_TWO_SLIPS = 7


def is_slip(one: str, other: str) -> bool:
    """Whether two spellings differ by a slip: one letter, or two in a longer word."""
    letters = max(len(one), len(other))
    if letters <= LETTERS_WITHOUT_SLIP:
        return False
    slips = 2 if letters >= LETTERS_FOR_TWO_SLIPS else 1
    return bool(OSA.distance(one, other, score_cutoff=slips) <= slips)


def compare_first_names(one: str, other: str) -> Agreement:
    """Compare first names: nickname, slip, initial, or one of two given names left out."""
    if not one or not other:
        return Agreement.MISSING
    if one.replace(" ", "") == other.replace(" ", ""):
        return Agreement.SAME
    (first, *more), (other_first, *other_more) = one.split(), other.split()
    agreement = _compare_given_names(first, other_first)
    if agreement is Agreement.DIFFERENT:
        return _compare_differently_called(one, other)
    if more and other_more and _are_different(more[0], other_more[0]):
        return Agreement.DIFFERENT
    return agreement


def _compare_given_names(one: str, other: str) -> Agreement:
    if one == other:
        return Agreement.SAME
    if len(one) == 1 or len(other) == 1:
        return Agreement.INITIAL if one[0] == other[0] else Agreement.DIFFERENT
    if are_forms_of_one_name(one, other):
        return Agreement.NICKNAME
    if are_two_known_names(one, other) or not is_slip(one, other):
        return Agreement.DIFFERENT
    return Agreement.SLIP


def _are_different(one: str, other: str) -> bool:
    return _compare_given_names(one, other) is Agreement.DIFFERENT


def _compare_differently_called(one: str, other: str) -> Agreement:
    """Called by the second of two given names, or a blank that slipped into a name."""
    shorter, longer = sorted((one, other), key=lambda name: (name.count(" "), name))
    if " " not in shorter and len(shorter) > 1 and shorter in longer.split():
        return Agreement.PART
    if " " in longer and is_slip(one.replace(" ", ""), other.replace(" ", "")):
        return Agreement.SLIP
    return Agreement.DIFFERENT


def compare_last_names(one: str, other: str) -> Agreement:
    """Compare last names; one half of a double name agrees as a part."""
    if not one or not other:
        return Agreement.MISSING
    joined, other_joined = one.replace(" ", ""), other.replace(" ", "")
    if joined == other_joined:
        return Agreement.SAME
    if is_slip(joined, other_joined):
        return Agreement.SLIP
    shared = set(one.split()) & set(other.split())
    is_part = any(len(word) > LETTERS_WITHOUT_SLIP for word in shared)
    return Agreement.PART if is_part else Agreement.DIFFERENT


def are_names_swapped(one: Person, other: Person) -> bool:
    """Whether first and last name stand in each other's place (each may hold a slip)."""
    crossed = ((one.first_name, other.last_name), (one.last_name, other.first_name))
    return all(_are_alike(a, b) for a, b in crossed)


def is_one_name_crossed(one: Person, other: Person) -> bool:
    """Whether one name stands in the other's place while the second name is another one."""
    crossed = ((one.first_name, other.last_name), (one.last_name, other.first_name))
    return any(_are_alike(a, b) and min(len(a), len(b)) > LETTERS_WITHOUT_SLIP for a, b in crossed)


def _are_alike(one: str, other: str) -> bool:
    return bool(one and other) and (one == other or is_slip(one, other))
