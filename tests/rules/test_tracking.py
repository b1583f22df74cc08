"""Who goes on the tracking list, who leaves it, and what the practice is told at once."""

import polars as pl
import pytest

from tandem_flows.rules.tracking import (
    admission_notices,
    leave_tracking,
)
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.rules.rounds import CALL_1, CALL_2, dated
from tests.rules.tracked import (
    DAY,
    ENTERED_ON,
    NO_END,
    NOBODY,
    TRACKED,
    attempts,
    entered,
    tracking_list,
)


@pytest.mark.clause("TRK-01", "TRK-02", "UNE-04")
@pytest.mark.parametrize(("failed", "is_entered"), [(1, False), (2, True), (3, True)])
def test_a_patient_enters_only_after_the_further_attempts_in_force(failed, is_entered):
    tried = attempts(*({"contact_on": CALL_1 + n * DAY} for n in range(1, failed + 1)))

    actual = entered(tried, final_attempts=2)

    assert (actual.height == 1) == is_entered
    assert validated(actual, handoff("tracking_list")).height == actual.height


@pytest.mark.clause("MEM-08", "TRK-01")
@pytest.mark.parametrize(
    ("channels", "results", "reason"),
    [
        (["phone"], ["no_answer"], "unengaged"),
        (["phone"], ["declined"], "unengaged"),
        (["face_to_face"], ["no_answer"], "unengaged"),
        (["face_to_face"], ["declined"], "declined_after_face_to_face"),
        (["face_to_face", "phone"], ["no_answer", "declined"], "declined_after_face_to_face"),
        (["phone", "face_to_face"], ["declined", "no_answer"], "unengaged"),
    ],
)
def test_the_reason_is_declined_only_after_a_meeting_in_person_was_tried(channels, results, reason):
    tried = attempts(
        *(
            {"contact_on": CALL_1 + n * DAY, "channel": channel, "result": result}
            for n, (channel, result) in enumerate(zip(channels, results, strict=True), start=1)
        )
    )

    assert entered(tried)["reason"].to_list() == [reason]


@pytest.mark.clause("TRK-02")
@pytest.mark.parametrize(
    "tried",
    [
        {"contact_on": CALL_1},
        {"contact_on": CALL_1 - DAY, "purpose": "final_attempt"},
        {"contact_on": CALL_2 + DAY},
        {"contact_on": CALL_1 + DAY, "result": "reached"},
        {"contact_on": CALL_1 + DAY, "case_id": "B"},
    ],
)
def test_an_attempt_before_the_call_after_the_day_or_answered_does_not_count(tried):
    assert entered(attempts(tried)).is_empty()


@pytest.mark.clause("TRK-02")
def test_a_patient_who_was_reached_after_a_failed_attempt_does_not_enter():
    tried = attempts(
        {"contact_on": CALL_1 + DAY}, {"contact_on": CALL_1 + 2 * DAY, "result": "reached"}
    )

    assert entered(tried, final_attempts=1).is_empty()


def test_who_is_on_the_list_stays_as_they_are_and_who_left_enters_anew():
    tried = attempts({"contact_on": CALL_1 + DAY})
    still = tracking_list(TRACKED | {"entered_on": CALL_1})
    gone = tracking_list(TRACKED | {"entered_on": CALL_1, "exited_on": CALL_1})

    assert entered(tried, still).equals(still)
    assert entered(tried, gone).select("entered_on", "exited_on").row(0) == (CALL_2, None)


@pytest.mark.clause("TRK-05")
@pytest.mark.parametrize(
    ("offset", "left_on"), [(-1, None), (0, None), (1, ENTERED_ON + DAY), (3, None)]
)
def test_a_patient_leaves_when_reached_or_admitted_after_entry_and_not_after_today(offset, left_on):
    on = ENTERED_ON + offset * DAY
    today = ENTERED_ON + 2 * DAY
    reached = attempts({"contact_on": on, "result": "reached"})
    known, admitted = tracking_list(TRACKED), dated("admitted_on", ("A", on))

    by_answer = leave_tracking(known, reached, dated("admitted_on"), NO_END, today)
    by_admission = leave_tracking(known, attempts(), admitted, NO_END, today)

    assert by_answer["exited_on"].to_list() == [left_on]
    assert by_admission["exited_on"].to_list() == [left_on]
    assert validated(by_answer, handoff("tracking_list")).height == 1


def test_a_failed_attempt_does_not_end_tracking():
    tried = attempts({"contact_on": ENTERED_ON + DAY})

    actual = leave_tracking(tracking_list(TRACKED), tried, pl.DataFrame(), NO_END, ENTERED_ON + DAY)

    assert actual["exited_on"].to_list() == [None]


@pytest.mark.parametrize("ended_on", [ENTERED_ON - DAY, ENTERED_ON, ENTERED_ON + DAY])
def test_a_patient_leaves_when_coverage_or_life_ended(ended_on):
    over = dated("ended_on", ("A", ended_on))

    actual = leave_tracking(
        tracking_list(TRACKED), attempts(), dated("admitted_on"), over, ENTERED_ON + DAY
    )

    assert actual["exited_on"].to_list() == [max(ended_on, ENTERED_ON)]


@pytest.mark.clause("MEM-06")
@pytest.mark.parametrize(
    ("admitted_on", "number"),
    [(CALL_1 - DAY, 0), (CALL_1, 1), (CALL_2, 1), (CALL_2 + DAY, 0)],
)
def test_the_practice_is_told_of_admissions_since_the_patient_is_sought(admitted_on, number):
    sought = dated("since_on", ("A", CALL_1))

    actual = admission_notices(dated("admitted_on", ("A", admitted_on)), sought, CALL_2)

    assert actual.height == number
    assert set(actual["clause"]) <= {"MEM-06"}


@pytest.mark.clause("MEM-06")
def test_the_practice_is_not_told_of_admissions_of_other_patients():
    admitted = dated("admitted_on", ("B", CALL_1))

    assert admission_notices(admitted, dated("since_on", ("A", CALL_1)), CALL_2).is_empty()
    assert admission_notices(admitted, NOBODY, CALL_2).is_empty()
