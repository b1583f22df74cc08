"""The forms that people fill in, as workbooks and as Word documents, all from the handoffs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from tandem_site.blocks.values import values_of
from tandem_site.downloads import fields
from tandem_site.downloads.documents import FormPart, document_form
from tandem_site.downloads.list_forms import list_form
from tandem_site.downloads.sheets import blank_sheet, sheet_plans

if TYPE_CHECKING:
    from tandem_site.edition import Edition

_TEAM_ROWS, _SOME_ROWS = 12, 8
_WHO = ("first_name", "last_name", "birth_date")
_Form = tuple[str, str, str, list[FormPart]]
_NOT_ASKED = ("call_date", "case_id", "organisation")


@dataclass(frozen=True)
class Download:
    """A file beside the pages: where it lies, what it is, and what makes its bytes."""

    path: str
    title: str
    told: str
    make: Callable[[], bytes]


def workbooks(edition: Edition) -> list[Download]:
    """Return the forms as workbooks."""
    rows, on = values_of(edition).number("list_size"), _made_on(edition)
    practice_list = partial(list_form, "Practice list", fields.practice_list_fields(), rows, on)
    team = partial(list_form, "team", fields.team_fields(), _TEAM_ROWS, on, coded=True)
    lists = [
        Download(
            "forms/practice-list.xlsx",
            "Practice list",
            "The practice names its patients at highest risk. Put it into the inbox as it is.",
            practice_list,
        ),
        Download(
            "forms/team.xlsx",
            "Team list",
            "Everyone who takes part, of both sides. Save it as team.csv.",
            team,
        ),
    ]
    return lists + [
        Download(
            f"forms/{plan.kind.replace('_', '-')}.xlsx",
            plan.title,
            "A blank copy to look at or to print. The program makes the real one for each call.",
            partial(blank_sheet, plan, edition),
        )
        for plan in sheet_plans()
    ]


def documents(edition: Edition) -> list[Download]:
    """Return the forms as Word documents."""
    rows, on = values_of(edition).number("list_size"), _made_on(edition)
    return [
        Download(f"forms/{name}.docx", title, told, partial(document_form, title, told, parts, on))
        for name, title, told, parts in (*_lists(rows), *_of_a_patient(), _summary())
    ]


def _lists(rows: int) -> list[_Form]:
    patients = FormPart("Patients", _needed_first(fields.practice_list_fields()), rows)
    told = "The practice names its patients at highest risk, in the order of risk."
    everyone = "Everyone who takes part, of both sides, with how to reach them."
    return [
        ("practice-list", "Practice list", told, [patients]),
        ("team", "Team list", everyone, [FormPart("One person", fields.team_fields())]),
    ]


def _of_a_patient() -> list[_Form]:
    research = [
        FormPart("The patient", _asked("prework")),
        FormPart("Gaps in services and support", _asked("service_gaps"), _SOME_ROWS),
        FormPart("Attempts to reach the patient", _asked("outreach_attempts"), _SOME_ROWS),
    ]
    review = [
        FormPart("The review", _asked("case_records")),
        FormPart("What plan and practice decide", _asked("decisions")),
        FormPart("The goal", _asked("goals")),
        FormPart("Next steps", _next_steps(), _SOME_ROWS),
    ]
    before = "One form a patient and side, filled in before the call."
    during = "One form a patient, filled in while both sides talk."
    return [
        ("prework", "Pre-work", before, research),
        ("call-review", "Review of a patient in the call", during, review),
    ]


def _summary() -> _Form:
    parts = [
        FormPart("Decisions", _summed_up(), _SOME_ROWS),
        FormPart("Next steps", _next_steps(), _SOME_ROWS * 2),
        FormPart("Patients of the next call", fields.asked_fields("background", _WHO), _SOME_ROWS),
    ]
    told = "Sent by the plan after the call: decisions, next steps, and who is next."
    return "summary", "Summary of a call", told, parts


def _made_on(edition: Edition) -> datetime:
    return datetime.fromisoformat(edition.guideline.reviewed)


def _needed_first(asked: list[fields.FormField]) -> list[fields.FormField]:
    """Return what fits on paper: the columns that are needed, and the two that say why."""
    return [field for field in asked if field.is_required] + [
        field for field in asked if field.heading in ("Risk Drivers", "PCP Name", "Urgent")
    ]


def _asked(handoff_name: str) -> list[fields.FormField]:
    known = fields.handoff_fields(handoff_name)
    return [field for name, field in known.items() if name not in _NOT_ASKED]


def _next_steps() -> list[fields.FormField]:
    columns = ("action", "owner_organisation", "owner", "due_on", "report_back_on")
    return fields.asked_fields("tasks", columns)


def _summed_up() -> list[fields.FormField]:
    who = fields.asked_fields("background", _WHO[:2])
    return who + fields.asked_fields("decisions", ("lead", "rationale", "next_update_on"))
