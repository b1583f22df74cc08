"""The part of `profile.yaml` on the key, on how long records are kept, and on legal holds.

Here: its keys and what is wrong with them. What is past its time is worked out in `privacy`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tandem_flows.workspace.keys import FILE, KeyPlace, key_place
from tandem_validators.errors import InputRefused, Problem
from tandem_validators.guideline.keys import key_problems, type_problems

PRIVACY_KEYS = {"key", "key_file", "retention", "legal_holds"}
# no clause of the guideline says how long: it is what HIPAA asks for, and states may ask for more
_YEARS, _WHY = 6, "45 CFR 164.316(b)(2) and 164.528: documents and disclosures are kept so long"
_RETENTION = {"years", "reason"}
_HOLD, _HOLD_MAY_HAVE = {"practice", "since", "reason"}, {"case"}


@dataclass(frozen=True)
class Retention:
    """For how many years after its last day a patient's record is kept, and why so long."""

    years: int = _YEARS
    reason: str = _WHY
    is_stated: bool = False


@dataclass(frozen=True)
class LegalHold:
    """What must not be erased, since when and why: a whole practice, or one case of it."""

    practice_id: str
    since: date
    reason: str
    case_id: str | None = None

    def covers(self, practice_id: str, case_id: str, on: date) -> bool:
        """Whether the hold keeps this case from being erased on a day."""
        is_meant = self.case_id in (None, case_id)
        return self.practice_id == practice_id and is_meant and self.since <= on


def key_of(block: Mapping[str, Any]) -> KeyPlace:
    """Return where the profile says that the key is."""
    if "key_file" in block:
        return KeyPlace(FILE, str(block["key_file"]))
    return key_place(str(block["key"]), "profile.yaml, key 'key'")


def retention_of(block: Mapping[str, Any]) -> Retention:
    """Return how long records are kept; without a word in the profile as long as HIPAA asks."""
    stated = block.get("retention")
    return Retention(stated["years"], stated["reason"], True) if stated else Retention()


def holds_of(block: Mapping[str, Any]) -> tuple[LegalHold, ...]:
    """Return the legal holds that the profile states."""
    return tuple(
        LegalHold(hold["practice"], hold["since"], hold["reason"], hold.get("case"))
        for hold in block.get("legal_holds") or ()
    )


def privacy_problems(block: Mapping[str, Any]) -> list[Problem]:
    """Return everything that is wrong with these keys of the profile."""
    return [*_key_problems(block), *_retention_problems(block), *_hold_problems(block)]


def _key_problems(block: Mapping[str, Any]) -> Iterator[Problem]:
    if ("key" in block) == ("key_file" in block):
        what = "names two keys" if "key" in block else "names no key"
        remedy = "Give either `key_file: PATH`, or `key: env:NAME` or `key: keyring:NAME`."
        yield Problem("profile.yaml", what, remedy)
        return
    try:
        key_of(block)
    except InputRefused as refused:
        yield from refused.problems


def _retention_problems(block: Mapping[str, Any]) -> Iterator[Problem]:
    stated, where = block.get("retention"), "profile.yaml, retention"
    if stated is None:
        return
    problems = key_problems(stated, where, _RETENTION)
    problems = problems or type_problems(stated, where, int, "years")
    yield from problems
    if not problems and stated["years"] < 1:
        remedy = "Give whole years, and the law or agreement behind them as `reason`."
        yield Problem(f"{where}, key 'years'", "is below 1", remedy)


def _hold_problems(block: Mapping[str, Any]) -> Iterator[Problem]:
    for hold in block.get("legal_holds") or ():
        where = "profile.yaml, legal_holds"
        problems = key_problems(hold, where, _HOLD, _HOLD_MAY_HAVE)
        yield from problems
        if problems:
            continue
        if hold["practice"] not in (block["practices"] or {}):
            remedy = f"Use one of: {', '.join(block['practices'] or {})}."
            yield Problem(f"{where}, key 'practice'", "is no practice of this profile", remedy)
        if not isinstance(hold["since"], date):
            yield Problem(f"{where}, key 'since'", "is no date", "Use YYYY-MM-DD.")
