"""Cases that wait: for an answer, about a provider, on the tracking list; and those who let go."""

from datetime import date

import polars as pl
import pytest

from tests.rules.case_a import DAY, ON_LIST, UNRESPONSIVE, agenda, attempts, decisions, state, tasks
from tests.rules.rounds import (
    CALL_1,
    CALL_2,
    CALL_3,
    LISTED_ON,
    dated,
    facts,
    history,
    rows,
)


@pytest.mark.clause("PRI-07", "INF-02")
@pytest.mark.parametrize(
    ("report_back_on", "next_on"),
    [(CALL_2 - DAY, CALL_2 - DAY), (CALL_2, CALL_2), (CALL_2 + DAY, CALL_2)],
)
def test_an_open_question_is_due_on_its_date_at_latest_at_the_next_call(report_back_on, next_on):
    question = tasks(kind="information_request", owner_organisation="plan", owner="N. Question")
    question = question.with_columns(pl.lit(report_back_on).alias("report_back_on"))
    seen = history(decisions=decisions(outcome="pending_information"), tasks=question)

    actual = state(seen, CALL_1)

    assert (actual["owner_organisation"], actual["owner"]) == ("plan", "N. Question")
    assert actual["next_on"] == next_on


@pytest.mark.clause("PRI-07")
def test_an_answered_question_waits_for_the_next_call_with_the_plan():
    answered = tasks(kind="information_request", state="done", closed_on=CALL_1 + DAY)
    seen = history(decisions=decisions(outcome="pending_information"), tasks=answered)

    actual = state(seen, CALL_1 + DAY)

    assert (actual["state"], actual["reason"]) == ("pending_information", "answer_received")
    assert (actual["owner"], actual["next_on"]) == ("project_manager", CALL_2)


@pytest.mark.clause("PRI-07")
def test_a_case_with_an_open_question_returns_to_the_agenda():
    pending = decisions(outcome="pending_information")

    actual = state(history(decisions=pending, agendas=agenda(call_date=CALL_2)), CALL_1 + DAY)

    assert (actual["state"], actual["next_on"]) == ("on_agenda", CALL_2)


@pytest.mark.clause("MEM-03")
def test_the_plan_asks_about_a_change_of_provider_within_the_days_in_force():
    seen = history(decisions=decisions(membership="possible_provider_change"))

    actual = state(seen, CALL_1, provider_change_followup_days=9)

    assert (actual["owner_organisation"], actual["next_on"]) == ("plan", CALL_1 + 9 * DAY)


@pytest.mark.clause("MEM-03")
@pytest.mark.parametrize(
    ("result", "left_on", "expected"),
    [
        ("stays", None, "listed"),
        ("changed_provider", None, "closed"),
        ("stays", CALL_1, "closed"),
        ("stays", CALL_3, "listed"),
    ],
)
def test_the_answer_about_the_provider_lists_or_closes_the_case(result, left_on, expected):
    task = tasks(
        kind="provider_change_follow_up", state="done", closed_on=CALL_1 + DAY, result=result
    )
    seen = history(
        decisions=decisions(membership="possible_provider_change"),
        tasks=task,
        care_facts=facts(left_practice_on=left_on),
    )

    assert state(seen, CALL_1)["state"] == "possible_provider_change"
    assert state(seen, CALL_2)["state"] == expected


@pytest.mark.clause("TRK-03")
def test_a_tracked_case_belongs_to_the_plan_until_its_next_report():
    actual = state(history(tracking_list=rows("tracking_list", ON_LIST)), CALL_2)

    assert (actual["state"], actual["owner_organisation"]) == ("tracking", "plan")
    assert actual["next_on"] == date(2026, 7, 12)


@pytest.mark.clause("TRK-05")
@pytest.mark.parametrize(
    ("frames", "reason"),
    [
        (
            {"outreach_attempts": attempts({"contact_on": CALL_2 + DAY, "result": "reached"})},
            "responded",
        ),
        ({"admissions": dated("admitted_on", ("A", CALL_2 + DAY))}, "admitted"),
    ],
)
def test_a_tracked_patient_who_responds_or_is_admitted_returns_to_the_agenda(frames, reason):
    seen = history(tracking_list=rows("tracking_list", ON_LIST), **frames)

    actual = state(seen, CALL_2 + DAY)

    assert (actual["state"], actual["next_on"], actual["reason"]) == ("on_agenda", CALL_3, reason)


@pytest.mark.clause("TRK-05")
def test_a_patient_taken_off_the_tracking_list_returns_to_the_agenda():
    left = rows("tracking_list", ON_LIST | {"exited_on": CALL_2 + DAY})

    assert state(history(tracking_list=left), CALL_2)["state"] == "tracking"
    assert state(history(tracking_list=left), CALL_2 + DAY)["state"] == "on_agenda"


@pytest.mark.clause("UNE-03")
def test_a_wish_not_to_be_engaged_ends_the_case_and_stops_outreach():
    seen = history(
        decisions=decisions(**UNRESPONSIVE),
        withdrawals=dated("on", ("A", CALL_1 + DAY)),
        outreach_attempts=attempts({"contact_on": CALL_2, "result": "reached"}),
        agendas=agenda(call_date=CALL_3),
    )

    actual = state(seen, CALL_2)

    assert (actual["state"], actual["since_on"]) == ("declined", CALL_1 + DAY)
    assert actual["reason"] == "wish_not_to_be_engaged"


@pytest.mark.clause("PRI-07")
def test_a_question_that_a_later_call_asks_is_not_yet_an_answered_one():
    later = tasks(kind="information_request", call_date=CALL_2)
    seen = history(decisions=decisions(outcome="pending_information"), tasks=later)

    assert state(seen, CALL_1)["reason"] == "open_question"


@pytest.mark.clause("MEM-03")
def test_an_answer_about_the_provider_counts_from_the_call_that_asked():
    early = tasks(
        kind="provider_change_follow_up", state="done", closed_on=LISTED_ON, call_date=CALL_1
    )
    seen = history(
        decisions=decisions(call_date=LISTED_ON, membership="possible_provider_change"), tasks=early
    )

    assert state(seen, CALL_1 - DAY)["state"] == "possible_provider_change"
    assert state(seen, CALL_1)["state"] == "listed"
