"""The follow-up sheet: the open next steps of each side, to say what became of them.

Here: which columns and rows it shows. Not here: when it is made and recorded (the steps).
"""

from __future__ import annotations

import polars as pl

from tandem_flows.worksheets.tab import Tab, answer, locked
from tandem_validators.handoffs.column import ORGANISATIONS

FOLLOW_UP = "follow_up"


def follow_up_tabs(
    open_tasks: pl.DataFrame, people: pl.DataFrame, team: pl.DataFrame
) -> tuple[Tab, ...]:
    """Return a tab a side, the first due on top; `people` has the patients' names."""
    names = people.select("case_id", "first_name", "last_name")
    owners = team.select(pl.col("person").alias("owner"), pl.col("name").alias("owner_name"))
    told = (
        open_tasks.join(names, on="case_id", how="left", maintain_order="left")
        .join(owners, on="owner", how="left", maintain_order="left")
        .with_columns(pl.coalesce("owner_name", "owner"))
        .sort("due_on", "owner_name", "task_id")
    )
    return tuple(_side(side, told.filter(owner_organisation=side)) for side in ORGANISATIONS)


def _side(organisation: str, tasks: pl.DataFrame) -> Tab:
    return Tab(
        name=organisation,
        title=f"What the {organisation} promised",
        handoff="tasks",
        columns=(
            *(locked("background", name) for name in ("first_name", "last_name")),
            locked("tasks", "action"),
            locked("tasks", "owner", name="owner_name"),
            *(locked("tasks", name) for name in ("due_on", "report_back_on")),
            *(answer("tasks", name) for name in ("state", "closed_on", "result")),
            # the id is for us: it stands last, so that people begin with the patient
            locked("tasks", "task_id"),
        ),
        prefilled=tasks,
        key=("task_id",),
        instruction="The first due stand on top. Rows you leave as they are stay open.",
    )
