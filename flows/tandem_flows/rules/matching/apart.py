"""Pairs that nobody need look at: what disagrees says two people, whatever the two share.

Here: when a pair is not shown, in code and in words. An equal member id is always shown. Not here:
when a person must look (`guards`), nor the points (`score`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tandem_flows.rules.matching.agreement import Agreement, Agreements

_SAME, _SLIP, _NEAR = Agreement.SAME, Agreement.SLIP, Agreement.NEAR
_DIFFERENT = Agreement.DIFFERENT
_MISSING, _INITIAL = Agreement.MISSING, Agreement.INITIAL


@dataclass(frozen=True, slots=True)
class Apart:
    """One way in which a pair is two people, in code and in plain words."""

    holds: Callable[[Agreements], bool]
    when: str
    whom: str


def are_two_people(pair: Agreements) -> bool:
    """Whether two fields that disagree say that these are two people."""
    return pair.member_id is not _SAME and any(apart.holds(pair) for apart in APART)


def _are_at_one_home(pair: Agreements) -> bool:
    first_name, birth_date = pair.first_name, pair.birth_date
    return first_name is _DIFFERENT and birth_date is _DIFFERENT


def _are_of_two_genders(pair: Agreements) -> bool:
    """Not where the birth date is the same: name and gender may both have changed since."""
    is_other_name = pair.first_name in (_DIFFERENT, _MISSING, _INITIAL)
    return is_other_name and pair.gender is _DIFFERENT and pair.birth_date in (_NEAR, _DIFFERENT)


def _share_a_first_name(pair: Agreements) -> bool:
    reached = {pair.address, pair.phone, pair.member_id}
    is_other_person = pair.last_name is _DIFFERENT and pair.birth_date in (_NEAR, _DIFFERENT)
    return is_other_person and not reached & {_SAME, _SLIP}


APART = (
    Apart(
        _are_at_one_home,
        "Both first names are there and disagree, and the birth dates differ in more than two "
        "digits",
        "couples, parents and children, brothers and sisters of one home",
    ),
    Apart(
        _are_of_two_genders,
        "The genders differ, the birth dates differ by more than one slip, and the first name is "
        "another, missing or an initial",
        "couples born close together, or one of them without a first name",
    ),
    Apart(
        _share_a_first_name,
        "The last names differ, the birth dates differ by more than one slip, and neither address, "
        "telephone nor member id agrees",
        "strangers of one first name",
    ),
)
