"""Bars, one below the other: a label above each, its number at its end, a target as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem_flows.documents.pictures.picture import (
    BRAND,
    GROUND,
    INK,
    LIGHT,
    SMALL,
    SOFT,
    Picture,
    finished,
    sheet,
)

_ROW_INCHES, _EDGE_INCHES, _TARGET_INCHES = 0.42, 0.12, 0.24
_THICK, _ROOM_FOR_NUMBER, _GAP, _NUMBER_WIDE = 0.36, 1.34, 0.015, 0.2
_ON_GROUND = {"facecolor": GROUND, "edgecolor": "none", "pad": 0.6}


@dataclass(frozen=True)
class Bar:
    """One bar: what it is, its length (none when it is not known), its number in words.

    A bar that is `is_apart` does not belong to the row of the others, and is hatched.
    """

    label: str
    length: float | None
    said: str
    is_apart: bool = False


@dataclass(frozen=True)
class Target:
    """Where the target lies, and in words; it holds for the first `rows` bars (none: for all)."""

    at: float
    said: str
    rows: int | None = None


def bars(
    name: str,
    title: str,
    told: str,
    rows: Sequence[Bar],
    target: Target | None = None,
    scale: float = 0.0,
) -> Picture:
    """Return the bars as a picture; `scale` is the number that a bar of full length stands for."""
    ends = [row.length or 0.0 for row in rows] + [target.at if target else 0.0]
    longest = max([*ends, scale]) or 1.0
    height = len(rows) * _ROW_INCHES + _EDGE_INCHES + (_TARGET_INCHES if target else 0)
    with sheet(height) as (drawn, axes):
        axes.set_axis_off()
        axes.set_xlim(0, longest * _ROOM_FOR_NUMBER)
        axes.set_ylim(len(rows) - 0.05, -0.3 - (0.55 if target else 0))
        for place, row in enumerate(rows):
            axes.text(0, place + 0.1, row.label, fontsize=SMALL, color=SOFT, va="center",
                      zorder=3, bbox=_ON_GROUND)  # fmt: skip
            colour, hatch = (LIGHT, "////") if row.is_apart else (BRAND, "")
            axes.barh(place + 0.52, row.length or 0.0, _THICK, color=colour, hatch=hatch)
            at = _number_at(row.length or 0.0, place, target, longest)
            axes.text(at, place + 0.52, row.said, color=INK, va="center", zorder=3,
                      bbox=_ON_GROUND)  # fmt: skip
        if target:
            until = len(rows) if target.rows is None else target.rows
            for place in range(until):
                axes.plot([target.at] * 2, [place + 0.24, place + 0.8], color=INK, lw=1.6)
            side = "right" if target.at > longest * _ROOM_FOR_NUMBER / 2 else "left"
            axes.text(target.at, -0.42, target.said, fontsize=SMALL, ha=side, va="center")
            axes.plot([target.at] * 2, [-0.2, 0.24], color=INK, lw=0.8, ls=(0, (2, 2)))
        return finished(drawn, name, title, told)


def _number_at(length: float, place: int, target: Target | None, longest: float) -> float:
    """Return where the number of a bar begins: behind the bar, and never across the target."""
    at = length + longest * _GAP
    if target is None or (target.rows is not None and place >= target.rows):
        return at
    is_across = at - longest * _GAP <= target.at <= at + longest * _NUMBER_WIDE
    return target.at + 2 * longest * _GAP if is_across else at
