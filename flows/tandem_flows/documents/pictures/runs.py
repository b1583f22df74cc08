"""A run chart: one number a month, joined, with the target as a line across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tandem_flows.documents.pictures.picture import (
    BRAND,
    INK,
    LINE,
    SMALL,
    SOFT,
    Picture,
    finished,
    sheet,
)

_HEIGHT_INCHES, _HUNDRED = 2.3, 100.0


@dataclass(frozen=True)
class Month:
    """The last day of a month and its percentage; none when it is hidden or not known."""

    until: date
    percent: float | None


def run_chart(
    name: str, title: str, told: str, months: Sequence[Month], target_percent: float | None
) -> Picture:
    """Return the run chart as a picture; a month that is not known leaves a gap and a mark."""
    with sheet(_HEIGHT_INCHES) as (drawn, axes):
        axes.set_position((0.11, 0.13, 0.87, 0.82))
        axes.set_ylim(0, _HUNDRED + 4)
        axes.set_xlim(-0.5, len(months) - 0.2)
        axes.set_yticks([0, 25, 50, 75, 100], ["0 %", "25", "50", "75", "100"], fontsize=SMALL)
        axes.set_xticks(range(len(months)), _named(months), fontsize=SMALL)
        axes.tick_params(length=0)
        axes.grid(axis="y", color=LINE, lw=0.6)
        if target_percent is not None:
            axes.axhline(target_percent, color=INK, lw=1.3, ls=(0, (4, 2)))
            axes.text(-0.45, target_percent + 2.5, f"target {target_percent:g} %", fontsize=SMALL)
        line = [float("nan") if month.percent is None else month.percent for month in months]
        axes.plot(range(len(line)), line, color=BRAND, lw=1.8, marker="o", ms=4.5, clip_on=False)
        for place, month in enumerate(months):
            if month.percent is None:
                axes.text(place, 2, "?", ha="center", color=SOFT)
        last = max((p for p, month in enumerate(months) if month.percent is not None), default=None)
        if last is not None:
            axes.annotate(
                f"{line[last]:.0f} %", (last, line[last]), (0, 7), fontweight="bold",
                textcoords="offset points", ha="center",
            )  # fmt: skip
        return finished(drawn, name, title, told)


def _named(months: Sequence[Month]) -> list[str]:
    """Return the letters below the months: every second one, with its year where it is new."""
    shown = []
    for place, month in enumerate(months):
        is_first = place == 0 or month.until.month == 1
        words = month.until.strftime("%b\n%Y" if is_first else "%b")
        shown.append(words if is_first or place % 2 == 0 else "")
    return shown
