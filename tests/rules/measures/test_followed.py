"""Months since listing: waiting, enrolled, or neither."""

from dataclasses import replace
from datetime import date

import pytest

from tandem_flows.rules.measures.estimate.followed import followed, listed_persons
from tests.rules.measures.evidence import cost, costs, facts, led, listed, records
from tests.values import standard_values

LISTED = date(2025, 1, 6)
SPENT = costs(cost("2024-06-10", 1_200.0), cost("2025-03-10", 30.0), cost("2025-06-10", 60.0))


def months(of, side, **changes):
    known = facts("PA", costs=SPENT)
    table = followed(of, known, "paid", standard_values(**changes))
    return table.filter(side=side).select("quarter", "months", "dollars").rows()


def one(**given):
    return records("A", listed=listed("A", listed_on=LISTED), **given)


@pytest.mark.clause("EVL-14")
def test_a_listed_patient_waits_until_a_call_takes_the_case_up():
    of = one(enrolments=led("A", index_on=date(2025, 5, 20)))

    assert months(of, "before") == [(None, 12.0, 1_200.0)]
    assert months(of, "waiting") == [(0, 3.0, 30.0)]
    assert months(of, "enrolled")[0] == (1, 2.0, 60.0)


@pytest.mark.parametrize(
    ("outcome", "waits"),
    [("no_discussion", True), ("pending_information", True), ("declined", False)],
)
def test_who_was_discussed_no_longer_waits(outcome, waits):
    said = [{"case_id": "A", "outcome": outcome, "call_date": date(2025, 2, 11)}]

    assert (months(one(decisions=said), "waiting") != []) is waits


def test_months_between_a_call_and_the_index_date_count_for_nobody():
    said = [{"case_id": "A", "outcome": "declined", "call_date": date(2025, 3, 11)}]
    of = one(decisions=said, enrolments=led("A", index_on=date(2025, 5, 20)))

    assert months(of, "waiting") == [(0, 1.0, 0.0)]
    assert months(of, "enrolled")[0] == (1, 2.0, 60.0)


@pytest.mark.parametrize(("least", "kept"), [(11, True), (12, True), (13, False)])
def test_a_patient_needs_months_before_listing(least, kept):
    assert bool(months(one(), "waiting", min_pre_member_months=least)) is kept


def test_a_patient_listed_again_is_followed_from_the_first_list():
    twice = listed("A", "A", listed_on=LISTED)
    again = twice.with_columns(listed_on=twice["listed_on"].replace_strict({LISTED: LISTED}))
    of = replace(one(), listed=again)

    assert listed_persons(of)["listed_on"].to_list() == [LISTED]
