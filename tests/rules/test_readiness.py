"""What a partnership states before it begins, and what is then still open."""

from datetime import date, timedelta

import pytest

from tandem_flows.rules.readiness import (
    QUESTIONS,
    Answer,
    Readiness,
    SignOff,
    Training,
    open_points,
)
from tandem_flows.rules.ready import is_formative
from tests.values import standard_values

DAY = date(2026, 1, 5)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def answers(on=DAY, is_yes=True):
    return tuple(Answer(question, is_yes, on) for question in QUESTIONS)


def stated(on=DAY):
    training = Training("the call", on, ("carl",))
    return Readiness(SignOff("dina", on), answers(on), (training,))


@pytest.mark.clause("LES-08", "TRN-01", "TRN-02", "ROL-05")
@pytest.mark.parametrize("on", [BEFORE, DAY])
def test_nothing_is_open_once_all_was_stated_by_the_day(on):
    assert set(open_points(stated(on), DAY).values()) == {0}


@pytest.mark.clause("LES-08", "TRN-01", "TRN-02", "ROL-05")
@pytest.mark.parametrize("readiness", [Readiness(), stated(AFTER)])
def test_what_is_not_stated_yet_is_open_under_its_code(readiness):
    assert open_points(readiness, DAY) == {
        "sponsor_missing": 1,
        "practice_not_ready": 1,
        "project_manager_unconfirmed": 2,
        "training_missing": 1,
    }


@pytest.mark.clause("TRN-01", "ROL-05")
def test_a_no_is_no_confirmation():
    found = open_points(Readiness(answers=answers(is_yes=False)), DAY)

    assert (found["practice_not_ready"], found["project_manager_unconfirmed"]) == (1, 2)


@pytest.mark.clause("LES-02")
@pytest.mark.parametrize(
    ("on", "is_new"),
    [(date(2026, 2, 12), True), (date(2026, 2, 13), False), (date(2026, 2, 14), False)],
)
def test_a_partnership_is_new_for_the_months_in_force(on, is_new):
    values = standard_values(formative_months=1)

    assert is_formative(date(2026, 1, 13), on, values) is is_new
