"""Which reports are owed, which were sent, and what a correction changes."""

from datetime import date

import pytest

from tandem_flows.rules.tracking import (
    reported,
)
from tests.rules.rounds import CALL_1, CALL_2, dated, rows
from tests.rules.tracked import DAY, TRACKED, attempts, due, entered, tracking_list
from tests.values import standard_values


@pytest.mark.clause("TRK-01", "TRK-03")
def test_the_entry_says_why_since_when_and_when_the_first_report_is_due():
    actual = entered(attempts({"contact_on": CALL_1 + DAY}), tracking_report_months=6)

    assert actual.row(0, named=True) == {
        "case_id": "A",
        "reason": "unengaged",
        "final_attempt_on": CALL_1 + DAY,
        "entered_on": CALL_2,
        "last_report_on": None,
        "next_report_on": date(2026, 7, 12),
        "exited_on": None,
    }


@pytest.mark.clause("LED-06", "LED-07", "LED-08")
@pytest.mark.parametrize(
    ("decision", "kinds"),
    [
        ({"lead": "plan", "report_schedule": "plan_lead"}, {"plan_lead"}),
        ({"lead": "plan"}, {"plan_lead"}),
        ({"lead": "plan", "plan_case_status": "closed"}, set()),
        ({"lead": "practice", "report_schedule": "monitor"}, {"monitor"}),
        ({"lead": "practice", "plan_case_status": "monitor"}, {"monitor"}),
        ({"lead": "practice"}, set()),
        ({"lead": "joint"}, set()),
        ({"outcome": "pending_information", "report_schedule": "plan_lead"}, set()),
        ({"membership": "coverage_ended", "report_schedule": "plan_lead"}, set()),
    ],
)
def test_who_leads_and_what_was_agreed_say_which_reports_are_owed(decision, kinds):
    assert set(due([decision], until=date(2026, 3, 1))["kind"]) == kinds


@pytest.mark.clause("LED-08")
def test_the_same_decision_again_does_not_start_the_rhythm_anew():
    led = {"lead": "plan", "report_schedule": "plan_lead"}
    again, open_question = {"call_date": date(2026, 2, 9)}, {"call_date": date(2026, 1, 19)}
    open_question |= {"outcome": "pending_information"}

    once, twice = (
        due([led], until=date(2026, 5, 1)),
        due([led, led | open_question, led | again], until=date(2026, 5, 1)),
    )

    assert twice.equals(once)


@pytest.mark.clause("LED-08")
def test_another_decision_ends_the_rhythm_on_its_day():
    led = {"lead": "plan", "report_schedule": "plan_lead"}
    handed_over = {"call_date": CALL_2, "lead": "practice"}

    assert due([led, handed_over], until=date(2026, 5, 1)).is_empty()


def test_a_decision_after_the_day_is_not_seen():
    led = {"call_date": CALL_2, "lead": "plan", "report_schedule": "plan_lead"}

    assert due([led], until=date(2026, 5, 1), as_of=CALL_2 - DAY).is_empty()


@pytest.mark.clause("LED-08")
def test_a_sent_report_stays_and_is_not_owed_again():
    led = {"lead": "plan", "report_schedule": "plan_lead"}
    sent = {"kind": "plan_lead", "due_on": date(2026, 1, 12), "sent_on": date(2026, 1, 14)}

    actual = due([led], sent=[sent], until=date(2026, 1, 19))

    assert actual.select("due_on", "sent_on").rows() == [
        (date(2026, 1, 12), date(2026, 1, 14)),
        (date(2026, 1, 19), None),
    ]


@pytest.mark.clause("TRK-03")
def test_a_sent_report_on_a_tracked_patient_is_not_owed_again():
    sent = {"due_on": date(2026, 7, 31), "sent_on": date(2026, 8, 2)}

    actual = due(tracked=[TRACKED], sent=[sent], until=date(2027, 1, 31))

    assert actual.select("due_on", "sent_on").rows() == [
        (date(2026, 7, 31), date(2026, 8, 2)),
        (date(2027, 1, 31), None),
    ]


def test_a_correction_takes_its_unsent_reports_along_and_keeps_what_was_sent():
    sent = {"kind": "plan_lead", "due_on": date(2026, 1, 12), "sent_on": date(2026, 1, 12)}
    unsent = {"kind": "plan_lead", "due_on": date(2026, 1, 19)}

    actual = due([{"lead": "practice"}], sent=[sent, unsent], until=date(2026, 2, 1))

    assert actual["due_on"].to_list() == [date(2026, 1, 12)]


@pytest.mark.parametrize(("ended_on", "number"), [(CALL_2, 0), (CALL_2 + DAY, 1)])
def test_no_report_is_owed_from_the_day_a_case_ended(ended_on, number):
    led = {"lead": "plan", "report_schedule": "plan_lead"}

    assert due([led], ended=dated("ended_on", ("A", ended_on)), until=CALL_2).height == number


@pytest.mark.clause("TRK-03")
def test_the_tracking_list_holds_the_last_report_sent_and_the_next_one_due():
    first = {"case_id": "A", "due_on": date(2026, 7, 31), "sent_on": date(2026, 8, 2)}
    reports = rows("reports", first)
    known, values = tracking_list(TRACKED), standard_values()

    actual = reported(known, reports, date(2026, 8, 2), values)

    assert actual.select("last_report_on", "next_report_on").row(0) == (
        date(2026, 8, 2),
        date(2027, 1, 31),
    )
    assert reported(known, reports, date(2026, 8, 1), values).equals(known)
