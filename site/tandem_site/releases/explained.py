"""Does every change since the last release have its kind and reason, and nothing else one?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tandem_site.releases.changes import CHANGES_FILE, KINDS, NEW, WITHDRAWN, Change, Changes, Named
from tandem_site.releases.differences import Difference, Differences, LostLink
from tandem_validators.errors import Problem

_WHERE = f"guidelines/{CHANGES_FILE}"
_SINGULAR = {
    "clauses": "clause",
    "parameters": "parameter",
    "handoffs": "handoff",
    "steps": "step",
}


def change_problems(found: Differences, changes: Changes) -> list[Problem]:
    """Return what the editor's list leaves out, misjudges, or names without cause.

    What cannot be read in it is told by the check of agreement.
    """
    problems: list[Problem] = []
    for difference in found.named:
        problems += _difference_problems(difference, changes.named)
    problems += [_unexplained_loss(link) for link in found.lost if _is_open(link, changes.named)]
    return problems + _idle(found, changes.named)


def _difference_problems(
    difference: Difference[Any], named: Mapping[Named, Change]
) -> list[Problem]:
    change = named.get((difference.sort, difference.name))
    where = f"{_SINGULAR[difference.sort]} {difference.name}"
    if change is None:
        what = f"{_manner(difference)} since the last release, without kind and reason"
        remedy = f"Add `{difference.sort}: [{difference.name}]` with both to {_WHERE}."
        return [Problem(where, what, remedy)]
    fitting = _fitting(difference)
    if change.kind in fitting:
        return []
    what = f"{_manner(difference)}, but {_WHERE} calls it {change.kind}"
    return [Problem(where, what, f"Use one of: {', '.join(fitting)}.")]


def _fitting(difference: Difference[Any]) -> tuple[str, ...]:
    if difference.is_new:
        return (NEW,)
    if difference.is_withdrawn:
        return (WITHDRAWN,)
    return tuple(kind for kind in KINDS if kind not in (NEW, WITHDRAWN))


def _manner(difference: Difference[Any]) -> str:
    if difference.is_new:
        return "is new"
    return "is withdrawn" if difference.is_withdrawn else "has changed"


def _is_open(link: LostLink, named: Mapping[Named, Change]) -> bool:
    return ("evidence", link.clause) not in named


def _unexplained_loss(link: LostLink) -> Problem:
    what = f"had the link to {link.name} in the last release; it is gone"
    remedy = f"Restore the mark, or add `evidence: [{link.clause}]` with a reason to {_WHERE}."
    return Problem(f"clause {link.clause}", what, remedy, link.clause)


def _idle(found: Differences, named: Mapping[Named, Change]) -> list[Problem]:
    real = {(difference.sort, difference.name) for difference in found.named}
    real |= {("evidence", link.clause) for link in found.lost}
    return [
        Problem(_WHERE, f"explains {name} of {sort}, which did not change", "Remove it there.")
        for sort, name in named
        if (sort, name) not in real
    ]
