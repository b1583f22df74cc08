"""Who of the practice's list is which member: matched by weights, answered by people.

Not here: the rule of matching (`rules.matching`), nor what becomes of both lists (`share`).
"""

from __future__ import annotations

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.rules.combine import list_matches, practice_identity
from tandem_flows.rules.matching import Weights, match_people, shipped_weights
from tandem_flows.store.store import Store
from tandem_flows.workspace.match_weights import FILE, weights_of_workspace


def match_lists(
    desk: Desk, plan_list: pl.DataFrame, practice_list: pl.DataFrame, members: pl.DataFrame
) -> pl.DataFrame:
    """Find the plan's members on the practice's list and hand the pairs on; return them.

    Which weights were used stands in the ledger by their digest.
    """
    left = practice_list.with_columns(pl.col("rank").cast(pl.String).alias("id"))
    weights = _weights(desk)
    matched = match_people(left, members, desk.values, weights)
    answers = answers_by_row(desk.store, practice_list, desk.read("match_answers"))
    pairs = list_matches(matched, plan_list, answers)
    return desk.hand_on("list_matches", pairs, "SHR-02", details={"weights": weights.digest})


def _weights(desk: Desk) -> Weights:
    """Return the weights of matching that the workspace follows; its own file is an input."""
    weights = weights_of_workspace(desk.workspace)
    if weights is not shipped_weights():
        desk.note_file(FILE, weights.digest)
    return weights


def answers_by_row(store: Store, practice_list: pl.DataFrame, given: pl.DataFrame) -> pl.DataFrame:
    """Return people's answers about near matches by row of the practice's list.

    Columns: practice_rank, person_id, is_same. `given` is the handoff match_answers.
    """
    known = store.known_cases() if given.height else {}
    rows = practice_list.select(
        pl.col("rank").alias("practice_rank"), practice_identity().alias("identity")
    )
    cases = [known.get(identity) for identity in rows["identity"]]
    by_row = rows.select("practice_rank", pl.Series("case_id", cases, dtype=pl.String))
    return by_row.join(given, on="case_id").select("practice_rank", "person_id", "is_same")
