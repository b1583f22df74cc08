"""Numbers with the range that chance allows: a dot and its interval a row, with a line at zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem_flows.documents.pictures.picture import (
    BRAND,
    GROUND,
    INK,
    LINE,
    SMALL,
    SOFT,
    Picture,
    finished,
    sheet,
)

_ROW_INCHES, _EDGE_INCHES, _AXIS_INCHES = 0.5, 0.1, 0.35


@dataclass(frozen=True)
class Span:
    """One row: what it is, its number and bounds in US dollars (none when not known), in words.

    A span that `is_apart` is drawn hollow: it is not a fair answer, or not a measured one.
    """

    label: str
    value: float | None
    low: float | None
    high: float | None
    said: str
    is_apart: bool = False


def spans(
    name: str, title: str, told: str, rows: Sequence[Span], at_zero: str | None = None
) -> Picture:
    """Return the rows as a picture; `at_zero` is what the line at zero means."""
    ends = [end for row in rows for end in (row.value, row.low, row.high) if end is not None]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    room = (high - low or 1.0) * 0.09
    height = len(rows) * _ROW_INCHES + _EDGE_INCHES + _AXIS_INCHES
    with sheet(height) as (drawn, axes):
        axes.set_position((0.02, _AXIS_INCHES / height, 0.96, 1 - (_AXIS_INCHES + 0.05) / height))
        axes.set_xlim(low - room, high + room)
        axes.set_ylim(len(rows), -0.15)
        axes.set_yticks([])
        axes.locator_params(axis="x", nbins=5)
        axes.xaxis.set_major_formatter(lambda at, _: _dollars(at))
        axes.tick_params(axis="x", length=0, labelsize=SMALL)
        axes.grid(axis="x", color=LINE, lw=0.6)
        axes.axvline(0, color=INK, lw=1.1)
        if at_zero:
            axes.text(0, -0.05, f" {at_zero}", fontsize=SMALL - 1, color=SOFT, va="center")
        for place, row in enumerate(rows):
            words = f"{row.label}: {row.said}"
            axes.text(
                low - room * 0.95, place + 0.25, words, fontsize=SMALL, va="center",
                bbox={"facecolor": GROUND, "edgecolor": "none", "pad": 1.2},
            )  # fmt: skip
            if row.low is not None and row.high is not None:
                axes.plot([row.low, row.high], [place + 0.66] * 2, color=BRAND, lw=2.2,
                          marker="|", ms=9, mew=2)  # fmt: skip
            if row.value is not None:
                fill = GROUND if row.is_apart else BRAND
                axes.plot(row.value, place + 0.66, "o", ms=7.5, mfc=fill, mec=BRAND, mew=1.8)
        return finished(drawn, name, title, told)


def _dollars(amount: float) -> str:
    sign = "\N{MINUS SIGN}" if amount < 0 else ""
    if abs(amount) >= 1_000_000:
        return f"{sign}${abs(amount) / 1_000_000:g}M"
    if abs(amount) >= 10_000:
        return f"{sign}${abs(amount) / 1_000:g}k"
    return f"{sign}${abs(amount):,.0f}"
