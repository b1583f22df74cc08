"""How well `match_people` finds known pairs, with the weights that ship and with learned ones.

Run: python -m tests.benchmarks.matching [FOLDER] [--lists N] [--output FILE]
FOLDER (default ../shared/data/matching) holds the public sets dataset3.csv (FEBRL 3) and
fake_1000.csv, and, if you have them, dataset1.csv, dataset2.csv (FEBRL 1 and 2), dataset4a.csv and
dataset4b.csv (FEBRL 4: 5,000 x 5,000).
Weights are learned on half of a set's people and tried on the other half. Homes, which those sets
lack, are drawn by `households`. FILE is what the page
"Matching weights" shows: site/tandem_site/blocks/matching.json. Not here: the tests of single
behaviours, nor the sets (`labelled_people`).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from tandem_flows.rules.matching import Weights, match_people, shipped_weights, train
from tandem_flows.rules.matching.compare import compare_people
from tandem_flows.rules.matching.guards import doubt
from tandem_flows.rules.matching.normalise import people_of, with_all_fields
from tests.benchmarks.households import call_lists_of_homes, rosters_of_homes
from tests.benchmarks.labelled_people import (
    IN_COMMON,
    LISTED,
    Lists,
    call_lists,
    copies,
    fake_1000,
    febrl,
    half,
    rosters,
)

_PAIR = ["left_id", "right_id"]
_MADE_ON = date(2026, 1, 1)
NO_PAIR = "no pair"
ROSTER = 5_000  # people on each roster of homes


@dataclass(frozen=True)
class Points:
    """The two limits under test, in the stead of the guideline's values."""

    match_points_min: int = 70
    review_points_min: int = 15

    def number(self, name: str) -> int:
        """The limit of that name."""
        return int(getattr(self, name))


@dataclass
class Tally:
    """Pairs counted over several comparisons."""

    name: str
    weights: Weights
    wanted: int = 0
    guarded: int = 0
    matched: int = 0
    matched_right: int = 0
    shown_right: int = 0
    whole_lists: int = 0
    comparisons: int = 0
    seconds: float = 0.0
    for_a_look: Counter[str] = field(default_factory=Counter)

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> None:
        """Match two lists whose `person` column tells who is who, and count."""
        truth = set(left.join(right, on="person").select("id", "id_right").rows())
        start = time.perf_counter()
        found = match_people(left.drop("person"), right.drop("person"), Points(), self.weights)
        self.seconds += time.perf_counter() - start
        shown = set(found.select(_PAIR).rows())
        matches = set(found.filter(decision="match").select(_PAIR).rows())
        for one, other, why in found.filter(decision="review")[[*_PAIR, "reason"]].rows():
            self.for_a_look[why if (one, other) in truth else NO_PAIR] += 1
        self.wanted += len(truth)
        self.guarded += _guarded(left, right, truth)
        self.matched += len(matches)
        self.matched_right += len(matches & truth)
        self.shown_right += len(shown & truth)
        self.whole_lists += truth <= shown
        self.comparisons += 1

    def line(self) -> dict[str, Any]:
        """What was counted, as shares in percent."""
        looked_at = self.for_a_look.total()
        return {
            "pairs": self.wanted,
            "false_matches": self.matched - self.matched_right,
            "automatic_percent": _percent(self.matched_right, self.wanted),
            "most_automatic_percent": _percent(self.wanted - self.guarded, self.wanted),
            "found_percent": _percent(self.shown_right, self.wanted),
            "false_review_percent": _percent(self.for_a_look[NO_PAIR], looked_at),
        }

    def __str__(self) -> str:
        told = ", ".join(f"{why} {count}" for why, count in self.for_a_look.most_common())
        line = "  ".join(f"{what.replace('_', ' ')} {n}" for what, n in self.line().items())
        whole = f"whole {self.whole_lists}/{self.comparisons}"
        each = f"{1000 * self.seconds / self.comparisons:.1f} ms each"
        return f"{self.name:46} {line}  {whole}  {each}\n{'':46} for a look: {told}"


def _percent(part: int, of: int) -> float:
    return round(100 * part / of, 2) if of else 0.0


def _guarded(left: pl.DataFrame, right: pl.DataFrame, truth: set[tuple[str, str]]) -> int:
    """How many true pairs the guards hold back, whatever the weights."""
    frames = [with_all_fields(people) for people in (left, right)]
    one, other = (
        dict(zip(frame["id"], people_of(frame, range(frame.height)).values(), strict=True))
        for frame in frames
    )
    return sum(doubt(compare_people(one[a], other[b])) is not None for a, b in truth)


def comparisons(people: pl.DataFrame, lists: int) -> Iterator[tuple[str, Callable[[], Lists]]]:
    """A set of FEBRL, whole and as lists of a call, with ever fewer columns."""
    addressed = people.drop("member_id")
    bare = addressed.drop("address", "city", "zip_code")
    yield "member id and address", lambda: copies(people)
    yield "address", lambda: copies(addressed)
    yield "name and birth date only", lambda: copies(bare)
    yield "lists of 30, 8 in common, address", lambda: call_lists(addressed, lists)
    yield "lists of 30, name and birth date only", lambda: call_lists(bare, lists)


def studied(folder: Path, lists: int) -> Iterator[tuple[str, str, Tally]]:
    """Every set that stands in the folder: set, which weights, and what was counted."""
    sets = {"FEBRL 3": febrl(folder / "dataset3.csv")}
    if (folder / "dataset4a.csv").exists():
        sets["FEBRL 4"] = febrl(folder / "dataset4a.csv", folder / "dataset4b.csv")
    for name, people in sets.items():
        learned = train(*rosters(half(people, odd=True)), None, _MADE_ON)
        for columns, lists_of in comparisons(half(people, odd=False), lists):
            for which, weights in (("shipped", shipped_weights()), ("learned", learned)):
                yield f"{name}, {columns}", which, _tally(f"{name}, {columns}", weights, lists_of)
    both = [("shipped", shipped_weights()), ("learned on FEBRL 3", _learned_on(sets["FEBRL 3"]))]
    for which, weights in both:
        lists_of = fake_1000(folder)
        yield "fake_1000", which, _tally("fake_1000", weights, lambda of=lists_of: copies(of))
    for what, lists_of in (*unseen(folder), *homes(lists)):
        yield what, "shipped", _tally(what, shipped_weights(), lists_of)


def unseen(folder: Path) -> Iterator[tuple[str, Callable[[], Lists]]]:
    """The sets of FEBRL that no weight was chosen or learned on, where they stand in the folder."""
    for number in (1, 2):
        file = folder / f"dataset{number}.csv"
        if file.exists():
            people = febrl(file).drop("member_id")
            yield f"FEBRL {number}, address", partial(copies, people)


def homes(lists: int) -> Iterator[tuple[str, Callable[[], Lists]]]:
    """People who live together, on two rosters and on lists of a call, gender known or not."""
    for known, with_gender in (("gender known", True), ("without gender", False)):
        rosters_of = partial(rosters_of_homes, ROSTER, with_gender=with_gender)
        yield f"homes, {ROSTER:,} by {ROSTER:,}, {known}", rosters_of
        lists_of = partial(call_lists_of_homes, lists, with_gender=with_gender)
        yield f"homes, lists of {LISTED}, {IN_COMMON} in common, {known}", lists_of


def _learned_on(people: pl.DataFrame) -> Weights:
    return train(*rosters(people), None, _MADE_ON)


def _tally(name: str, weights: Weights, lists_of: Callable[[], Lists]) -> Tally:
    tally = Tally(name, weights)
    for left, right in lists_of():
        tally.compare(left, right)
    return tally


def main(folder: Path, lists: int, output: Path | None) -> int:
    """Print two lines a comparison; 1 when the labelled sets are not there."""
    if not (folder / "dataset3.csv").exists():
        print(f"No labelled lists in {folder}: give the folder with dataset3.csv, fake_1000.csv.")
        return 1
    lines = []
    for of, which, tally in studied(folder, lists):
        tally.name = f"{of}: {which}"
        print(tally, flush=True)
        lines.append({"set": of, "weights": which, **tally.line()})
    if output is not None:
        kept = {"shipped_digest": shipped_weights().digest, "lines": lines}
        output.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    asking = argparse.ArgumentParser(description=__doc__)
    asking.add_argument("folder", nargs="?", type=Path, default=Path("../shared/data/matching"))
    asking.add_argument("--lists", type=int, default=1000, help="pairs of lists a comparison")
    asking.add_argument("--output", type=Path, help="where the results go, as JSON")
    asked = asking.parse_args()
    sys.exit(main(asked.folder, asked.lists, asked.output))
