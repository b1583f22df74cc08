"""What each call asks of both sides, and whether it is late."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.due import Work
from tests.rules.due_boards import DAY, HELD, ON_AGENDA, board, item, work
from tests.rules.rounds import CALL_1, CALL_2, LISTED_ON, history, rows


@pytest.mark.clause("INF-05")
@pytest.mark.parametrize(
    ("on", "expected"), [(CALL_1 - DAY, "waiting"), (CALL_1, "due"), (CALL_1 + DAY, "late")]
)
def test_the_next_patients_are_named_before_the_call_ends(on, expected):
    agenda = ON_AGENDA.with_columns(pl.lit(LISTED_ON).alias("agreed_on"))
    named = board(on, work(agendas=agenda)).filter(pl.col("what") == "name_patients")

    actual = {row["call_date"]: row["state"] for row in named.iter_rows(named=True)}

    assert actual[CALL_1] == "done"
    assert actual.get(CALL_2, "waiting") == expected or on <= CALL_1


@pytest.mark.clause("INF-05")
def test_naming_the_patients_of_the_next_call_is_late_after_the_call_before_it():
    named = board(CALL_1 + DAY, work(calls=HELD)).filter(
        pl.col("what") == "name_patients", pl.col("call_date") == CALL_2
    )

    assert named.select("due_on", "state", "organisation").row(0) == (CALL_1, "late", "plan")


@pytest.mark.clause("PRE-01", "INF-07")
@pytest.mark.parametrize(("offset", "expected"), [(-3, "due"), (-2, "due"), (-1, "late")])
def test_research_is_due_for_both_sides_the_days_in_force_before_the_call(offset, expected):
    actual = board(CALL_1 + offset * DAY, work(agendas=ON_AGENDA), prework_lead_days=2)

    research = actual.filter(pl.col("what") == "research")

    assert research.select("organisation", "due_on", "state").rows() == [
        ("plan", CALL_1 - 2 * DAY, expected),
        ("practice", CALL_1 - 2 * DAY, expected),
    ]


@pytest.mark.clause("PRE-01")
@pytest.mark.parametrize(
    ("completed_on", "is_late"), [(CALL_1 - 2 * DAY, False), (CALL_1 - DAY, False), (CALL_1, True)]
)
def test_research_done_after_its_day_is_done_and_late(completed_on, is_late):
    done = {"case_id": "A", "organisation": "plan", "completed_on": completed_on}
    full = Work(history(agendas=ON_AGENDA), prework=rows("prework", done))

    actual = item(CALL_1, "research", full)

    assert (actual["state"], actual["is_late"]) == ("done", is_late)


def test_days_before_a_call_can_be_business_days():
    actual = item(CALL_1 - 3 * DAY, "research", work(agendas=ON_AGENDA), day_kind="business")

    assert actual["due_on"] == date(2026, 1, 2)


@pytest.mark.clause("INF-06", "SUM-01")
@pytest.mark.parametrize(("offset", "expected"), [(0, "due"), (1, "due"), (2, "late")])
def test_the_summary_is_due_within_the_days_in_force_after_the_call(offset, expected):
    actual = board(CALL_1 + offset * DAY, work(calls=HELD)).filter(
        pl.col("what") == "send_summary", pl.col("call_date") == CALL_1
    )

    assert actual.select("due_on", "state").row(0) == (CALL_1 + DAY, expected)


@pytest.mark.clause("INF-06")
def test_the_summary_is_asked_of_the_plans_project_manager():
    actual = item(CALL_1, "send_summary", work(calls=HELD))

    assert (actual["organisation"], actual["owner"]) == ("plan", "project_manager")


@pytest.mark.clause("INF-06")
def test_a_sent_summary_is_done_and_one_sent_later_than_today_is_not():
    sent = rows("summary", {"call_date": CALL_1, "due_on": CALL_2, "sent_on": CALL_1 + DAY})
    full = Work(history(calls=HELD), summaries=sent)

    assert item(CALL_1 + DAY, "send_summary", full)["state"] == "done"
    assert item(CALL_1, "send_summary", full)["state"] == "due"
    assert item(CALL_1, "send_summary", full)["done_on"] is None


@pytest.mark.clause("INF-01")
@pytest.mark.parametrize(
    ("on", "expected"), [(CALL_1 - DAY, "waiting"), (CALL_1, "due"), (CALL_1 + DAY, "late")]
)
def test_a_call_is_due_on_its_day(on, expected):
    assert item(on, "hold_call")["state"] == expected


def test_a_decision_is_owed_for_each_patient_of_the_call():
    decided = rows("decisions", {"case_id": "A", "lead": "plan"})

    before = item(CALL_1 + DAY, "record_decision", work(agendas=ON_AGENDA, calls=HELD))
    after = item(
        CALL_1 + DAY, "record_decision", work(agendas=ON_AGENDA, calls=HELD, decisions=decided)
    )

    assert (before["state"], after["state"]) == ("late", "done")
