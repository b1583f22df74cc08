"""What the forms ask for: each field with its heading, its meaning, and its allowed answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_YES_NO = ("yes", "no")


@dataclass(frozen=True)
class FormField:
    """One question of a form; without choices the answer is free text."""

    heading: str
    meaning: str
    is_required: bool
    choices: tuple[str, ...] = ()
    is_date: bool = False


def practice_list_fields() -> list[FormField]:
    """Return the columns of the practice's list, under the headings that its reader knows."""
    from tandem_flows.inbox.aliases import ALIASES, GENDER_WORDS, REQUIRED

    fields = handoff_fields("practice_list")
    choices = {"gender": tuple(GENDER_WORDS), "urgent": _YES_NO}
    return [
        FormField(
            names[0],
            fields[_column(name)].meaning,
            name in REQUIRED,
            choices.get(name, ()),
            fields[_column(name)].is_date,
        )
        for name, names in ALIASES.items()
    ]


def team_fields() -> list[FormField]:
    """Return the columns of the team list, under the headings that its reader asks for."""
    from tandem_flows.inbox.team import COLUMNS, OPTIONAL

    fields = handoff_fields("team")
    return [
        FormField(name, fields[name].meaning, name in COLUMNS, fields[name].choices)
        for name in (*COLUMNS, *OPTIONAL)
    ]


def asked_fields(handoff_name: str, columns: Sequence[str] = ()) -> list[FormField]:
    """Return the fields of a handoff that a person answers, or those of `columns`."""
    fields = handoff_fields(handoff_name)
    return [fields[name] for name in columns or fields]


def handoff_fields(handoff_name: str) -> dict[str, FormField]:
    """Return every column of a handoff as a field of a form, by name."""
    from tandem_flows.worksheets.fields import DATE, YES_NO, answer_field
    from tandem_validators.handoffs.registry import handoff

    asked = {name: answer_field(handoff_name, name) for name in handoff(handoff_name).columns}
    return {
        name: FormField(
            field.title,
            field.description,
            field.is_required,
            _YES_NO if field.kind == YES_NO else tuple(w.replace("_", " ") for w in field.words),
            field.kind == DATE,
        )
        for name, field in asked.items()
    }


def _column(field: str) -> str:
    return "is_urgent" if field == "urgent" else field
