"""What is due between calls, with whom and until when; late is worked out when read."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.due import COLUMNS, STATES, Work
from tests.rules.due_boards import DAY, HELD, ON_AGENDA, board, item, tasks, work
from tests.rules.rounds import CALL_1, CALL_2, CALL_3, LISTED_ON, history, rows


def test_the_board_has_its_columns_and_states_on_every_day():
    full = work(agendas=ON_AGENDA, tasks=tasks(), calls=HELD)

    for on in (LISTED_ON, CALL_1, CALL_3 + DAY):
        actual = board(on, full)
        assert actual.columns == list(COLUMNS)
        assert set(actual["state"]) <= set(STATES)
        assert actual["owner"].null_count() == 0


@pytest.mark.clause("INF-02", "INF-07", "ROL-12")
@pytest.mark.parametrize(
    ("on", "expected"),
    [(CALL_1, "due"), (CALL_2, "due"), (CALL_2 + DAY, "late")],
)
def test_a_next_step_is_late_after_its_date(on, expected):
    actual = item(on, "next_step", work(tasks=tasks()))

    assert (actual["state"], actual["owner"]) == (expected, "N. Owner")


@pytest.mark.parametrize(
    ("state", "closed_on", "expected"),
    [("done", CALL_1 + DAY, "done"), ("done", None, "done"), ("done", CALL_3, "due")],
)
def test_a_next_step_closed_by_the_day_is_done(state, closed_on, expected):
    actual = item(CALL_2, "next_step", work(tasks=tasks(state=state, closed_on=closed_on)))

    assert actual["state"] == expected


def test_a_cancelled_step_and_one_of_a_later_call_are_not_on_the_board():
    cancelled = board(CALL_1, work(tasks=tasks(state="cancelled")))
    later = board(CALL_1, work(tasks=tasks(call_date=CALL_2)))

    assert "next_step" not in cancelled["what"].to_list() + later["what"].to_list()


@pytest.mark.clause("UNE-04", "MEM-05")
def test_an_attempt_owed_is_on_the_board_once_as_its_task_or_else_as_the_case():
    flagged = rows("decisions", {"case_id": "A", "membership": "unresponsive"})
    task = tasks(kind="final_f2f_attempt")

    bare = board(CALL_1, work(decisions=flagged))["what"].to_list()
    with_task = board(CALL_1, work(decisions=flagged, tasks=task))["what"].to_list()

    assert "try_again" in bare
    assert "final_f2f_attempt" in with_task
    assert "try_again" not in with_task


@pytest.mark.clause("MEM-08", "TRK-02")
def test_the_entry_on_the_tracking_list_is_due_once_enough_attempts_failed():
    flagged = rows("decisions", {"case_id": "A", "membership": "unresponsive"})
    tried = rows("outreach_attempts", {"case_id": "A", "contact_on": CALL_1 + DAY})

    actual = item(CALL_2, "enter_tracking", work(decisions=flagged, outreach_attempts=tried))

    assert (actual["due_on"], actual["state"], actual["clause"]) == (CALL_2, "due", "MEM-08")


@pytest.mark.clause("LED-06")
def test_a_monitored_member_is_told_by_the_next_call_unless_a_task_says_so():
    monitored = rows(
        "decisions", {"case_id": "A", "lead": "practice", "plan_case_status": "monitor"}
    )

    actual = item(CALL_1, "monitor_notice", work(decisions=monitored))
    with_task = board(CALL_1, work(decisions=monitored, tasks=tasks(kind="monitor_notice"))).filter(
        pl.col("what") == "monitor_notice"
    )

    assert (actual["organisation"], actual["due_on"]) == ("plan", CALL_2)
    assert with_task["clause"].to_list() == ["INF-07"]


@pytest.mark.clause("TRK-03", "LED-07", "LED-08")
@pytest.mark.parametrize(
    ("kind", "clause"), [("tracking", "TRK-03"), ("monitor", "LED-07"), ("plan_lead", "LED-08")]
)
@pytest.mark.parametrize(
    ("on", "expected"), [(CALL_2 - DAY, "waiting"), (CALL_2, "due"), (CALL_2 + DAY, "late")]
)
def test_a_report_waits_for_its_day_and_is_late_after_it(kind, clause, on, expected):
    owed = rows("reports", {"case_id": "A", "kind": kind, "due_on": CALL_2})

    actual = item(on, f"send_{kind}_report", work(reports=owed))

    assert (actual["state"], actual["clause"]) == (expected, clause)


@pytest.mark.clause("TRK-03")
def test_a_tracked_case_shows_its_next_report_even_before_it_is_worked_out():
    tracked = {"case_id": "A", "final_attempt_on": CALL_1, "entered_on": CALL_1}
    tracked |= {"next_report_on": date(2026, 7, 5)}

    actual = item(
        CALL_2, "send_tracking_report", work(tracking_list=rows("tracking_list", tracked))
    )

    assert (actual["due_on"], actual["state"]) == (date(2026, 7, 5), "waiting")


@pytest.mark.clause("EVL-16", "EVL-18")
@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (CALL_1 - DAY, "waiting"),
        (CALL_1, "due"),
        (CALL_3, "due"),
        (CALL_3 + DAY, "late"),
    ],
)
def test_a_question_is_late_only_after_its_window(on, expected):
    window = {"due_on": CALL_2, "window_start_on": CALL_1, "window_end_on": CALL_3}
    asked = rows(
        "surveys",
        window | {"survey": "health", "case_id": "A", "question": "?"},
        window | {"survey": "staff", "question": "?"},
    )
    led = rows("decisions", {"case_id": "A", "lead": "practice", "next_update_on": CALL_3})
    full = Work(history(decisions=led), surveys=asked)

    assert item(on, "ask_health", full)["state"] == expected
    assert item(on, "ask_staff", full)["organisation"] == "plan"


def test_the_lead_asks_the_patient():
    asked = {"survey": "health", "case_id": "A", "question": "?", "due_on": CALL_2}
    asked |= {"window_start_on": CALL_1, "window_end_on": CALL_3}
    led = rows("decisions", {"case_id": "A", "lead": "practice"})

    actual = item(
        CALL_1, "ask_health", Work(history(decisions=led), surveys=rows("surveys", asked))
    )

    assert (actual["organisation"], actual["owner"]) == ("practice", "clinical_care_manager")


@pytest.mark.clause("RDY-03")
@pytest.mark.parametrize(("on", "is_shown"), [(CALL_3, False), (CALL_3 + DAY, True)])
def test_when_cases_wait_and_no_call_is_set_more_calls_are_to_be_planned(on, is_shown):
    assert ("plan_calls" in board(on)["what"].to_list()) == is_shown


def test_no_more_calls_are_needed_when_every_case_has_ended():
    removed = rows("decisions", {"case_id": "A", "outcome": "removed"})

    assert "plan_calls" not in board(CALL_3 + DAY, work(decisions=removed))["what"].to_list()
