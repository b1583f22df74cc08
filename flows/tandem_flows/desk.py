"""The desk a step works at: what it may read, and what it hands on.

All writes happen in one transaction at the end, so that a step leaves either everything or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import polars as pl

from tandem_flows.delivery import INTERNAL, Delivery, deliver
from tandem_flows.documents.file import Writer
from tandem_flows.reading_desk import Job, ReadingDesk
from tandem_flows.steps.definition import Step
from tandem_flows.store.canonical import digest
from tandem_flows.store.entries import Entry
from tandem_flows.store.handoffs import Place
from tandem_flows.store.writing import Staged, Written
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused, Problem
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated

__all__ = ["Desk", "Job"]
_NO_FORMS: Mapping[str, Writer] = MappingProxyType({})


class Desk(ReadingDesk):
    """One run of one step for one partnership."""

    def __init__(self, step: Step, job: Job, workspace: Workspace) -> None:
        super().__init__(step, job, workspace)
        self._staged: list[Staged] = []
        self._deliveries: list[Delivery] = []
        self._files: list[str] = []
        self._arrivals: list[Entry] = []
        # what was found in sealed files, by the hash of their content
        self.opened: dict[str, Entry] = {}

    def note_file(self, name: str, source_hash: str) -> None:
        """Note a file this run used, so that its content counts among the inputs.

        A sealed one counts as taken in once all is committed.
        """
        self._files.append(f"{name} {source_hash}")
        if source_hash in self.opened:
            self._arrivals.append(self.opened[source_hash])

    def note(self, action: str, *clauses: str, **facts: Any) -> Entry:
        """Return a ledger entry of this step; `facts` are ids, dates, counts and codes only."""
        return Entry(action, self.step.word, clauses, **facts)

    @property
    def staged(self) -> tuple[Staged, ...]:
        """What waits to be committed."""
        return tuple(self._staged)

    def hand_on(
        self,
        name: str,
        frame: pl.DataFrame,
        *clauses: str,
        part: str = "",
        call_date: date | None = None,
        notes: tuple[Entry, ...] = (),
        **facts: Any,
    ) -> pl.DataFrame:
        """Validate `frame` as handoff `name` and stage it with its ledger entry; return it."""
        if name not in self.step.writes:
            remedy = f"Add it to `writes` of step {self.step.name}."
            raise InputRefused(Problem(f"handoff {name}", "is not declared", remedy))
        spec = handoff(name)
        checked = validated(frame, spec)
        if spec.scope == "call":
            call_date = call_date or self.call_date
        round_id = self.round.round_id if spec.scope != "partnership" or self._round else ""
        place = Place(spec, round_id, call_date, part)
        every = tuple(dict.fromkeys((*clauses, *spec.clauses)))
        entry = self.note("handoff", *every, count=checked.height, **facts)
        self._staged.append(Staged(place, checked, entry, notes))
        return checked

    def deliver(
        self,
        file_name: str,
        write: Writer,
        *clauses: str,
        cases: Iterable[str],
        forms: Mapping[str, Writer] = _NO_FORMS,
        **facts: Any,
    ) -> None:
        """Plan a file for the practice; it is written and disclosed once all is committed.

        `cases` are those whose patients it tells of, `forms` the same contents in other forms, by
        the ending of the name.
        """
        told = {"cases": " ".join(sorted(set(cases)))}
        note = self.note("disclosure", *clauses, organisation="practice", details=told, **facts)
        self._deliveries.append(Delivery(file_name, write, note, forms=forms))

    def keep(self, file_name: str, write: Writer) -> None:
        """Plan a file that stays with the plan, in the outbox's folder `internal`."""
        name = f"{INTERNAL}{file_name}"
        self._deliveries.append(Delivery(name, write, None, name_tells_contents=True))

    def draft_letter(self, file_name: str, write: Writer) -> None:
        """Plan a letter that the plan's people send, with nothing of any patient in it.

        Where files travel sealed it stays in clear with the plan: it is for its people to read.
        """
        place = INTERNAL if self.carrier.is_sealing else ""
        self._deliveries.append(Delivery(f"{place}{file_name}", write, None))

    def publish(
        self, file_name: str, write: Writer, forms: Mapping[str, Writer] = _NO_FORMS
    ) -> None:
        """Plan a file for the practice that holds nothing of any patient."""
        self._deliveries.append(Delivery(file_name, write, None, forms=forms))

    def commit(self) -> list[Written]:
        """Write everything staged in one transaction, then what goes out with it.

        Raises InputRefused before anything is written when a file could not be sealed.
        """
        if any(not delivery.stays for delivery in self._deliveries):
            _ = self.carrier
        written = self.store.commit(self._staged, self.circumstances, self.input_hash)
        if self._arrivals:
            self.store.record(self._arrivals, self.circumstances)
        for delivery in self._deliveries:
            deliver(self, delivery)
        return written

    @property
    def input_hash(self) -> str:
        """The digest of all that this run looked at."""
        hashes = [hash_ for stored in self._read.values() for hash_ in stored.content_hashes]
        source = [self.source.digest()] if "source" in self.__dict__ else []
        return digest(self.as_of.isoformat(), *sorted(hashes), *source, *sorted(self._files))
