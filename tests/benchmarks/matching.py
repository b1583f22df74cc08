"""How well `match_people` finds known pairs: precision, recall and F1 on labelled lists.

Run: python tests/benchmarks/matching.py [FOLDER] [LIST_PAIRS]
FOLDER (default ../shared/data/matching) holds the public sets dataset3.csv (FEBRL 3) and
fake_1000.csv, and, if you have them, dataset4a.csv and dataset4b.csv (FEBRL 4: 5,000 x 5,000);
nothing of them is kept in the project. Not here: the tests of single behaviours.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from tandem_flows.rules.matching import match_people

_PAIR_AND_REASON = ["left_id", "right_id", "reason"]
LISTED, IN_COMMON, SEED = 30, 8, 20_240_601


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
    wanted: int = 0
    matched: int = 0
    matched_right: int = 0
    shown: int = 0
    shown_right: int = 0
    whole_lists: int = 0
    comparisons: int = 0
    seconds: float = 0.0
    for_a_look: Counter[str] = field(default_factory=Counter)

    def compare(self, left: pl.DataFrame, right: pl.DataFrame) -> None:
        """Match two lists whose `person` column tells who is who, and count."""
        truth = left.join(right, on="person").select("id", "id_right").rows()
        start = time.perf_counter()
        found = match_people(left.drop("person"), right.drop("person"), Points())
        self.seconds += time.perf_counter() - start
        rows = found.select("left_id", "right_id", "decision").rows()
        for one, other, why in found.filter(decision="review")[_PAIR_AND_REASON].rows():
            self.for_a_look[why if (one, other) in truth else "no pair"] += 1
        matches = {(one, other) for one, other, decision in rows if decision == "match"}
        shown = {(one, other) for one, other, _ in rows}
        self.wanted += len(truth)
        self.matched += len(matches)
        self.matched_right += len(matches & set(truth))
        self.shown += len(shown)
        self.shown_right += len(shown & set(truth))
        self.whole_lists += set(truth) <= shown
        self.comparisons += 1

    def __str__(self) -> str:
        precision, recall = self.matched_right / self.matched, self.matched_right / self.wanted
        shown_precision, shown_recall = (
            self.shown_right / self.shown,
            self.shown_right / self.wanted,
        )
        return (
            f"{self.name:34} pairs {self.wanted:5}  automatic P {precision:.4f} R {recall:.4f} "
            f"F1 {_f1(precision, recall):.4f} (wrong {self.matched - self.matched_right})  "
            f"with review P {shown_precision:.4f} R {shown_recall:.4f} "
            f"F1 {_f1(shown_precision, shown_recall):.4f}  "
            f"whole {self.whole_lists}/{self.comparisons}  "
            f"{1000 * self.seconds / self.comparisons:.1f} ms each\n"
            f"{'':34} for a look: "
            + ", ".join(f"{why} {count}" for why, count in self.for_a_look.most_common())
        )


Lists = Iterator[tuple[pl.DataFrame, pl.DataFrame]]


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall)


def febrl(*files: Path) -> pl.DataFrame:
    """A set of FEBRL in our columns, with `person` and `copy` ("org", "dup-0" …)."""
    raw = pl.concat([pl.read_csv(file, infer_schema=False) for file in files])
    raw = raw.rename(str.strip).with_columns(pl.all().str.strip_chars())
    street = pl.concat_str("street_number", "address_1", separator=" ")
    return raw.select(
        pl.col("rec_id").alias("id"),
        pl.col("rec_id").str.extract(r"rec-(\d+)").alias("person"),
        pl.col("rec_id").str.extract(r"(org|dup-\d+)").alias("copy"),
        pl.col("given_name").alias("first_name"),
        pl.col("surname").alias("last_name"),
        pl.col("date_of_birth").str.to_date("%Y%m%d", strict=False).alias("birth_date"),
        pl.col("postcode").alias("zip_code"),
        pl.col("suburb").alias("city"),
        street.alias("address"),
        pl.col("soc_sec_id").alias("member_id"),
    )


def fake_1000(folder: Path) -> pl.DataFrame:
    """fake_1000 in our columns, `copy` numbering the rows of one person."""
    raw = pl.read_csv(folder / "fake_1000.csv", infer_schema=False)
    return raw.select(
        pl.col("unique_id").alias("id"),
        pl.col("cluster").alias("person"),
        pl.int_range(pl.len()).over("cluster").cast(pl.String).alias("copy"),
        "first_name",
        pl.col("surname").alias("last_name"),
        pl.col("dob").str.to_date(strict=False).alias("birth_date"),
        "city",
    )


def copies(people: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """First copies against each later one: every person at most once on either side."""
    by_copy = people.partition_by("copy", include_key=False, as_dict=True)
    first = max(by_copy, key=lambda key: by_copy[key].height)
    yield from ((by_copy[first], by_copy[key]) for key in sorted(by_copy) if key != first)


def call_lists(people: pl.DataFrame, count: int) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Pairs of lists as two organisations would bring them, some patients on both."""
    chance = random.Random(SEED)
    pair_of = people.filter(pl.col("copy") != "org").unique(
        "person", keep="first", maintain_order=True
    )
    original = people.filter(pl.col("copy") == "org").sort("person")
    doubled = sorted(pair_of["person"])
    for _ in range(count):
        common = chance.sample(doubled, IN_COMMON)
        strangers = [p for p in original["person"] if p not in set(common)]
        others = chance.sample(strangers, 2 * (LISTED - IN_COMMON))
        left = original.filter(pl.col("person").is_in(common + others[: LISTED - IN_COMMON]))
        copied = pair_of.filter(pl.col("person").is_in(common))
        right = original.filter(pl.col("person").is_in(others[LISTED - IN_COMMON :]))
        yield left.drop("copy"), pl.concat([copied, right]).drop("copy")


def comparisons(folder: Path, list_pairs: int) -> Iterator[tuple[str, Lists]]:
    """Every set that stands in the folder, whole and as lists of a call."""
    sets = {"FEBRL 3": febrl(folder / "dataset3.csv")}
    if (folder / "dataset4a.csv").exists():
        sets["FEBRL 4"] = febrl(folder / "dataset4a.csv", folder / "dataset4b.csv")
    for name, people in sets.items():
        addressed = people.drop("member_id")
        bare = addressed.drop("address", "city", "zip_code")
        yield f"{name} with member id", copies(people)
        yield f"{name} with address", copies(addressed)
        yield f"{name} name and birth date only", copies(bare)
        yield f"{name} lists of 30, 8 in common", call_lists(addressed, list_pairs)
        yield f"{name} lists of 30 without address", call_lists(bare, list_pairs)
    yield "fake_1000", copies(fake_1000(folder))


def main(folder: Path, list_pairs: int) -> int:
    """Print one line a comparison; 1 when the labelled sets are not there."""
    if not (folder / "dataset3.csv").exists():
        print(
            f"No labelled lists in {folder}: give the folder with dataset3.csv and fake_1000.csv."
        )
        return 1
    for name, pairs in comparisons(folder, list_pairs):
        tally = Tally(name)
        for left, right in pairs:
            tally.compare(left, right)
        print(tally, flush=True)
    return 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    where = Path(arguments[0]) if arguments else Path("../shared/data/matching")
    sys.exit(main(where, int(arguments[1]) if len(arguments) > 1 else 1000))
