"""Parameters, handoffs, steps and evidence that differ: what was and what is, and the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tandem_site.column_words import DescribedColumn
from tandem_site.releases.column_differences import column_differences
from tandem_site.releases.differences import Difference
from tandem_site.releases.history import Version
from tandem_site.releases.step_graph import KeptStep
from tandem_site.releases.told import change_of, differing, explained
from tandem_site.words import allowed_words, value_words
from tandem_validators.guideline.model import Parameter


@dataclass(frozen=True)
class ToldRow:
    """One row of a table of changes: a name, what was and what is."""

    name: str
    was: str
    now: str
    kind: str = ""
    reason: str = ""
    meaning: str = ""


@dataclass(frozen=True)
class ToldHandoff:
    """A handoff that differs, with the columns that do."""

    name: str
    kind: str
    reason: str
    meaning: str
    columns: tuple[ToldRow, ...]


def told_parameters(version: Version) -> list[ToldRow]:
    """Return the parameters that differ: their values and limits, was and is."""
    return [
        ToldRow(
            name=difference.name,
            was=_value(difference.was, difference.now),
            now=_value(difference.now, difference.was),
            kind=change_of(difference, version).kind,
            reason=change_of(difference, version).reason,
            meaning=difference.shown.meaning,
        )
        for difference in differing(version, "parameters")
    ]


def _value(parameter: Parameter | None, other: Parameter | None) -> str:
    """Return a value in words, with its limits where these differ too."""
    if parameter is None:
        return "—"
    words = value_words(parameter)
    if other is None or parameter.allowed == other.allowed:
        return words
    return f"{words} ({allowed_words(parameter)})"


def told_handoffs(version: Version) -> list[ToldHandoff]:
    """Return the handoffs that differ, with their columns."""
    return [_handoff(difference, version) for difference in differing(version, "handoffs")]


def _handoff(difference: Difference[Any], version: Version) -> ToldHandoff:
    change = change_of(difference, version)
    columns = column_differences(difference.was, difference.now)
    is_whole = difference.is_new or difference.is_withdrawn
    rows = [ToldRow(c.name, _column(c.was), _column(c.now)) for c in columns if not is_whole]
    meaning = difference.shown.meaning
    return ToldHandoff(difference.name, change.kind, change.reason, meaning, tuple(rows))


def _column(column: DescribedColumn | None) -> str:
    if column is None:
        return "—"
    unit = f", in {column.unit}" if column.unit else ""
    return f"{column.meaning} ({column.type}{unit}; {'; '.join(column.rules)})"


def told_steps(version: Version) -> list[ToldRow]:
    """Return the steps that differ: what they read and write, was and is."""
    return [
        ToldRow(
            name=difference.name,
            was=_step(difference.was),
            now=_step(difference.now),
            kind=change_of(difference, version).kind,
            reason=change_of(difference, version).reason,
        )
        for difference in differing(version, "steps")
    ]


def _step(step: KeptStep | None) -> str:
    if step is None:
        return "—"
    reads, writes = ", ".join(step.reads) or "nothing", ", ".join(step.writes) or "nothing"
    return f"{step.title}: reads {reads}; writes {writes}"


def told_evidence(version: Version) -> list[ToldRow]:
    """Return the clauses that lost a link to code or a test, and why."""
    lost = version.found.lost if version.found else ()
    by_clause = {link.clause: [o.name for o in lost if o.clause == link.clause] for link in lost}
    return [
        ToldRow(
            name=clause,
            was="; ".join(names),
            now="—",
            reason=explained("evidence", clause, version).reason,
        )
        for clause, names in by_clause.items()
    ]
