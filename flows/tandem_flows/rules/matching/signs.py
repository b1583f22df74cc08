"""What the agreements of a pair say together: namesakes, relatives, one person at a new name.

Here: questions about one pair, without points. Not here: what follows from them (`guards`).
"""

from __future__ import annotations

from tandem_flows.rules.matching.agreement import Agreement, Agreements
from tandem_flows.rules.matching.reasons import Reason

_SAME, _SWAPPED, _SLIP = Agreement.SAME, Agreement.SWAPPED, Agreement.SLIP
_DIFFERENT = Agreement.DIFFERENT
_MISSING, _INITIAL = Agreement.MISSING, Agreement.INITIAL


def is_namesake(pair: Agreements) -> bool:
    """Whether nothing but names (and a ZIP code) may speak for this pair."""
    identifying = (pair.member_id, pair.phone, pair.address)
    return not _has_agreeing_birth_date(pair) and not {_SAME, _SLIP}.intersection(identifying)


def shares_only_birth_date(pair: Agreements) -> bool:
    """Whether the birth date speaks for a pair whose names do not, and no gender against it."""
    named_otherwise = pair.first_name in (_DIFFERENT, _MISSING)
    return pair.birth_date is _SAME and named_otherwise and pair.gender is not _DIFFERENT


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


def is_confirmed(pair: Agreements) -> bool:
    """Whether names or birth date bear out an equal member id."""
    return _has_agreeing_names(pair) or _has_agreeing_birth_date(pair)


def _may_have_new_last_name(pair: Agreements) -> bool:
    """Whether first name, birth date and address or phone make the last name unimportant."""
    reached_alike = _SAME in (pair.phone, pair.address) or pair.address is _SLIP
    return pair.first_name is _SAME and pair.birth_date is _SAME and reached_alike


def needs_last_name(pair: Agreements, found: Agreement) -> bool:
    """Whether the last names agree only so far, and nothing makes them unimportant."""
    return pair.last_name is found and not _may_have_new_last_name(pair)


def stands_on_names(pair: Agreements) -> bool:
    """Whether the birth date has a slip, and neither home, telephone nor member id speaks."""
    reached = (pair.address, pair.phone, pair.member_id)
    return pair.birth_date is _SLIP and not {_SAME, _SLIP}.intersection(reached)
