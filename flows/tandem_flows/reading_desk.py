"""What a run looks at: the handoffs its step declared, the values in force, the plan source.

All reads happen in one short opening of the store. Nothing is written here but the next round.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from tandem_flows.steps.definition import Step
from tandem_flows.store.entries import Circumstances
from tandem_flows.store.reading import Stored, read_latest
from tandem_flows.store.rounds import Round, current_round
from tandem_flows.transit.carrier import Carrier, carrier_to
from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.profile import Practice
from tandem_validators.errors import InputRefused, Problem
from tandem_validators.handoffs.registry import handoff

if TYPE_CHECKING:
    from tandem_flows.source.open import Source


@dataclass(frozen=True)
class Job:
    """What a run is told: for whom, looking from which day, about which call, by whom."""

    practice_id: str
    as_of: date
    call_date: date | None = None
    operator: str = "unknown"
    operator_basis: str = "os_user"
    flow_run_id: str | None = None


class ReadingDesk:
    """One run's view of one partnership."""

    def __init__(self, step: Step, job: Job, workspace: Workspace) -> None:
        self.step, self.job, self.workspace = step, job, workspace
        self.as_of = job.as_of
        self.practice: Practice = workspace.practice(job.practice_id)
        self.values = workspace.values(job.as_of)
        self.closed_days = workspace.profile.closed_days
        self.store = workspace.store(job.practice_id)
        self._read: dict[str, Stored] = {}
        self._round: Round | None = None

    @property
    def seen_until(self) -> date | None:
        """The last day whose records this run sees; a record by hand sees them all."""
        return self.as_of if self.step.is_dated else None

    def load(self) -> None:
        """Read every declared handoff in one opening of the store, which is made when missing."""
        if not self.store.path.is_file():
            self.store.create()
        with self.store.session() as opened:
            self._round = current_round(opened, self.seen_until)
            round_id = self._round.round_id if self._round else None
            for name in self.step.reads:
                self._read[name] = read_latest(
                    opened, handoff(name), round_id, as_of=self.seen_until
                )

    @property
    def call_date(self) -> date:
        """The call this run is about; raise InputRefused when none was named."""
        if self.job.call_date is None:
            remedy = "Name the call with `--call YYYY-MM-DD`."
            raise InputRefused(Problem(f"step {self.step.name}", "is about one call", remedy))
        return self.job.call_date

    @property
    def round(self) -> Round:
        """The round being worked through; raise InputRefused when none was opened."""
        if self._round is None:
            remedy = "Run `tandem run identify` first: a round begins with a pair of lists."
            raise InputRefused(Problem(f"practice {self.job.practice_id}", "has no round", remedy))
        return self._round

    def open_round(self) -> Round:
        """Open the next round, or find it opened by another run of this moment."""
        self._round = self.store.open_round(self.circumstances, self._round)
        for name in self.step.reads:
            if handoff(name).scope != "partnership":
                self._read[name] = self.store.read(name)
        return self._round

    @property
    def has_round(self) -> bool:
        """Whether a round was opened."""
        return self._round is not None

    def read(self, name: str) -> pl.DataFrame:
        """Return the latest rows of a declared handoff; of all calls of the round, if by call."""
        return self._read[name].frame

    def every_round(self, name: str) -> pl.DataFrame:
        """Return the latest rows of a declared handoff in every round, the latest round last.

        What was agreed in an earlier round goes on: reports are owed beyond a new pair of lists.
        """
        with self.store.session() as opened:
            stored = read_latest(
                opened, handoff(name), None, as_of=self.seen_until, with_provenance=True
            )
        if not stored.is_known:
            return stored.frame
        return stored.frame.sort("as_of", maintain_order=True).select(handoff(name).columns)

    def require(self, name: str) -> pl.DataFrame:
        """Return the latest rows; raise InputRefused when the handoff was never written."""
        if not self._read[name].is_known:
            word = handoff(name).step
            remedy = f"Run `tandem run {word}` for this practice first."
            raise InputRefused(Problem(f"handoff {name}", "was never written", remedy))
        return self._read[name].frame

    def of_call(self, name: str) -> pl.DataFrame:
        """Return the latest rows of a declared handoff for this run's call."""
        return self.read(name).filter(pl.col("call_date") == self.call_date)

    def require_of_call(self, name: str) -> pl.DataFrame:
        """Return the rows of this run's call; raise InputRefused when nothing was recorded."""
        frame = self.of_call(name)
        if frame.is_empty():
            remedy = f"Run {_commands(handoff(name).step)} for this call first."
            where = f"handoff {name}, call {self.call_date}"
            raise InputRefused(Problem(where, "was never written", remedy))
        return frame

    @cached_property
    def source(self) -> Source:
        """The plan source; once asked for, its digest counts among what the run looked at."""
        return self.workspace.source

    @cached_property
    def carrier(self) -> Carrier:
        """In what form files go to the practice; raises InputRefused when a key is missing."""
        return carrier_to(self.workspace, self.practice)

    @property
    def circumstances(self) -> Circumstances:
        """Under what this run is made."""
        return Circumstances(
            as_of=self.as_of,
            operator=self.job.operator,
            operator_basis=self.job.operator_basis,
            guideline_version=self.workspace.guideline.version,
            guideline_digest=self.workspace.guideline.digest,
            values_digest=self.values.digest(),
            flow_run_id=self.job.flow_run_id,
        )


def _commands(word: str) -> str:
    """Return the commands that bring the handoffs of a step about."""
    run = f"`tandem run {word}`"
    return f"{run} or `tandem record {word}`" if word in ("prework", "call") else run
