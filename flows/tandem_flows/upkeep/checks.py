"""Whether an installation and a workspace are sound: each check by itself, with what to do.

It changes nothing. What it finds names files, keys and practices, never a patient.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tandem_flows.documents.markdown import as_words
from tandem_flows.upkeep import installation, places
from tandem_flows.workspace.folder import Workspace
from tandem_validators.counts import counted
from tandem_validators.errors import Problem, TandemError


@dataclass(frozen=True)
class Check:
    """One check: what was looked at, what was found, and what is wrong."""

    name: str
    found: str
    problems: tuple[Problem, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


Look = Callable[[], "str | Problem | Sequence[Problem]"]


def checked_installation() -> list[Check]:
    """Return the checks of what is installed."""
    return [
        _check("Python", installation.python),
        _check("packages", installation.packages),
        _check("encryption", installation.encryption),
    ]


def checked_workspace(workspace: Workspace, practices: Sequence[str], as_of: date) -> list[Check]:
    """Return the checks of the installation, the workspace, and the record of each practice."""
    checks = [
        *checked_installation(),
        _check("guideline", lambda: places.guideline(workspace)),
        _check("own values", lambda: places.own_values(workspace, as_of)),
        _check("matching weights", lambda: places.match_weights(workspace)),
        _check("time zone", lambda: places.zone(workspace)),
        _check("key", lambda: places.key(workspace)),
        _check("keys for files", lambda: places.file_keys(workspace, as_of)),
        _check("private files", lambda: places.private(workspace)),
        _check("space on disk", lambda: places.space(workspace)),
        _check("mail", lambda: places.mail(workspace)),
        _check("plan source", lambda: places.source(workspace, as_of)),
    ]
    for name in practices:
        checks.append(_check(f"inbox of {name}", _with(places.inbox, workspace, name)))
        checks.append(_check(f"record of {name}", _with(places.record, workspace, name)))
    return checks


def _with(look: Callable[[Workspace, str], object], workspace: Workspace, name: str) -> Look:
    return lambda: look(workspace, name)  # type: ignore[return-value]


def _check(name: str, look: Look) -> Check:
    """Look, and take a refusal for the finding."""
    try:
        found = look()
    except TandemError as refused:
        return Check(name, "not sound", refused.problems)
    if isinstance(found, str):
        return Check(name, found)
    problems = (found,) if isinstance(found, Problem) else tuple(found)
    return Check(name, "not sound" if problems else "sound", problems)


def checks_page(checks: Iterable[Check]) -> str:
    """Return the checks as a page of Markdown, with how many problems each found.

    The problems' own words stay in the report: they can name a file that somebody sent.
    """
    rows = [f"| {as_words(check.name)} | {as_words(_found(check))} |" for check in checks]
    return "\n".join(["| checked | found |", "|---|---|", *rows])


def _found(check: Check) -> str:
    return check.found if check.is_sound else counted(len(check.problems), "problem")
