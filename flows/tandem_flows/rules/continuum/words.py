"""How a suggestion of the continuum is said: reasons, what is not known, what may be duplicated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tandem_flows.rules.continuum import criteria
from tandem_flows.rules.continuum.criteria import Criterion
from tandem_flows.rules.continuum.facts import Facts
from tandem_flows.rules.continuum.kinds import BY_NAME
from tandem_flows.rules.continuum.limits import Limits
from tandem_flows.rules.continuum.suited import OPEN, Suited

CODES = ", "  # between the codes of one cell
_IN_PLACE = {
    "plan_service_in_place": "care management that the plan gives already",
    "practice_service_in_place": "care management that the practice gives already",
}
_EVERYONE = "Suits everyone."
_CRITERIA = {one.code: one for one in vars(criteria).values() if isinstance(one, Criterion)}
_DUPLICATED = "Possible duplication: more than one service is in place. Agree who does what."
_NOT_TOLD = "Which services are in place is not fully known, so duplication cannot be ruled out."


def joined(texts: Iterable[str]) -> str:
    """Return the texts as one, each once, with semicolons between them."""
    return "; ".join(dict.fromkeys(texts))


def note_of(found: Suited, facts: Facts, limits: Limits) -> str:
    """Return the reasons of one kind, and what is in place that it may repeat.

    What is not known is said where it keeps the kind open: of several reasons any one is enough.
    """
    met = joined(_CRITERIA[code].said_of(facts, limits) for code in found.met)
    unknown = joined(_CRITERIA[code].unknown for code in found.unknown)
    in_place = joined(_IN_PLACE[code] for code in found.overlap if code in _IN_PLACE)
    parts = [
        f"Because: {met}." if met else "",
        "" if found.kind.suits else _EVERYONE,
        f"Not known: {unknown}." if found.fit == OPEN else "",
        f"May repeat {in_place}." if in_place else "",
    ]
    return " ".join(part for part in parts if part)


def line_of(row: dict[str, Any], ranks: Mapping[str, int]) -> str:
    """Return one suited kind as the sheet shows it; kinds it overlaps with stand as their ranks."""
    kind = BY_NAME[row["kind"]]
    line = f"{row['rank']}. {kind.title}, {row['amount']} ({kind.clause}). {row['note']}"
    others = sorted(ranks[code] for code in row["overlap"].split(CODES) if code in ranks)
    numbers = ", ".join(str(rank) for rank in others)
    return f"{line} Overlaps with {numbers}." if numbers else line


def open_line_of(row: dict[str, Any]) -> str:
    """Return one kind that stays open as the sheet shows it."""
    kind = BY_NAME[row["kind"]]
    return f"May suit: {kind.title} ({kind.clause}). {row['note']}"


def duplication_words(is_possible: bool | None) -> list[str]:
    """Return what to say of services in place: a warning, what is not known, or nothing."""
    if is_possible is None:
        return [_NOT_TOLD]
    return [_DUPLICATED] if is_possible else []
