"""The simulation study in sentences: how it was made and what it found, from the file it wrote.

Not here: the pictures and the table (`simulation`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tandem_site.blocks.simulation import (
    PLACES,
    Line,
    lines,
    range_of,
    study,
)

if TYPE_CHECKING:
    from tandem_site.edition import Edition

_SPREAD = 1.96  # standard errors to each side of a share


def simulation_made(edition: Edition) -> str:
    """Return how the study was made, in sentences."""
    of = study()
    practices = max(of["practices"].values())
    *others, largest = _effects()
    given = ", ".join(f"{effect} percent" if effect else "no effect" for effect in others)
    return (
        f"For each of {len(of['settings'])} kinds, {of['programmes']} programs were invented, and "
        f"each was given {given} and {largest} percent. "
        f"Each practice has {of['members']:,} members. Their cost is skewed: most months are "
        f"cheap, some bring a stay in hospital, and a bad spell fades. The {of['listed']} members "
        "with the highest score, which follows last year's cost, are listed. A few of them are "
        f"taken up each month, and {of['enrolled_percent']} percent of these are enrolled. "
        "Cost rises with the years, and some people leave. "
        f"A plan has {practices} such practices, and they differ. "
        "Then the rules of this guideline were run on the bills; the truth was known only to us."
    )


def simulation_found(edition: Edition) -> str:
    """Return what was found, in sentences."""
    return "\n\n".join([_raw(), _adjusted(), _matched(), _one(), _plan()])


def _raw() -> str:
    raw = lines("raw")
    return (
        "**Raw is wrong.** Of programs that save nothing, raw claims savings, with its whole "
        f"interval above zero, in {range_of(_without_effect(raw), 'claims_savings_percent')} "
        f"percent. Its interval holds the truth in {range_of(raw, 'coverage_percent')} percent."
    )


def _adjusted() -> str:
    of, found = study(), {setting: lines("adjusted", setting) for setting in PLACES}
    off = "; ".join(
        f"{PLACES[setting]}: {range_of(those, 'off_by_percent')}"
        for setting, those in found.items()
    )
    low = [
        f"{PLACES[setting]} ({range_of(those, 'coverage_percent')} percent)"
        for setting, those in found.items()
        if min(x["coverage_percent"] for x in those) < of["aim_percent"]
    ]
    missed = f" It misses our aim of {of['aim_percent']} for {'; '.join(low)}." if low else ""
    return (
        "**Adjusted is a rough check.** On average it is off by this many percent of what the "
        f"patients would have cost, where above zero flatters: {off}. Its interval holds the "
        f"truth in {range_of(lines('adjusted'), 'coverage_percent')} percent.{missed} Of programs "
        "that save nothing it claims savings in "
        f"{range_of(_without_effect(lines('adjusted')), 'claims_savings_percent')} percent."
    )


def _matched() -> str:
    of, found = study(), lines("matched")
    share = of["confidence_percent"] / 100
    chance = 100 * _SPREAD * math.sqrt(share * (1 - share) / of["programmes"])
    return (
        "**Matched held in this study.** Its interval holds the truth in "
        f"{range_of(found, 'coverage_percent')} percent. We aim at {of['aim_percent']}, not "
        f"{of['confidence_percent']}, because {of['programmes']} programs are uncertain by about "
        f"{chance:.0f} points. Passing here does not show that it works on your claims. "
        "It claims savings that are none in "
        f"{range_of(_without_effect(found), 'claims_savings_percent')} percent. "
        f"On average it is off by {range_of(found, 'off_by_percent')} percent of what the patients "
        "would have cost; above zero means that it flatters."
    )


def _one() -> str:
    alone, drawn = lines("matched", "one"), lines("matched", "chance")
    return (
        "**One partnership is too small.** There the interval reaches typically "
        f"{range_of(alone, 'typical_half_width_percent')} percent of cost to each side, and where "
        f"chance decided {range_of(drawn, 'typical_half_width_percent')}. "
        f"No real effect can be seen through that: {_noticed('one')}."
    )


def _plan() -> str:
    practices = study()["practices"]["plan"]
    takes = " and ".join(
        f"roughly {needed(line, practices)} practices for {line['effect_percent']} percent"
        for line in _with_effect("plan")
    )
    return (
        f"**{practices} practices are few.** For the whole plan the interval reaches "
        f"{range_of(lines('matched', 'plan'), 'typical_half_width_percent')} percent to each side: "
        f"{_noticed('plan')}. To notice half of such savings takes {takes}; to notice four in "
        "five takes about twice as many (the interval narrows with the square root of their "
        "number)."
    )


def _noticed(setting: str) -> str:
    """Return how seldom true savings are noticed."""
    return ", and ".join(
        f"true savings of {line['effect_percent']} percent are noticed in "
        f"{line['claims_savings_percent']:.1f} of 100 programs"
        for line in _with_effect(setting)
    )


def needed(line: Line, practices: int) -> int:
    """Return how many practices make half of the interval as narrow as the effect, in tens.

    `practices` are those of the study; fewer are never given.
    """
    times = float(line["typical_half_width_percent"] / line["effect_percent"]) ** 2
    return max(practices, math.ceil(practices * times / 10) * 10)


def _with_effect(setting: str) -> list[Line]:
    return [line for line in lines("matched", setting) if line["effect_percent"]]


def _without_effect(found: Sequence[Line]) -> list[Line]:
    return [line for line in found if not line["effect_percent"]]


def _effects() -> list[int]:
    return sorted({line["effect_percent"] for line in study()["lines"]})
