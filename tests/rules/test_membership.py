"""Which branch the plan's facts suggest for each patient."""

from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.membership import COLUMNS, FACTS, suggest_membership
from tests.rules.call_frames import agenda, attempt, attempts
from tests.values import standard_values

AS_OF = date(2025, 3, 9)
SEEN_BY_PRACTICE = {
    "is_covered": True,
    "last_seen_any_on": date(2025, 2, 1),
    "last_seen_any_by_practice": True,
    "last_seen_practice_on": date(2025, 2, 1),
    "ed_visits": 0,
    "outside_specialists": 0,
}
SEEN_OUTSIDE = SEEN_BY_PRACTICE | {
    "last_seen_any_by_practice": False,
    "last_seen_practice_on": date(2024, 3, 9),
}
UNANSWERED = attempt(date(2024, 2, 20))


def facts(**given) -> pl.DataFrame:
    return pl.DataFrame([{"case_id": "C1"} | given], schema=FACTS)


def suggested(given, *tries, **changes) -> dict:
    values = standard_values(**changes)
    frame = suggest_membership(facts(**given), attempts(*tries), agenda("C1"), AS_OF, values)
    assert frame.columns == COLUMNS
    return frame.row(0, named=True)


@pytest.mark.clause("MEM-01", "MEM-02")
def test_patient_seen_by_the_practice_is_active_with_both_dates_shown():
    found = suggested(SEEN_BY_PRACTICE)

    assert (found["membership"], found["membership_clause"]) == ("active", "MEM-01")
    assert found["last_seen_any_on"] == found["last_seen_practice_on"] == date(2025, 2, 1)
    assert found["reason"] == "Nothing known speaks against discussing the patient."


@pytest.mark.clause("MEM-03")
@pytest.mark.parametrize(
    ("last_visit", "membership", "is_escalated"),
    [
        (date(2024, 3, 10), "active", False),
        (date(2024, 3, 9), "possible_provider_change", False),
        (date(2024, 3, 8), "possible_provider_change", False),
        (date(2023, 9, 10), "possible_provider_change", False),
        (date(2023, 9, 9), "possible_provider_change", True),
        (date(2023, 9, 8), "possible_provider_change", True),
    ],
)
def test_gap_is_reached_and_escalated_on_the_very_day(last_visit, membership, is_escalated):
    found = suggested(SEEN_OUTSIDE | {"last_seen_practice_on": last_visit})

    assert (found["membership"], found["is_escalated"]) == (membership, is_escalated)


@pytest.mark.clause("MEM-03")
def test_gap_follows_the_organisations_own_months():
    visited = SEEN_OUTSIDE | {"last_seen_practice_on": date(2024, 3, 9)}

    assert suggested(visited, practice_gap_months=13)["membership"] == "active"


@pytest.mark.clause("MEM-03")
def test_visit_on_a_leap_day_is_a_year_ago_on_the_last_of_february():
    values = standard_values()
    known = facts(**SEEN_OUTSIDE | {"last_seen_practice_on": date(2024, 2, 29)})

    days = [date(2025, 2, 27), date(2025, 2, 28)]
    found = [
        suggest_membership(known, attempts(), agenda("C1"), day, values)["membership"].item()
        for day in days
    ]

    assert found == ["active", "possible_provider_change"]


@pytest.mark.clause("MEM-03")
def test_patient_whom_the_practice_never_saw_may_have_changed_but_is_not_escalated():
    found = suggested(SEEN_OUTSIDE | {"last_seen_practice_on": None})

    assert found["membership"] == "possible_provider_change"
    assert not found["is_escalated"]


@pytest.mark.clause("MEM-03")
def test_long_gap_is_no_change_while_the_practice_is_the_latest_provider():
    long_ago = date(2022, 1, 1)

    found = suggested(
        SEEN_BY_PRACTICE | {"last_seen_any_on": long_ago, "last_seen_practice_on": long_ago}
    )

    assert found["membership"] == "active"


@pytest.mark.clause("MEM-05")
@pytest.mark.parametrize(
    ("visits", "membership"),
    [(1, "possible_provider_change"), (2, "unresponsive"), (3, "unresponsive")],
)
def test_active_user_of_the_emergency_department_begins_at_the_limit(visits, membership):
    found = suggested(SEEN_OUTSIDE | {"ed_visits": visits}, UNANSWERED)

    assert found["membership"] == membership


@pytest.mark.clause("MEM-05")
@pytest.mark.parametrize(
    ("last_visit", "membership"),
    [
        (date(2024, 3, 10), "active"),
        (date(2024, 3, 9), "unresponsive"),
        (date(2024, 3, 8), "unresponsive"),
    ],
)
def test_not_seen_by_the_practice_begins_at_the_limit(last_visit, membership):
    unseen = SEEN_OUTSIDE | {"last_seen_practice_on": last_visit, "ed_visits": 2}

    assert suggested(unseen, UNANSWERED)["membership"] == membership


@pytest.mark.clause("MEM-05")
def test_unresponsive_comes_before_provider_change_and_is_not_escalated():
    unseen = SEEN_OUTSIDE | {"last_seen_practice_on": date(2020, 1, 1), "ed_visits": 2}

    found = suggested(unseen, UNANSWERED)

    assert (found["membership_clause"], found["is_escalated"]) == ("MEM-05", False)


@pytest.mark.clause("MEM-05")
def test_patient_whom_nobody_tried_to_reach_is_not_unresponsive():
    found = suggested(SEEN_OUTSIDE | {"ed_visits": 5})

    assert found["membership"] == "possible_provider_change"


@pytest.mark.clause("MEM-05")
def test_patient_seen_by_no_provider_at_all_can_be_unresponsive():
    never_seen = {"is_covered": True, "ed_visits": 2}

    assert suggested(never_seen, UNANSWERED)["membership"] == "unresponsive"


@pytest.mark.clause("MEM-09")
def test_ended_coverage_comes_before_everything_else():
    unseen = SEEN_OUTSIDE | {"is_covered": False, "ed_visits": 5}

    found = suggested(unseen, UNANSWERED)

    assert (found["membership"], found["membership_clause"]) == ("coverage_ended", "MEM-09")
    assert found["reason"] == "The plan no longer covers the patient."


@pytest.mark.clause("MEM-09")
@pytest.mark.parametrize(
    ("last_day", "membership"),
    [
        (date(2025, 3, 8), "coverage_ended"),
        (date(2025, 3, 9), "active"),
        (date(2025, 3, 10), "active"),
    ],
)
def test_coverage_lasts_through_its_last_day(last_day, membership):
    found = suggested(SEEN_BY_PRACTICE | {"is_covered": None, "coverage_ended_on": last_day})

    assert found["membership"] == membership


def test_covered_patient_with_an_earlier_ended_span_stays_active():
    found = suggested(SEEN_BY_PRACTICE | {"coverage_ended_on": date(2024, 1, 31)})

    assert found["membership"] == "active"


@pytest.mark.parametrize(
    ("died_on", "membership"),
    [(AS_OF, "coverage_ended"), (date(2025, 3, 10), "active")],
)
def test_death_ends_the_discussion_without_the_clause_on_a_new_insurer(died_on, membership):
    found = suggested(SEEN_BY_PRACTICE | {"died_on": died_on})

    assert found["membership"] == membership
    assert found["membership_clause"] != "MEM-09"
