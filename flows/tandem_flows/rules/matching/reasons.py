"""Why a pair is a match, or why a person must look at it: the guards around the points.

Here: what no number of points can make good. Not here: the points (`score`).
"""

from __future__ import annotations

from enum import StrEnum

from tandem_flows.rules.matching.agreement import Agreement, Agreements

_SAME, _SWAPPED, _SLIP = Agreement.SAME, Agreement.SWAPPED, Agreement.SLIP
_NEAR, _DIFFERENT = Agreement.NEAR, Agreement.DIFFERENT
_MISSING, _INITIAL = Agreement.MISSING, Agreement.INITIAL


class Reason(StrEnum):
    """Why a pair is a match, or why a person must look at it."""

    MEMBER_ID_AND_NAME = "member id and name"
    MEMBER_ID_AND_BIRTH_DATE = "member id and birth date"
    NAME_AND_BIRTH_DATE = "name and birth date"
    NAME_AND_NEAR_BIRTH_DATE = "name and near birth date"
    FIRST_NAMES_DISAGREE = "first names disagree"
    GENERATIONS_DISAGREE = "generations disagree"
    MEMBER_ID_ONLY = "member id only"
    FIRST_NAME_MISSING = "first name missing"
    LAST_NAMES_DISAGREE = "last names disagree"
    LAST_NAME_MISSING = "last name missing"
    BIRTH_DATES_DISAGREE = "birth dates disagree"
    BIRTH_DATE_MISSING = "birth date missing"
    GENDERS_DISAGREE = "genders disagree"
    TOO_LITTLE_AGREES = "too little agrees"
    SEVERAL_CANDIDATES = "several candidates"


def doubt(pair: Agreements) -> Reason | None:
    """Why a person must look at this pair, however many points it has; None when nobody must."""
    if pair.first_name is _DIFFERENT:
        return Reason.FIRST_NAMES_DISAGREE
    if pair.generation is _DIFFERENT:
        return Reason.GENERATIONS_DISAGREE
    if pair.member_id is _SAME:
        is_confirmed = _has_agreeing_names(pair) or _has_agreeing_birth_date(pair)
        return None if is_confirmed else Reason.MEMBER_ID_ONLY
    return _doubt_without_member_id(pair)


def _doubt_without_member_id(pair: Agreements) -> Reason | None:
    """Without the member id the names and the birth date must agree: strangers share names."""
    doubts: list[tuple[bool, Reason]] = [
        (pair.first_name in (_MISSING, _INITIAL), Reason.FIRST_NAME_MISSING),
        (pair.birth_date in (_DIFFERENT, _NEAR), Reason.BIRTH_DATES_DISAGREE),
        (pair.birth_date is _MISSING, Reason.BIRTH_DATE_MISSING),
        # Names of twins may share a short form or all letters but one; then their genders tell.
        (pair.first_name is not _SAME and pair.gender is _DIFFERENT, Reason.GENDERS_DISAGREE),
    ]
    if not _may_have_new_last_name(pair):
        doubts.append((pair.last_name is _DIFFERENT, Reason.LAST_NAMES_DISAGREE))
        doubts.append((pair.last_name is _MISSING, Reason.LAST_NAME_MISSING))
    return next((reason for is_so, reason in doubts if is_so), None)


def _may_have_new_last_name(pair: Agreements) -> bool:
    """Whether first name, birth date and address or phone make the last name unimportant."""
    reached_alike = _SAME in (pair.phone, pair.address) or pair.address is _SLIP
    return pair.first_name is _SAME and pair.birth_date is _SAME and reached_alike


def is_namesake(pair: Agreements) -> bool:
    """Whether nothing but names (and a ZIP code) may speak for this pair."""
    identifying = (pair.member_id, pair.phone, pair.address)
    return not _has_agreeing_birth_date(pair) and not {_SAME, _SLIP}.intersection(identifying)


def shares_only_birth_date(pair: Agreements) -> bool:
    """Whether the birth date speaks for a pair whose names do not, and no gender against it."""
    named_otherwise = pair.first_name in (_DIFFERENT, _MISSING)
    return pair.birth_date is _SAME and named_otherwise and pair.gender is not _DIFFERENT


def are_relatives(pair: Agreements) -> bool:
    """Whether first name and birth date both say two people, whatever they share at home."""
    other_person = pair.first_name is _DIFFERENT and pair.birth_date is _DIFFERENT
    return other_person and pair.member_id is not _SAME


def ground(pair: Agreements) -> Reason:
    """What a match of this pair, about which there is no doubt, stands on."""
    if pair.member_id is _SAME:
        named = _has_agreeing_names(pair)
        return Reason.MEMBER_ID_AND_NAME if named else Reason.MEMBER_ID_AND_BIRTH_DATE
    if pair.birth_date is _SAME:
        return Reason.NAME_AND_BIRTH_DATE
    return Reason.NAME_AND_NEAR_BIRTH_DATE


def _has_agreeing_names(pair: Agreements) -> bool:
    first_agrees = pair.first_name not in (_DIFFERENT, _MISSING, _INITIAL)
    return first_agrees and pair.last_name not in (_DIFFERENT, _MISSING)


def _has_agreeing_birth_date(pair: Agreements) -> bool:
    return pair.birth_date in (_SAME, _SWAPPED, _SLIP)
