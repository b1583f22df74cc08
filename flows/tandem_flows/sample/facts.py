"""What is true of the invented sample by construction: its days, its practices and its counts.

Dates and counts only. The people are in `people`, the codes in `clinical`. No number here is a
value of the guideline: these are the facts of one invented plan and its two invented practices.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

AS_OF = date(2026, 1, 5)
FIRST_CALL_ON = date(2026, 1, 13)
DATA_FROM = date(2024, 1, 1)
DATA_TO = date(2026, 12, 31)

PRACTICES = ("lakeside", "millbrook")
# Share of all members attributed to each practice; the rest are attributed to none.
PRACTICE_SHARES = {
    "lakeside": 0.16,
    "millbrook": 0.09,
    "harborview": 0.14,
    "pinehill": 0.13,
    "stonebridge": 0.12,
    "ferncliff": 0.11,
    "westgate": 0.10,
}
# Below this the smaller practice has too few covered patients for a list that differs from the
# plan's.
FEWEST_MEMBERS = 1000

# How many rows each practice sent, before late additions, and how many of them are also among
# the plan's highest scores.
LIST_ROWS = 30
COMMON_ROWS = 8
LATE_ROWS = {"lakeside": 0, "millbrook": 2}


@dataclass(frozen=True)
class ListFacts:
    """What one practice's list holds by construction, in rows.

    `common` rows are patients who are also among the plan's highest scores, slips included;
    `to_confirm` rows resemble such a patient and only a person can tell; `not_members` are
    unknown to the plan; `added_late` rows come on top of the others.
    """

    practice_id: str
    file: str
    attributed: int
    rows: int
    common: int
    to_confirm: int
    not_members: int
    urgent: int
    added_late: int


@dataclass(frozen=True)
class SampleFacts:
    """What `write_sample` wrote: files relative to the folder, first days, counts of each list."""

    as_of: date
    first_call_on: date
    data_from: date
    data_to: date
    practices: tuple[str, ...]
    members: int
    source_file: str
    plan_files: tuple[str, ...]
    lists: tuple[ListFacts, ...]

    def list_of(self, practice_id: str) -> ListFacts:
        """The counts of one practice's list; KeyError for a practice without a list."""
        return {facts.practice_id: facts for facts in self.lists}[practice_id]
