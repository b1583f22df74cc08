"""The simulation study: its file, pictures and table. The sentences are in `simulation_words`.

`simulation.json` beside this module is written by `python -m tests.benchmarks.simulation`; no
number of it stands on a page in any other way.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tandem_site.blocks.studies import study_in

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
PLACES = {"one": "one partnership", "chance": "one, drawn by chance", "plan": "the plan"}
Line = dict[str, Any]


def study() -> dict[str, Any]:
    """Return what the study wrote."""
    return study_in(STUDY)


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
        f"| {PLACES[line['setting']]} | {line['true_percent']} | {_RUNGS[line['rung']]} | "
        f"{signed(line['says_percent'])} | {line['coverage_percent']} | "
        f"{line['claims_savings_percent']} | {line['typical_half_width_percent']} |"
        for line in study()["lines"]
        if not _repeats(line)
    ]
    return "\n".join([head, *rows])


def lines(rung: str, setting: str = "") -> list[Line]:
    """Return the lines of a rung, of one kind of programme or of all."""
    return [x for x in study()["lines"] if x["rung"] == rung and setting in ("", x["setting"])]


def _repeats(line: Line) -> bool:
    """Whether the line tells what the one before told: everybody's place was drawn by chance."""
    return bool(line["rung"] == "chance")


def _bars(name: str, effects: Sequence[int]) -> list[Bar]:
    from tandem_flows.documents.pictures.bars import Bar

    rows = []
    for setting, place in PLACES.items():
        for rung in ("raw", "adjusted", "matched"):
            found = [x[name] for x in lines(rung, setting) if x["effect_percent"] in effects]
            mean = sum(found) / len(found)
            label = f"{place}: {_RUNGS[rung]}"
            rows.append(Bar(label, mean, f"{mean:.1f} %", is_apart=rung == "raw"))
    return rows


def signed(number: float) -> str:
    """Return a number with one place and a true minus sign, as all numbers of the study have."""
    return f"{'&minus;' if number < 0 else ''}{abs(number):.1f}"


def range_of(found: Sequence[Line], name: str) -> str:
    """Return the least and the most of what the lines say, or the one number that all say."""
    low, high = min(x[name] for x in found), max(x[name] for x in found)
    return signed(low) if low == high else f"{signed(low)} to {signed(high)}"


def _told(rows: Sequence[Bar]) -> str:
    return "; ".join(f"{row.label}: {row.said}" for row in rows)
