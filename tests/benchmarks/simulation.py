"""Does the estimate tell the truth? Programmes of known effect, put through the rules themselves.

Run `python -m tests.benchmarks.simulation --programmes 500` from the repository. For each kind of
programme and each planted effect it prints what every rung of M8 says: how often its interval holds
what was truly saved (coverage), how far it is off on average (bias), and how often it claims
savings. `--output FILE` keeps the table; the site's figure is made from
`site/tandem_site/blocks/simulation.json`, and what it says of deaths from
`simulation_deaths.json` beside it (`--deaths`).
"""

import argparse
import json
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from tandem_flows.rules.measures.estimate.evidence import evidence
from tandem_flows.rules.measures.estimate.rungs import CHANCE, rungs
from tandem_flows.rules.measures.pmpm import enrolled_cohort
from tests.benchmarks.simulation_deaths import died_percent, with_deaths
from tests.benchmarks.simulation_programmes import (
    ENROLLED_SHARE,
    LISTED_EACH,
    MEMBERS,
    SETTINGS,
    as_frames,
    programme,
    with_effect,
)
from tests.values import standard_values

EFFECTS = (0.0, 0.1, 0.2)
AIM_PERCENT = 94


@dataclass(frozen=True)
class Answer:
    """What one rung said of one programme, and what was true, in US dollars of the same months."""

    said: float
    low: float
    high: float
    saved: float
    would_have_cost: float


def answers(of, effect, values):
    """Return the answer of each rung that is asked, by its kind; None without an interval."""
    records, facts = as_frames(with_effect(of, effect))
    cohort = enrolled_cohort(records, facts, values)
    seen = evidence(cohort, records, facts, 0.0, values)
    practice = pl.col("person_id").str.slice(0, 2).alias("practice_id")
    seen = replace(
        seen,
        enrolled=seen.enrolled.with_columns(practice),
        followed=seen.followed.with_columns(practice),
    )
    return {
        rung.kind: _answer(rung, seen, effect)
        for rung in rungs(seen, values)
        if rung.kind != CHANCE or of.by_chance
    }


def _answer(rung, seen, effect):
    if rung.interval is None:
        return None
    spent = float(seen.enrolled["total_after"].sum())
    if rung.found:
        spent = rung.found.observed * rung.months
    would = spent / (1 - effect)
    return Answer(rung.net, *rung.interval, would - spent, would)


def told(kind, found):
    """Return one line of the table: shares in percent, bias and width by what would have cost."""
    known = [answer for answer in found if answer]
    said, low, high, saved, would = (
        np.array([getattr(answer, name) for answer in known])
        for name in ("said", "low", "high", "saved", "would_have_cost")
    )
    return {
        "rung": kind,
        "programmes": len(found),
        "with_interval": len(known),
        "coverage_percent": _percent((low <= saved) & (saved <= high)),
        "says_percent": _share(said.sum(), would.sum()),
        "true_percent": _share(saved.sum(), would.sum()),
        "off_by_percent": _share((said - saved).sum(), would.sum()),
        "claims_savings_percent": _percent(low > 0),
        "above_zero_percent": _percent(said > 0),
        "typical_half_width_percent": round(100 * float(np.median((high - low) / 2 / would)), 1),
    }


def _percent(is_so):
    return round(100 * float(np.mean(is_so)), 1)


def _share(part, whole):
    return round(100 * float(part / whole), 1)


def study(programmes, values, *, deaths=False):
    """Yield the lines of each kind of programme and effect; with deaths where that is asked."""
    for setting in SETTINGS:
        found = {effect: [] for effect in EFFECTS}
        for number in range(programmes):
            of = programme(number, setting)
            of = with_deaths(of, number) if deaths else of
            for effect in EFFECTS:
                found[effect].append(answers(of, effect, values))
        for effect, each in found.items():
            for kind in each[0]:
                place = {"setting": setting.name, "effect_percent": round(100 * effect)}
                yield place | told(kind, [answer[kind] for answer in each])


COLUMNS = (
    "setting", "effect_percent", "rung", "with_interval", "coverage_percent", "says_percent",
    "true_percent", "off_by_percent", "claims_savings_percent", "typical_half_width_percent",
)  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programmes", type=int, default=500)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--deaths", action="store_true", help="some of the listed die")
    asked = parser.parse_args()
    values, lines, started = standard_values(), [], time.perf_counter()
    print(" ".join(f"{column.removesuffix('_percent')[:13]:>13}" for column in COLUMNS))
    for line in study(asked.programmes, values, deaths=asked.deaths):
        lines.append(line)
        print(" ".join(f"{line[column]!s:>13}" for column in COLUMNS), flush=True)
    aimed = [line for line in lines if line["rung"] in ("matched", CHANCE)]
    lowest = min(line["coverage_percent"] for line in aimed)
    words = "reached" if lowest >= AIM_PERCENT else "not reached"
    print(f"lowest coverage of the matched rungs {lowest} % (aim {AIM_PERCENT} %: {words})")
    print(f"{time.perf_counter() - started:.0f} s")
    if asked.output:
        kept = _kept(asked.programmes, lines, values)
        if asked.deaths:
            kept["died_percent"] = died_percent(100, SETTINGS[0])
        asked.output.write_text(json.dumps(kept, indent=1) + "\n")


def _kept(programmes, lines, values):
    """Return what the site shows: how the study was made, and its lines."""
    return {
        "programmes": programmes,
        "members": MEMBERS,
        "listed": LISTED_EACH,
        "enrolled_percent": round(100 * ENROLLED_SHARE),
        "aim_percent": AIM_PERCENT,
        "confidence_percent": values.number("confidence_percent"),
        "settings": {setting.name: setting.title for setting in SETTINGS},
        "practices": {setting.name: setting.practices for setting in SETTINGS},
        "lines": lines,
    }


if __name__ == "__main__":
    main()
