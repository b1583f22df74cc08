"""The tabs of pre-work with any number of rows a patient: gaps, next steps, attempts to reach.

Here: which columns they ask for and how much room they give. Not here: what each column means.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.worksheets.tab import Pick, Tab, answer, given, locked

# Room for what comes up, a few rows a patient; a fuller sheet can be made again.
_GAPS_A_PATIENT, _ATTEMPTS_A_PATIENT = 3, 2


def gaps_tab(
    organisation: str, call_date: date | None, picks: tuple[Pick, ...], known: pl.DataFrame
) -> Tab:
    """Return the tab of gaps in services; `known` holds those that an earlier sheet named."""
    asked = ("need", "need_category", "owner_organisation")
    return Tab(
        name="gaps",
        title="Gaps in services and support",
        handoff="service_gaps",
        columns=(
            given("service_gaps", "case_id", picks),
            *(given("service_gaps", name) for name in asked),
        ),
        prefilled=known.filter(pl.col("organisation") == organisation),
        key=("case_id", "need"),
        blank_rows=_GAPS_A_PATIENT * len(picks),
        constants=(("call_date", call_date), ("organisation", organisation)),
        instruction="One row a gap: what more the patient needs, and which side should close it.",
    )


def tasks_tab(open_tasks: pl.DataFrame, background: pl.DataFrame) -> Tab:
    """Return the tab of next steps that are still open."""
    names = background.select("case_id", "first_name", "last_name")
    told = ("action", "owner_organisation", "owner", "due_on", "report_back_on")
    return Tab(
        name="tasks",
        title="Next steps from before",
        handoff="tasks",
        columns=(
            *(locked("background", name) for name in ("first_name", "last_name")),
            *(locked("tasks", name) for name in told),
            *(answer("tasks", name) for name in ("state", "closed_on", "result")),
            locked("tasks", "task_id"),
        ),
        prefilled=open_tasks.join(names, on="case_id", how="left", maintain_order="left"),
        key=("task_id",),
        instruction="Say what became of each step. Rows you leave as they are stay open.",
    )


def attempts_tab(organisation: str, picks: tuple[Pick, ...]) -> Tab:
    """Return the tab of attempts to reach a patient."""
    asked = ("contact_on", "channel", "place", "purpose", "result")
    return Tab(
        name="attempts",
        title="Attempts to reach a patient",
        handoff="outreach_attempts",
        columns=(
            answer("outreach_attempts", "case_id", picks),
            *(answer("outreach_attempts", name) for name in asked),
        ),
        prefilled=pl.DataFrame(),
        blank_rows=_ATTEMPTS_A_PATIENT * len(picks),
        constants=(("organisation", organisation),),
        instruction="One row an attempt since the last call, whatever came of it.",
    )
