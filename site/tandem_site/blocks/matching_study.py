"""What learning weights needs, and what the benchmark found with shipped and with learned ones.

`matching.json` beside this module is written by `python -m tests.benchmarks.matching`; no number of
it stands on a page in any other way.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tandem_site.blocks.matching import table
from tandem_site.blocks.studies import study_in

if TYPE_CHECKING:
    from tandem_site.edition import Edition

STUDY = Path(__file__).with_name("matching.json")


def needed(_edition: Edition) -> str:
    """Return what training needs, and the bounds that it keeps."""
    from tandem_flows.rules.matching import sameness, scale
    from tandem_flows.rules.matching.training import FEWEST_CHANCE_PAIRS, FEWEST_SAME_PAIRS

    rows = [
        ("Pairs of two people in the larger list", f"{FEWEST_CHANCE_PAIRS:,}"),
        ("Pairs of one person in both lists", str(FEWEST_SAME_PAIRS)),
        ("Of these, filled in for a field to be learned", str(scale.FEWEST_PAIRS_OF_A_FIELD)),
        (
            "Of these, expected or seen for one agreement to be learned",
            str(scale.FEWEST_PAIRS_OF_AN_AGREEMENT),
        ),
        ("Pairs that the weights that ship count for", str(sameness.WEIGHT_OF_SHIPPED)),
    ]
    return table(("what", "how many"), rows, "lr")


def study_table(_edition: Edition) -> str:
    """Return what the benchmark found with the weights that ship and with learned ones."""
    rows = [
        (
            f"{line['set']}: {line['weights']}",
            f"{line['pairs']:,}",
            str(line["false_matches"]),
            f"{line['automatic_percent']:.1f}",
            f"{line['most_automatic_percent']:.1f}",
            f"{line['found_percent']:.1f}",
            f"{line['false_review_percent']:.1f}",
        )
        for line in study()["lines"]
    ]
    headings = (
        "set and weights",
        "true pairs",
        "false matches",
        "matched, percent",
        "most that the guards let pass",
        "matched or shown, percent",
        "of the shown, false, percent",
    )
    return table(headings, rows, "lrrrrrr")


def study() -> dict[str, Any]:
    """Return what the benchmark wrote."""
    return study_in(STUDY)
