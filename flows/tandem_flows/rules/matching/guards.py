"""The guards around the points: what no number of points can make good, whatever the weights.

Here: when a person must look at a pair, in code and in words. Not here: what a pair's
agreements say together (`signs`), nor the points (`score`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tandem_flows.rules.matching.agreement import Agreement, Agreements
from tandem_flows.rules.matching.reasons import Reason
from tandem_flows.rules.matching.signs import is_confirmed, needs_last_name, stands_on_names

_SAME, _NEAR, _DIFFERENT = Agreement.SAME, Agreement.NEAR, Agreement.DIFFERENT
_MISSING, _INITIAL = Agreement.MISSING, Agreement.INITIAL


@dataclass(frozen=True, slots=True)
class Guard:
    """One guard: the reason it gives, whether it holds a pair back, and both in plain words."""

    reason: Reason
    holds: Callable[[Agreements], bool]
    when: str
    whom: str


def doubt(pair: Agreements) -> Reason | None:
    """Why a person must look at this pair, however many points it has; None when nobody must."""
    guards = GUARDS_WITH_MEMBER_ID if pair.member_id is _SAME else GUARDS_WITHOUT_MEMBER_ID
    return next((guard.reason for guard in guards if guard.holds(pair)), None)


_OTHER_FIRST_NAME = Guard(
    Reason.FIRST_NAMES_DISAGREE,
    lambda pair: pair.first_name is _DIFFERENT,
    "Both first names are there and disagree: no nickname, no slip, not swapped with the last name",
    "twins; members of one family under one number",
)
_OTHER_GENERATION = Guard(
    Reason.GENERATIONS_DISAGREE,
    lambda pair: pair.generation is _DIFFERENT,
    "Both have a suffix such as Jr or Sr, and these differ",
    "parent and child of one name",
)
GUARDS_WITH_MEMBER_ID = (
    _OTHER_FIRST_NAME,
    _OTHER_GENERATION,
    Guard(
        Reason.MEMBER_ID_ONLY,
        lambda pair: not is_confirmed(pair),
        "The member id is the same, but neither both names nor the birth date agree",
        "whoever has a number with a mistake in it that is somebody else's",
    ),
)
GUARDS_WITHOUT_MEMBER_ID = (
    _OTHER_FIRST_NAME,
    _OTHER_GENERATION,
    Guard(
        Reason.FIRST_NAME_MISSING,
        lambda pair: pair.first_name in (_MISSING, _INITIAL),
        "A first name is missing or only an initial",
        "twins",
    ),
    Guard(
        Reason.BIRTH_DATES_DISAGREE,
        lambda pair: pair.birth_date in (_DIFFERENT, _NEAR),
        "The birth dates differ by more than one slip or a swap of day and month",
        "parent and child of one name at one address; namesakes",
    ),
    Guard(
        Reason.BIRTH_DATE_MISSING,
        lambda pair: pair.birth_date is _MISSING,
        "A birth date is missing",
        "parent and child of one name at one address; namesakes",
    ),
    Guard(
        # Names of twins may share a short form or all letters but one; then their genders tell.
        Reason.GENDERS_DISAGREE,
        lambda pair: pair.first_name is not _SAME and pair.gender is _DIFFERENT,
        "The first names are not the same, and the genders differ",
        "twins whose names are nearly alike",
    ),
    Guard(
        Reason.LAST_NAMES_DISAGREE,
        lambda pair: needs_last_name(pair, _DIFFERENT),
        "The last names differ, and first name, birth date and address or telephone are not all "
        "the same",
        "strangers of one first name and birth date",
    ),
    Guard(
        Reason.LAST_NAME_MISSING,
        lambda pair: needs_last_name(pair, _MISSING),
        "A last name is missing, and first name, birth date and address or telephone are not all "
        "the same",
        "strangers of one first name and birth date",
    ),
    Guard(
        Reason.TOO_LITTLE_AGREES,
        stands_on_names,
        "The birth date has a slip, and neither address, telephone nor member id agrees",
        "namesakes",
    ),
)
