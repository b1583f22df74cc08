"""What a workspace itself can learn weights of matching from. It only looks: no step, no record.

Not here: how weights are learned (`rules.matching.training`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from tandem_flows.rules.matching.normalise import FIELDS
from tandem_flows.source.open import open_source
from tandem_flows.source.people import all_members
from tandem_flows.steps.match_lists import answers_by_row
from tandem_flows.workspace.folder import Workspace
from tandem_validators.errors import InputRefused, Problem


@dataclass(frozen=True)
class OwnRosters:
    """All practices' current lists, the plan's members, and the matches that people answered.

    Each list has `id` and the fields of matching; `answered` left_id (of `listed`), right_id (of
    `members`) and is_same.
    """

    listed: pl.DataFrame
    members: pl.DataFrame
    answered: pl.DataFrame


def own_rosters(workspace: Workspace, as_of: date) -> OwnRosters:
    """Return the lists of a workspace; raise InputRefused when no practice's list was stored."""
    found = list(_of_practices(workspace))
    if not found:
        remedy = "Run `tandem run identify` for a practice first."
        raise InputRefused(Problem("workspace", "has no practice's list", remedy))
    with open_source(workspace.source_sql, workspace.folder) as source:
        members = all_members(source, as_of)
    listed, answered = ([pair[place] for pair in found] for place in (0, 1))
    return OwnRosters(pl.concat(listed), members.select("id", *FIELDS), pl.concat(answered))


def _of_practices(workspace: Workspace) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Yield each stored list and its answers; a row's id is the practice and the rank."""
    for practice_id in workspace.profile.practices:
        store = workspace.store(practice_id)
        rows = store.read("practice_list").frame if store.path.is_file() else pl.DataFrame()
        if rows.is_empty():
            continue
        answers = answers_by_row(store, rows, store.read("match_answers").frame)
        yield (
            rows.select(_row_id(practice_id, "rank").alias("id"), *FIELDS),
            answers.select(
                _row_id(practice_id, "practice_rank").alias("left_id"),
                pl.col("person_id").alias("right_id"),
                "is_same",
            ),
        )


def _row_id(practice_id: str, rank: str) -> pl.Expr:
    return pl.concat_str(pl.lit(f"{practice_id}:"), pl.col(rank).cast(pl.String))
