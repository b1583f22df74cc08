"""How many mistakes of one file are told: as many as people correct before they send it again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from tandem_validators.errors import Problem

MOST_TOLD = 1000


def told(problems: Sequence[Problem], file: str) -> list[Problem]:
    """Return the problems in their order; behind the first thousand one line says how many more."""
    more = len(problems) - MOST_TOLD
    if more <= 0:
        return list(problems)
    remedy = "Correct those above, or ask for a new file, and send it again."
    what = f"has {more} mistakes more, or is no list at all"
    return [*islice(problems, MOST_TOLD), Problem(file, what, remedy)]
