"""A day in a form is a day: Prefect, which checks the form, keeps nothing else that is typed."""

import pytest
from prefect.utilities.schema_tools.validation import ValidationError, validate

from tandem_flows.orchestrate.forms import form_of_look, form_of_step
from tandem_flows.steps.catalogue import all_steps
from tests.orchestrate.steps import PRACTICE

FORMS = [form_of_step(step, [PRACTICE], ["plan-case"]) for step in all_steps().values()]


def given(form, **more):
    filled = {"practice": PRACTICE, "operator": "plan-case", "call_date": "2026-01-13"}
    return {name: value for name, value in {**filled, **more}.items() if name in form["properties"]}


@pytest.mark.parametrize("form", [*FORMS, form_of_look([PRACTICE])])
def test_a_form_with_days_is_taken(form):
    errors = validate(given(form, as_of="2026-01-12"), form, raise_on_error=False)

    assert errors == []


@pytest.mark.parametrize("typed", ["Zebedee Quill", "2026-01-12 Zebedee", "Quill 2026-01-12", ""])
@pytest.mark.parametrize("form", [*FORMS, form_of_look([PRACTICE])])
def test_a_form_with_anything_else_for_a_day_is_refused(form, typed):
    with pytest.raises(ValidationError):
        validate(given(form, as_of=typed), form, raise_on_error=True)
