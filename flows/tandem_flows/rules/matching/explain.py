"""How each field of a pair agrees and what that is worth: the answer, pair by pair, in words.

Here: words for a person who looks. Not here: any value of a patient, nor any judgement.
"""

from __future__ import annotations

import polars as pl

from tandem_flows.rules.matching.agreement import Agreement, Person
from tandem_flows.rules.matching.compare import compare_people
from tandem_flows.rules.matching.normalise import normalised, with_all_fields
from tandem_flows.rules.matching.score import worth
from tandem_flows.rules.matching.weights import Weights, shipped_weights


def explained(
    pairs: pl.DataFrame,
    left: pl.DataFrame,
    right: pl.DataFrame,
    weights: Weights | None = None,
) -> pl.DataFrame:
    """Return the pairs of `match_people` with `explanation`: each field, how it agrees, its points.

    A field that one side does not fill in is left out, as it counts neither for nor against. The
    points of a pair with an equal member id can be fewer than its score, which has a least. Without
    `weights` those that ship count.
    """
    people = _people(left, set(pairs["left_id"]))
    others = _people(right, set(pairs["right_id"]))
    ids = pairs.select("left_id", "right_id").iter_rows()
    counted = weights or shipped_weights()
    told = [_told(people[one], others[other], counted) for one, other in ids]
    return pairs.with_columns(pl.Series("explanation", told, dtype=pl.String))


def _people(frame: pl.DataFrame, ids: set[str]) -> dict[str, Person]:
    wanted = with_all_fields(frame).filter(pl.col("id").is_in(list(ids)))
    spelled = normalised(wanted).iter_rows()
    return {one: Person(*fields) for one, fields in zip(wanted["id"], spelled, strict=True)}


def _told(one: Person, other: Person, weights: Weights) -> str:
    agreements = compare_people(one, other)
    known = {
        field: (getattr(agreements, field), points)
        for field, points in worth(agreements, weights).items()
        if getattr(agreements, field) is not Agreement.MISSING
    }
    return "; ".join(
        f"{field.replace('_', ' ')} {agreement.value} {points:+d}"
        for field, (agreement, points) in known.items()
    )
