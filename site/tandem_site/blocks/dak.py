"""What of this guideline fills each of the nine parts of a WHO digital adaptation kit: counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem_validators.counts import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tandem_site.blocks import Block
    from tandem_site.edition import Edition

_MEASURES = "EVL-"
_RHYTHMS = ("days", "months", "weeks")


def dak_blocks() -> Mapping[str, Block]:
    """Return the count of each part, by the name of its block."""
    return {f"dak-{part}": count for part, count in _COUNTS.items()}


def _recommendations(edition: Edition) -> str:
    strengths = [clause.strength for clause in edition.guideline.clauses.values()]
    parts = [f"{strengths.count(strength)} {words}" for strength, words in _STRENGTHS.items()]
    return f"{counted(len(strengths), 'clause')}: {', '.join(parts)}"


_STRENGTHS = {
    "must": "required",
    "should": "recommended",
    "may": "optional",
    "definition": "definitions",
}


def _personas(edition: Edition) -> str:
    actors = {clause.actor for clause in edition.guideline.clauses.values()}
    return counted(len(actors), "actor")


def _scenarios(edition: Edition) -> str:
    found = [name for name in edition.guideline.clauses if name.startswith("VIG-")]
    return counted(len(found), "vignette")


def _processes(edition: Edition) -> str:
    return counted(len(edition.steps), "step")


def _elements(edition: Edition) -> str:
    columns = sum(len(handoff.columns) for handoff in edition.handoffs.values())
    return f"{counted(len(edition.handoffs), 'handoff')} with {counted(columns, 'column')}"


def _decisions(_edition: Edition) -> str:
    from tandem_site.blocks.decisions import decision_blocks

    tables = [name for name in decision_blocks() if name.endswith("-table")]
    return counted(len(tables), "table")


def _schedules(edition: Edition) -> str:
    units = [parameter.unit for parameter in edition.guideline.parameters.values()]
    return counted(sum(unit in _RHYTHMS for unit in units), "parameter") + " of time"


def _indicators(edition: Edition) -> str:
    found = [name for name in edition.guideline.clauses if name.startswith(_MEASURES)]
    return f"{counted(len(found), 'clause')} on evaluation"


def _requirements(edition: Edition) -> str:
    clauses = edition.guideline.clauses.values()
    automated = [clause for clause in clauses if clause.kind == "automated"]
    recorded = [clause for clause in clauses if clause.kind == "recorded"]
    return f"{len(automated)} clauses carried out and {len(recorded)} recorded by the software"


_COUNTS: dict[str, Callable[[Edition], str]] = {
    "recommendations": _recommendations,
    "personas": _personas,
    "scenarios": _scenarios,
    "processes": _processes,
    "elements": _elements,
    "decisions": _decisions,
    "schedules": _schedules,
    "indicators": _indicators,
    "requirements": _requirements,
}
