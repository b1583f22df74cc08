"""The forms from which runs are started in the UI, as JSON schema: choices and days, no free text.

The names of the fields are those of the flow's parameters and stay as they are; Prefect shows the
titles. Knows no Prefect and no store.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tandem_flows.orchestrate.contacts import ADMINISTRATOR
from tandem_flows.steps.definition import Step

Field = Mapping[str, Any]
Form = dict[str, Any]
_TODAY = "The day to look from. Leave it empty for today."
_ATTESTED = (
    "Your contact id. Prefect has one login for all, so this is kept as attested: you say so."
)
_ALL = "Leave it empty for every partnership."
# Prefect takes any text for a date unless a pattern says otherwise, and would keep it
_ONLY_A_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def form_of_step(step: Step, practices: Sequence[str], contacts: Sequence[str]) -> Form:
    """Return the form of a step: partnership, the call where it is about one, day, and who."""
    is_record = step.name.startswith("record_")
    fields: dict[str, Field] = {"practice": _practice(practices)}
    if step.needs_call:
        fields["call_date"] = _call(is_needed=_names_its_call(step))
    fields["operator"] = _operator(contacts, is_record=is_record)
    fields["as_of"] = _day("Day to look from", _TODAY)
    required = ["practice", "operator"]
    if step.needs_call and _names_its_call(step):
        required.insert(1, "call_date")
    return _form(fields, required)


def form_of_look(practices: Sequence[str], contacts: Sequence[str] = ()) -> Form:
    """Return the form of a look over one partnership or all; with contacts, of who asks for it."""
    fields: dict[str, Field] = {"practice": _practice(practices, _ALL)}
    if contacts:
        fields["operator"] = _operator(contacts, is_record=False)
    fields["as_of"] = _day("Day to look from", _TODAY)
    return _form(fields, ["operator"] if contacts else [])


def _names_its_call(step: Step) -> bool:
    """A record and a summary are about a call that was: a person says which."""
    return step.name.startswith("record_") or step.word == "summary"


def _form(fields: Mapping[str, Field], required: Sequence[str]) -> Form:
    properties = {
        name: {**field, "position": position}
        for position, (name, field) in enumerate(fields.items())
    }
    return {
        "title": "Parameters",
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
        "definitions": {},
    }


def _practice(practices: Sequence[str], more: str = "") -> Field:
    words = f"The plan's partnership with a practice, by its id in profile.yaml. {more}".strip()
    return _choice("Partnership", words, practices)


def _operator(contacts: Sequence[str], *, is_record: bool) -> Field:
    """Who records must be a contact; any other run may be the administrator's."""
    ids = list(contacts) if is_record and contacts else [ADMINISTRATOR, *contacts]
    return _choice("Recorded by" if is_record else "Run by", _ATTESTED, ids)


def _call(*, is_needed: bool) -> Field:
    words = "The day of the call, as planned."
    more = "" if is_needed else " Leave it empty for the next planned call."
    return _day("Day of the call", words + more)


def _choice(title: str, words: str, options: Sequence[str]) -> Field:
    return {"type": "string", "title": title, "description": words, "enum": list(options)}


def _day(title: str, words: str) -> Field:
    is_day = {"type": "string", "format": "date", "pattern": _ONLY_A_DAY}
    return {**is_day, "title": title, "description": words}
