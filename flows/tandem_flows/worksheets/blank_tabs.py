"""The tabs of the call that begin blank: next steps, services, people, assessment, attempts.

Here: which columns they ask for and how much room they give. Not here: what each column means.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.worksheets.patients import person_picks
from tandem_flows.worksheets.tab import Pick, Shown, Tab, answer
from tandem_validators.handoffs.registry import handoff

# Room for what comes up in a call, in blank rows a patient.
_TASKS, _SERVICES, _CARE_TEAM, _ATTEMPTS, _ASSESSMENTS = 4, 2, 3, 1, 1


def blank_tabs(
    call_date: date, picks: tuple[Pick, ...], team: pl.DataFrame, programs: pl.DataFrame
) -> tuple[Tab, ...]:
    """Return the blank tabs; `picks` are the entries of the drop-down that names the patients.

    `programs` is the directory: its names are proposed where a service is named.
    """
    return (
        _tasks(call_date, picks, team),
        _services(picks, programs),
        _care_team(picks, team),
        _blank("assessment", "assessment", "Health complexity", picks, _ASSESSMENTS),
        _blank("attempts", "outreach_attempts", "Attempts to reach a patient", picks, _ATTEMPTS),
    )


def _tasks(call_date: date, picks: tuple[Pick, ...], team: pl.DataFrame) -> Tab:
    asked = ("kind", "need_category", "action", "owner_organisation", "owner")
    people = {"owner": person_picks(team)}
    return Tab(
        name="tasks",
        title="Next steps",
        handoff="tasks",
        columns=(
            answer("tasks", "case_id", picks),
            *(
                answer("tasks", name, people.get(name, ()), is_open=name in people)
                for name in asked
            ),
            answer("tasks", "due_on"),
            answer("tasks", "report_back_on"),
            answer("tasks", "department"),
        ),
        prefilled=pl.DataFrame(),
        blank_rows=_TASKS * len(picks),
        constants=(("call_date", call_date), ("state", "open")),
        new_id="task_id",
        instruction="One row a step: what, by whom, by when, and when the answer is reported.",
    )


def _services(picks: tuple[Pick, ...], programs: pl.DataFrame) -> Tab:
    names = tuple(Pick(name, name) for name in programs["program"])
    return Tab(
        name="services",
        title="Services given, offered and asked for",
        handoff="services",
        columns=_all_answers(
            "services", {"case_id": picks, "program": names}, open_columns=("program",)
        ),
        prefilled=pl.DataFrame(),
        blank_rows=_SERVICES * len(picks),
        instruction="Name a program as programs.csv describes it. The answer to an earlier offer "
        "or request goes into a row of its own.",
    )


def _care_team(picks: tuple[Pick, ...], team: pl.DataFrame) -> Tab:
    names = tuple(Pick(name, name) for name in team["name"].unique(maintain_order=True))
    people = {"case_id": picks, "name": names}
    return Tab(
        name="care_team",
        title="The front-line people of each patient",
        handoff="care_team",
        columns=_all_answers("care_team", people, open_columns=("name",)),
        prefilled=pl.DataFrame(),
        blank_rows=_CARE_TEAM * len(picks),
        instruction="Name one person a patient as the point of contact.",
    )


def _blank(name: str, handoff_name: str, title: str, picks: tuple[Pick, ...], rows: int) -> Tab:
    return Tab(
        name=name,
        title=title,
        handoff=handoff_name,
        columns=_all_answers(handoff_name, {"case_id": picks}),
        prefilled=pl.DataFrame(),
        blank_rows=rows * len(picks),
        instruction="Choose the patient from the list in the first column.",
    )


def _all_answers(
    handoff_name: str, people: dict[str, tuple[Pick, ...]], open_columns: tuple[str, ...] = ()
) -> tuple[Shown, ...]:
    return tuple(
        answer(handoff_name, name, people.get(name, ()), is_open=name in open_columns)
        for name in handoff(handoff_name).columns
    )
