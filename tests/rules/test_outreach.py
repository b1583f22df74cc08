"""Whose turn it is, how many tries are left, and when a patient may be tracked."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.outreach import may_enter_tracking, next_attempt
from tandem_flows.rules.tracking.attempts import is_owed_attempt
from tests.rules.call_frames import attempt, attempts
from tests.values import standard_values

AS_OF = date(2025, 4, 30)
FLAGGED = date(2025, 3, 10)
CASES = pl.DataFrame({"case_id": ["C1"], "flagged_on": [FLAGGED]})
DAYS = [date(2025, 3, 11), date(2025, 3, 12), date(2025, 3, 13), date(2025, 3, 14)]


def turn(*tries, **changes) -> dict:
    values = standard_values(**changes)
    return next_attempt(attempts(*tries), CASES, AS_OF, values).row(0, named=True)


def entry(*tries, **changes) -> dict:
    values = standard_values(**changes)
    return may_enter_tracking(attempts(*tries), CASES, AS_OF, values).row(0, named=True)


@pytest.mark.clause("UNE-01", "UNE-04")
def test_the_practice_tries_first_within_the_days_given():
    assert turn() == {
        "case_id": "C1",
        "organisation": "practice",
        "due_on": date(2025, 3, 24),
        "attempts_left": 3,
        "final_attempts_owed": 1,
    }


@pytest.mark.clause("UNE-01")
@pytest.mark.parametrize(("failed", "following"), [("practice", "plan"), ("plan", "practice")])
def test_if_one_side_failed_the_other_tries(failed, following):
    found = turn(attempt(DAYS[0], organisation=failed))

    assert (found["organisation"], found["due_on"]) == (following, date(2025, 3, 25))


@pytest.mark.clause("UNE-02")
@pytest.mark.parametrize(("tries", "left"), [(2, 1), (3, 0), (4, 0)])
def test_both_move_on_after_the_attempts_in_all(tries, left):
    found = turn(*(attempt(day) for day in DAYS[:tries]))

    assert found["attempts_left"] == left
    assert (found["organisation"] is None) == (left == 0)


@pytest.mark.clause("UNE-04")
def test_owed_attempts_are_made_even_if_the_attempts_in_all_are_used_up():
    before = [attempt(date(2025, 1, day)) for day in (1, 2, 3)]

    found = turn(*before)

    assert (found["attempts_left"], found["final_attempts_owed"]) == (1, 1)


@pytest.mark.clause("UNE-03")
def test_patient_who_declined_gets_no_next_attempt():
    found = turn(attempt(DAYS[0], "declined"))

    assert (found["organisation"], found["due_on"], found["attempts_left"]) == (None, None, 0)


def test_patient_who_was_reached_gets_no_next_attempt():
    assert turn(attempt(DAYS[0], "reached"))["attempts_left"] == 0


def test_business_days_shift_the_due_date():
    values = standard_values(day_kind="business", outreach_attempt_days=5)
    closed = frozenset({date(2025, 3, 17)})

    found = next_attempt(attempts(), CASES, AS_OF, values, closed)

    assert found["due_on"].to_list() == [date(2025, 3, 18)]


@pytest.mark.clause("UNE-04", "TRK-02")
@pytest.mark.parametrize(
    ("tried_on", "purpose", "may_enter"),
    [
        (date(2025, 3, 9), "final_attempt", False),
        (date(2025, 3, 10), "engage", False),
        (date(2025, 3, 10), "final_attempt", True),
        (date(2025, 3, 11), "engage", True),
    ],
)
def test_only_an_attempt_after_the_flag_counts_for_tracking(tried_on, purpose, may_enter):
    assert entry(attempt(tried_on, purpose=purpose))["may_enter"] is may_enter
    assert is_owed_attempt(tried_on, purpose, FLAGGED) is may_enter


@pytest.mark.clause("UNE-04", "TRK-02")
@pytest.mark.parametrize(("tries", "may_enter"), [(1, False), (2, True), (3, True)])
def test_all_owed_attempts_must_be_made_before_tracking(tries, may_enter):
    found = entry(*(attempt(day) for day in DAYS[:tries]), final_attempts=2)

    assert found["may_enter"] is may_enter


@pytest.mark.clause("UNE-04")
def test_unengaged_patient_enters_with_the_date_of_the_last_attempt():
    found = entry(attempt(DAYS[0]), attempt(DAYS[1], organisation="plan"))

    assert found == {
        "case_id": "C1",
        "may_enter": True,
        "reason": "unengaged",
        "final_attempt_on": DAYS[1],
    }


@pytest.mark.clause("MEM-08")
def test_patient_who_declines_in_person_enters_with_that_reason():
    found = entry(attempt(DAYS[0], "declined", channel="face_to_face", place="home"))

    assert (found["may_enter"], found["reason"]) == (True, "declined_after_face_to_face")


@pytest.mark.clause("MEM-08")
def test_patient_who_declines_after_a_try_in_person_enters_with_that_reason():
    in_person = attempt(DAYS[0], channel="face_to_face", place="hospital")

    found = entry(in_person, attempt(DAYS[1], "declined", organisation="plan"))

    assert (found["reason"], found["final_attempt_on"]) == ("declined_after_face_to_face", DAYS[1])


@pytest.mark.clause("UNE-03")
def test_patient_who_declines_without_a_try_in_person_is_left_in_peace():
    found = entry(attempt(DAYS[0], "declined"))

    assert (found["may_enter"], found["reason"]) == (False, None)


@pytest.mark.clause("TRK-02")
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_patient_who_was_reached_since_the_flag_does_not_enter(order):
    first, second = (DAYS[place] for place in order)

    found = entry(attempt(first, "reached"), attempt(second))

    assert not found["may_enter"]


def test_case_without_attempts_does_not_enter():
    assert not entry()["may_enter"]
