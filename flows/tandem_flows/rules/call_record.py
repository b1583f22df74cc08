"""What was recorded of one call, as one value: read by the guards, the deviations and the tasks.

Holds handoffs as they were recorded; nothing is computed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl


@dataclass(frozen=True)
class CallRecord:
    """One call: its agenda, who was there, what was reviewed and decided, and what stood before.

    `goals` and `tasks` are those recorded in this call; `earlier_goals` and `earlier_tasks` the
    registers before it, with the updates that people gave. `care_team` stands as after the call.
    `prework` is both sides' research, `prework_states` the frame of `prework.lateness`.
    `minutes` is how long the call took, empty when nobody noted it; `next_agenda_size` how many
    patients were agreed for the next call.
    """

    call_date: date
    agenda: pl.DataFrame
    team: pl.DataFrame
    attendance: pl.DataFrame
    case_records: pl.DataFrame
    decisions: pl.DataFrame
    goals: pl.DataFrame
    tasks: pl.DataFrame
    care_team: pl.DataFrame
    attempts: pl.DataFrame
    earlier_goals: pl.DataFrame
    earlier_tasks: pl.DataFrame
    prework: pl.DataFrame
    prework_states: pl.DataFrame
    minutes: int | None
    next_agenda_size: int

    @property
    def decided(self) -> pl.DataFrame:
        """The decisions on active patients whose discussion ended with a decision."""
        return self.decisions.filter(
            pl.col("membership") == "active", pl.col("outcome") == "decided"
        )

    @property
    def goals_that_stand(self) -> pl.DataFrame:
        """The goals, earlier and of this call, that no one rejected; this call's state wins."""
        ids = self.goals["goal_id"].drop_nulls().implode()
        kept = self.earlier_goals.filter(~pl.col("goal_id").is_in(ids))
        return pl.concat([kept, self.goals]).filter(pl.col("state") != "rejected")
