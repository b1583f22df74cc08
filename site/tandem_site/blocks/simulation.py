"""The simulation study: pictures, a table and the sentences, all from the file it wrote.

`simulation.json` beside this module is written by `python -m tests.benchmarks.simulation`; no
number of it stands on a page in any other way.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tandem_flows.documents.pictures.bars import Bar
    from tandem_site.edition import Edition

STUDY = Path(__file__).with_name("simulation.json")
_RUNGS = {
    "raw": "raw",
    "adjusted": "adjusted",
    "matched": "matched",
    "chance": "where chance decided",
}
_PLACES = {"one": "one partnership", "chance": "one, drawn by chance", "plan": "the plan"}
Line = dict[str, Any]


@cache
def study() -> dict[str, Any]:
    """Return what the study wrote."""
    read: dict[str, Any] = json.loads(STUDY.read_text(encoding="utf-8"))
    return read


def simulation_made(edition: Edition) -> str:
    """Return how the study was made, in sentences."""
    of = study()
    practices = max(of["practices"].values())
    return (
        f"For each kind of program and each effect, {of['programmes']} programs were invented. "
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
    of = study()
    raw = [line for line in _lines("raw") if not line["effect_percent"]]
    fair = [*_lines("matched")]
    false = [line for line in fair if not line["effect_percent"]]
    told = [
        "**Raw is wrong.** Of programs that save nothing, raw claims savings, with its whole "
        f"interval above zero, in {_range(raw, 'claims_savings_percent')} percent. "
        f"Its interval holds the truth in {_range(_lines('raw'), 'coverage_percent')} percent.",
        "**Matched is honest.** Its interval holds the truth in "
        f"{_range(fair, 'coverage_percent')} percent; we aim at {of['aim_percent']} or more. "
        f"It claims savings that are none in {_range(false, 'claims_savings_percent')} percent. "
        f"On average it is off by {_range(fair, 'off_by_percent')} percent of what the patients "
        "would have cost; above zero means that it flatters.",
        "**One partnership is too small.** There the interval reaches typically "
        f"{_range(_lines('matched', 'one'), 'typical_half_width_percent')} percent of cost to "
        "each side. No real effect can be seen through that. For the whole plan it is "
        f"{_range(_lines('matched', 'plan'), 'typical_half_width_percent')} percent.",
    ]
    return "\n\n".join(told)


def simulation_picture(edition: Edition) -> str:
    """Return two pictures: false claims of savings, and how often the interval holds the truth."""
    from tandem_flows.documents.pictures.bars import Target, bars

    of = study()
    false = _bars("claims_savings_percent", effects=(0,))
    held = _bars(
        "coverage_percent", effects=tuple(sorted({x["effect_percent"] for x in of["lines"]}))
    )
    aim = Target(of["aim_percent"], f"aim {of['aim_percent']} %")
    drawn = (
        bars("simulation-false", "Programs that save nothing: how often savings are claimed",
             _told(false), false, scale=100.0),
        bars("simulation-held", "How often the interval holds what was truly saved, all effects",
             _told(held), held, aim, scale=100.0),
    )  # fmt: skip
    return "\n\n".join(
        '<figure class="chart" style="max-width:36rem">'
        f"<figcaption><strong>{picture.title}</strong></figcaption>{picture.svg}</figure>"
        for picture in drawn
    )


def simulation_table(edition: Edition) -> str:
    """Return every line of the study."""
    head = (
        "| Program | True savings, % | Rung | Says, % | Interval holds the truth, % | "
        "Claims savings, % | Half of the interval, % |\n|---|---:|---|---:|---:|---:|---:|"
    )
    rows = [
        f"| {_PLACES[line['setting']]} | {line['true_percent']} | {_RUNGS[line['rung']]} | "
        f"{_signed(line['says_percent'])} | {line['coverage_percent']} | "
        f"{line['claims_savings_percent']} | {line['typical_half_width_percent']} |"
        for line in study()["lines"]
        if not _repeats(line)
    ]
    return "\n".join([head, *rows])


def _lines(rung: str, setting: str = "") -> list[Line]:
    return [x for x in study()["lines"] if x["rung"] == rung and setting in ("", x["setting"])]


def _repeats(line: Line) -> bool:
    """Whether the line tells what the one before told: everybody's place was drawn by chance."""
    return bool(line["rung"] == "chance")


def _bars(name: str, effects: Sequence[int]) -> list[Bar]:
    from tandem_flows.documents.pictures.bars import Bar

    rows = []
    for setting, place in _PLACES.items():
        for rung in ("raw", "adjusted", "matched"):
            found = [x[name] for x in _lines(rung, setting) if x["effect_percent"] in effects]
            mean = sum(found) / len(found)
            label = f"{place}: {_RUNGS[rung]}"
            rows.append(Bar(label, mean, f"{mean:.1f} %", is_apart=rung == "raw"))
    return rows


def _range(lines: Sequence[Line], name: str) -> str:
    low, high = min(x[name] for x in lines), max(x[name] for x in lines)
    return _signed(low) if low == high else f"{_signed(low)} to {_signed(high)}"


def _signed(number: float) -> str:
    return f"&minus;{abs(number):g}" if number < 0 else f"{number:g}"


def _told(rows: Sequence[Bar]) -> str:
    return "; ".join(f"{row.label}: {row.said}" for row in rows)
