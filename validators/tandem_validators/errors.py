"""The refusals of the project: one base class, four kinds, each a list of problems.

A problem says where, what is wrong and what to do. A patient's own values never stand in one:
a row and a column lead the person who sent the file to the value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: `where` (file, row, column), `what`, and the `remedy`."""

    where: str
    what: str
    remedy: str
    clause: str | None = None

    def __str__(self) -> str:
        clause = f" ({self.clause})" if self.clause else ""
        return f"{self.where}: {self.what}{clause}. {self.remedy}"


class TandemError(Exception):
    """A refusal with its reasons; the command line prints them and ends with `exit_code`."""

    exit_code = 1
    code = "REFUSED"

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class InputRefused(TandemError):
    """A file, sheet or command that people gave is not usable; nothing was stored."""

    code = "INPUT"


class GuidelineRefused(TandemError):
    """The written process (or an organisation's own values) is incomplete or contradicts itself."""

    code = "GUIDELINE"


class StoreRefused(TandemError):
    """The store cannot be opened, read or written as asked."""

    code = "STORE"


class RuleRefused(TandemError):
    """An answer that a clause of the guideline does not allow; nothing was stored."""

    code = "RULE"
