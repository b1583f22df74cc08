"""Who is silent, who declined, how often both sides failed."""

from datetime import date

import pytest

from tandem_flows.rules.answers import declined_cases, failed_attempts, silent_cases
from tests.rules.call_frames import attempt, attempts
from tests.values import standard_values

AS_OF = date(2025, 3, 9)
LATE_TRY = attempt(date(2025, 3, 1))


def is_silent(*tries, **changes) -> bool:
    return not silent_cases(attempts(*tries), AS_OF, standard_values(**changes)).is_empty()


@pytest.mark.clause("MEM-05")
@pytest.mark.parametrize("result", ["reached", "declined"])
@pytest.mark.parametrize(
    ("answered_on", "expected"),
    [(date(2024, 3, 10), False), (date(2024, 3, 9), True), (date(2024, 3, 8), True)],
)
def test_silence_is_long_from_the_day_the_months_are_full(result, answered_on, expected):
    assert is_silent(attempt(answered_on, result), LATE_TRY) is expected


@pytest.mark.clause("MEM-05")
def test_an_answer_to_either_side_breaks_the_silence():
    answer = attempt(date(2025, 1, 1), "reached", organisation="plan", purpose="follow_up")

    assert not is_silent(answer, LATE_TRY)


@pytest.mark.clause("MEM-05")
@pytest.mark.parametrize(
    ("first_tried_on", "expected"),
    [(date(2024, 3, 10), False), (date(2024, 3, 9), True), (date(2024, 3, 8), True)],
)
def test_who_never_answered_is_silent_since_the_first_attempt(first_tried_on, expected):
    assert is_silent(attempt(first_tried_on), LATE_TRY) is expected


@pytest.mark.clause("MEM-05")
def test_long_ago_answer_without_a_later_try_is_no_silence():
    assert not is_silent(attempt(date(2020, 1, 1), "reached"))


def test_attempts_after_the_day_looked_from_are_not_seen():
    assert not is_silent(attempt(date(2025, 3, 10)))


@pytest.mark.clause("UNE-03")
def test_patient_who_last_declined_is_left_in_peace_whichever_side_was_told():
    tries = attempts(
        attempt(date(2025, 1, 1), "reached"),
        attempt(date(2025, 2, 1), "declined", organisation="plan"),
        attempt(date(2025, 2, 9), "no_answer"),
    )

    assert declined_cases(tries, AS_OF).rows() == [("C1", date(2025, 2, 1), "plan")]


@pytest.mark.clause("UNE-03")
def test_patient_who_is_reached_later_has_changed_their_mind():
    tries = attempts(attempt(date(2025, 2, 9), "reached"), attempt(date(2025, 2, 1), "declined"))

    assert declined_cases(tries, AS_OF).is_empty()


@pytest.mark.clause("UNE-02")
def test_failed_attempts_of_both_sides_count_together_since_the_last_contact():
    tries = attempts(
        attempt(date(2024, 12, 1)),
        attempt(date(2025, 1, 1), "reached"),
        attempt(date(2025, 2, 1), organisation="plan"),
        attempt(date(2025, 2, 2), "declined"),
        attempt(date(2025, 2, 3), purpose="follow_up"),
    )

    assert failed_attempts(tries, AS_OF).rows() == [("C1", 2)]
