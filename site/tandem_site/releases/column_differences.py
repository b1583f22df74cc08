"""What differs between the columns of a handoff in two versions."""

from __future__ import annotations

from dataclasses import dataclass

from tandem_site.column_words import DescribedColumn
from tandem_site.described import DescribedHandoff


@dataclass(frozen=True)
class ColumnDifference:
    """A column that is new, withdrawn, or described otherwise than before."""

    name: str
    was: DescribedColumn | None
    now: DescribedColumn | None


def column_differences(
    was: DescribedHandoff | None, now: DescribedHandoff | None
) -> list[ColumnDifference]:
    """Return the columns that differ, in the order of the later version."""
    before = {column.name: column for column in was.columns} if was else {}
    after = {column.name: column for column in now.columns} if now else {}
    names = [*after, *(name for name in before if name not in after)]
    return [
        ColumnDifference(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    ]


def is_tighter(difference: ColumnDifference) -> bool:
    """Whether a table that was right before can be wrong now: its maker has to act."""
    was, now = difference.was, difference.now
    if now is None:
        return True
    if was is None:
        return "can be empty" not in now.rules
    if was.type != now.type:
        return True
    return any(not _allowed_before(rule, was.rules) for rule in now.rules)


_ONE_OF = "one of: "
_AT_LEAST, _AT_MOST = " or more", " or less"


def _allowed_before(rule: str, before: tuple[str, ...]) -> bool:
    """Whether every value that kept the rules before keeps `rule` too."""
    if rule in before or rule == "can be empty":
        return True
    if rule.startswith(_ONE_OF):
        return any(_words(old) <= _words(rule) for old in before if old.startswith(_ONE_OF))
    for ending, sign in ((_AT_LEAST, 1), (_AT_MOST, -1)):
        limit = _limit(rule, ending)
        if limit is not None:
            olds = [old for text in before if (old := _limit(text, ending)) is not None]
            return any(sign * old >= sign * limit for old in olds)
    return False


def _words(rule: str) -> set[str]:
    return set(rule.removeprefix(_ONE_OF).split(", "))


def _limit(rule: str, ending: str) -> float | None:
    try:
        return float(rule.removesuffix(ending)) if rule.endswith(ending) else None
    except ValueError:
        return None
