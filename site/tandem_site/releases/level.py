"""How high a version number must rise for what differs: major, minor or patch.

A new or stronger requirement, a removed column or a tighter rule is major; what is new but asks
nothing, and a changed default, is minor; wording is a patch. While the first number is 0, major
counts as minor: the guideline is still being tried.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tandem_site.described import DescribedHandoff
from tandem_site.releases.changes import CORRECTION, MEANING, Change, Named
from tandem_site.releases.column_differences import column_differences, is_tighter
from tandem_site.releases.differences import Difference, Differences
from tandem_site.releases.step_graph import KeptStep
from tandem_validators.errors import Problem
from tandem_validators.guideline.model import Clause, Parameter
from tandem_validators.guideline.releases import version_number

PATCH, MINOR, MAJOR = 1, 2, 3
LEVEL_WORDS = {PATCH: "patch", MINOR: "minor", MAJOR: "major"}


def level_problems(
    last: str, version: str, found: Differences, changes: Mapping[Named, Change]
) -> list[Problem]:
    """Return a problem when `version` rises less from `last` than what differs asks for."""
    levels = [(level_of(difference, changes), difference) for difference in found.named]
    asked = max((level for level, _ in levels), default=PATCH)
    lowest = lowest_version(last, asked)
    if (version_number(version) or (0, 0, 0)) >= (version_number(lowest) or (0, 0, 0)):
        return []
    causes = [difference for level, difference in levels if level == asked]
    what = f"is too low for a {LEVEL_WORDS[asked]} change from {last} ({_listed(causes)})"
    return [Problem(f"version {version}", what, f"Use {lowest} or higher.")]


def lowest_version(last: str, level: int) -> str:
    """Return the lowest version that may follow `last` with a change of this level."""
    major, minor, patch = version_number(last) or (0, 0, 0)
    if level == MAJOR and major > 0:
        return f"{major + 1}.0.0"
    return f"{major}.{minor}.{patch + 1}" if level == PATCH else f"{major}.{minor + 1}.0"


def level_of(difference: Difference[Any], changes: Mapping[Named, Change]) -> int:
    """Return the level that one difference asks for, given the editor's kind for it."""
    change = changes.get((difference.sort, difference.name))
    kind = change.kind if change else CORRECTION
    rule: Callable[[Any, str], int] = _RULES[difference.sort]
    return rule(difference, kind)


def _clause(difference: Difference[Clause], kind: str) -> int:
    was, now = difference.was, difference.now
    if was is None or now is None:
        return MAJOR if now is not None and now.strength == "must" else MINOR
    if now.strength == "must" and (was.strength != "must" or kind == MEANING):
        return MAJOR
    return MINOR if kind == MEANING or was.strength != now.strength else PATCH


def _parameter(difference: Difference[Parameter], kind: str) -> int:
    was, now = difference.was, difference.now
    if was is None or now is None:
        return MAJOR if now is None else MINOR
    if was.unit != now.unit or _is_narrower(was, now):
        return MAJOR
    before = (was.value, was.minimum, was.maximum, was.options)
    is_other = before != (now.value, now.minimum, now.maximum, now.options)
    return MINOR if is_other or kind == MEANING else PATCH


def _is_narrower(was: Parameter, now: Parameter) -> bool:
    """Whether a value that an organisation chose before can be outside now."""
    if set(was.options) - set(now.options):
        return True
    limits = (was.minimum, now.minimum, now.maximum, was.maximum)
    if any(limit is None for limit in limits):
        return False
    low, new_low, new_high, high = (limit or 0 for limit in limits)
    return new_low > low or new_high < high


def _handoff(difference: Difference[DescribedHandoff], kind: str) -> int:
    was, now = difference.was, difference.now
    if was is None or now is None:
        return MAJOR if now is None else MINOR
    found = column_differences(was, now)
    if any(is_tighter(column) for column in found) or was.receiver != now.receiver:
        return MAJOR
    return MINOR if kind == MEANING or any(column.was is None for column in found) else PATCH


def _step(difference: Difference[KeptStep], kind: str) -> int:
    """A case that began under the earlier version must still find its step."""
    was, now = difference.was, difference.now
    if was is None or now is None:
        return MAJOR if now is None else MINOR
    if set(was.reads) - set(now.reads) or set(was.writes) - set(now.writes):
        return MAJOR
    return PATCH if (was.reads, was.writes) == (now.reads, now.writes) else MINOR


_RULES: Mapping[str, Callable[[Any, str], int]] = {
    "clauses": _clause,
    "parameters": _parameter,
    "handoffs": _handoff,
    "steps": _step,
}


def _listed(causes: Sequence[Difference[Any]]) -> str:
    names = [f"{cause.sort} {cause.name}" for cause in causes[:5]]
    more = f" and {len(causes) - 5} more" if len(causes) > 5 else ""
    return ", ".join(names) + more
