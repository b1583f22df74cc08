"""Patients who are hard to reach: whose turn it is, and when enough was tried."""

import polars as pl
import pytest

from tests.rules.case_a import DAY, UNRESPONSIVE, attempts, decisions, state, tasks
from tests.rules.rounds import (
    CALL_1,
    CALL_2,
    CALL_3,
    history,
    rows,
)


@pytest.mark.clause("UNE-01", "UNE-04", "MEM-05")
def test_plan_and_practice_try_in_turn_beginning_with_the_practice():
    flagged = decisions(**UNRESPONSIVE)
    second = attempts({"contact_on": CALL_1 + DAY})
    third = attempts(
        {"contact_on": CALL_1 + DAY}, {"contact_on": CALL_1 + 2 * DAY, "organisation": "plan"}
    )

    owners = [
        state(history(decisions=flagged, outreach_attempts=tried), CALL_2, final_attempts=3)
        for tried in (pl.DataFrame(), second, third)
    ]

    assert [owner["owner_organisation"] for owner in owners] == ["practice", "plan", "practice"]
    assert [owner["next_on"] for owner in owners] == [
        CALL_1 + 14 * DAY,
        CALL_1 + 15 * DAY,
        CALL_1 + 16 * DAY,
    ]


@pytest.mark.clause("MEM-05")
def test_the_task_to_meet_in_person_says_whose_and_until_when():
    task = tasks(kind="final_f2f_attempt", owner="N. Visit", due_on=CALL_3)

    actual = state(history(decisions=decisions(**UNRESPONSIVE), tasks=task), CALL_1)

    assert (actual["owner"], actual["next_on"]) == ("N. Visit", CALL_3)


@pytest.mark.clause("UNE-04", "TRK-02")
@pytest.mark.parametrize(("made", "reason"), [(1, "unresponsive"), (2, "tracking_entry_due")])
def test_the_entry_on_the_tracking_list_is_due_after_the_attempts_owed(made, reason):
    tried = attempts(*({"contact_on": CALL_1 + n * DAY} for n in range(1, made + 1)))
    seen = history(decisions=decisions(**UNRESPONSIVE), outreach_attempts=tried)

    actual = state(seen, CALL_2, final_attempts=2)

    assert (actual["state"], actual["reason"]) == ("outreach", reason)


@pytest.mark.clause("TRK-02")
@pytest.mark.parametrize(
    ("contact_on", "purpose", "reason"),
    [
        (CALL_1 - DAY, "final_attempt", "unresponsive"),
        (CALL_1, "engage", "unresponsive"),
        (CALL_1, "final_attempt", "tracking_entry_due"),
        (CALL_1 + DAY, "engage", "tracking_entry_due"),
    ],
)
def test_only_an_attempt_after_the_call_is_a_further_one(contact_on, purpose, reason):
    tried = attempts({"contact_on": contact_on, "purpose": purpose})
    seen = history(decisions=decisions(**UNRESPONSIVE), outreach_attempts=tried)

    assert state(seen, CALL_2)["reason"] == reason


@pytest.mark.clause("UNE-02")
@pytest.mark.parametrize(("failed", "expected"), [(2, "active"), (3, "outreach"), (4, "outreach")])
def test_an_active_patient_whom_nobody_reaches_is_named_after_the_attempts_in_force(
    failed, expected
):
    tried = attempts(*({"contact_on": CALL_1 + n * DAY} for n in range(1, failed + 1)))
    active = decisions(lead="practice", next_update_on=CALL_3)

    actual = state(history(decisions=active, outreach_attempts=tried), CALL_2)

    assert actual["state"] == expected


@pytest.mark.clause("UNE-02")
def test_reaching_the_patient_starts_the_count_of_failed_attempts_again():
    results = ["no_answer", "no_answer", "reached", "no_answer", "no_answer"]
    tried = attempts(
        *(
            {"contact_on": CALL_1 + n * DAY, "result": result}
            for n, result in enumerate(results, start=1)
        )
    )
    active = decisions(lead="practice", next_update_on=CALL_3)

    assert state(history(decisions=active, outreach_attempts=tried), CALL_2)["state"] == "active"


def test_a_patient_who_answers_the_owed_attempt_returns_to_the_agenda():
    tried = attempts({"contact_on": CALL_1 + DAY, "result": "reached"})
    seen = history(decisions=decisions(**UNRESPONSIVE), outreach_attempts=tried)

    actual = state(seen, CALL_1 + DAY)

    assert (actual["state"], actual["next_on"], actual["reason"]) == (
        "on_agenda",
        CALL_2,
        "responded",
    )


@pytest.mark.clause("UNE-04")
def test_the_same_decision_again_does_not_start_the_outreach_anew():
    again = rows(
        "decisions",
        {"case_id": "A", "call_date": CALL_1, **UNRESPONSIVE},
        {"case_id": "A", "call_date": CALL_2, **UNRESPONSIVE},
    )
    tried = attempts({"contact_on": CALL_1 + DAY})

    actual = state(history(decisions=again, outreach_attempts=tried), CALL_2 + DAY)

    assert (actual["state"], actual["reason"]) == ("outreach", "tracking_entry_due")
