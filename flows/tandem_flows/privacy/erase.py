"""Removing a patient from a partnership's record, at a person's word and with a reason.

Refused while a legal hold covers the case. Files are listed, not deleted: that is for a person.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from tandem_flows.privacy.belongs import known_by, rows_of
from tandem_flows.privacy.files import Holding, Marks, files_about, marks_of
from tandem_flows.privacy.retention import case_times
from tandem_flows.store.entries import Entry
from tandem_flows.store.erasing import ERASURE, Erasure, every_version, identities_of
from tandem_flows.store.store import Store
from tandem_flows.upkeep.partnership import circumstances
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused, Problem

RETENTION_OVER = "retention_over"
REASONS = (RETENTION_OVER, "patient_right", "listed_by_mistake", "court_order")


@dataclass(frozen=True)
class Erased:
    """What was erased, and the files that a person is to look at."""

    erasure: Erasure
    files: tuple[Holding, ...]


def erase_patient(
    workspace: Workspace, practice_id: str, case_id: str, reason: str, on: date, operator: str
) -> Erased:
    """Erase the patient of a case: rows and salts of every version; digests and the chain stay.

    A second run on the same case wipes what an interrupted first one left in the file, and lists
    the files again. Raises InputRefused for an unknown case or reason, a legal hold, or a time that
    is not over.
    """
    store = workspace.store(practice_id)
    _refuse(workspace, store, case_id, reason, on)
    marks = _marks(store, case_id)
    if not _is_erased(store.ledger(), case_id) or _has_rows(store, case_id):
        entry = Entry(ERASURE, "ready", (), code=reason, done_on=on)
        run = circumstances(workspace, on, operator)
        erased = store.erase(case_id, rows_of(case_id), entry, run)
    else:
        erased = Erasure(case_id, 0, 0, "")
    store.write_anew()
    files = files_about(workspace, practice_id, marks, sent_with(store.ledger(), case_id))
    return Erased(erased, tuple(files))


def sent_with(ledger: pl.DataFrame, case_id: str) -> set[str]:
    """Return the names of the files that went out with the patient of a case, in every form."""
    names: set[str] = set()
    for details in ledger.filter(pl.col("action") == "disclosure")["details"]:
        facts: Mapping[str, str] = json.loads(details)
        if case_id in facts.get("cases", "").split():
            names.add(facts["file"])
    return names


def erased_cases(ledger: pl.DataFrame) -> list[tuple[str, date, str]]:
    """Return each case that the ledger says was erased, with the day and the reason."""
    said = ledger.filter(pl.col("action") == ERASURE)
    return list(said.select("case_id", "done_on", "code").iter_rows())


def _refuse(workspace: Workspace, store: Store, case_id: str, reason: str, on: date) -> None:
    where = f"case {case_id}"
    if reason not in REASONS:
        remedy = f"Use one of: {', '.join(REASONS)}."
        raise InputRefused(Problem(f"reason {reason}", "is no reason of an erasure", remedy))
    for hold in workspace.profile.legal_holds:
        if hold.covers(store.partnership, case_id, on):
            what = f"is under a legal hold since {hold.since}"
            remedy = "Ask who set it; it stands in profile.yaml, legal_holds."
            raise InputRefused(Problem(where, what, remedy))
    if reason != RETENTION_OVER:
        return
    for time in case_times(workspace, store, on):
        if time.case_id == case_id and not time.is_over:
            what = f"is to be kept until {time.kept_until}"
            remedy = "Wait until then, or give the reason that asks for it before."
            raise InputRefused(Problem(where, what, remedy))


def _marks(store: Store, case_id: str) -> Marks:
    with store.session() as opened:
        versions = every_version(opened)
        known = known_by(case_id, versions, identities_of(opened, case_id))
    return marks_of(known, versions)


def _is_erased(ledger: pl.DataFrame, case_id: str) -> bool:
    return case_id in [case for case, _, _ in erased_cases(ledger)]


def _has_rows(store: Store, case_id: str) -> bool:
    with store.session() as opened:
        identities = identities_of(opened, case_id)
        return bool(identities or rows_of(case_id)(every_version(opened), identities))
