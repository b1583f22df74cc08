"""The closed list of departures."""

import polars as pl
import pytest

from tandem_flows.rules.deviations import (
    CALL_DEVIATIONS,
    DECISION_DEVIATIONS,
    OTHER_DEVIATIONS,
    REVIEW_DEVIATIONS,
    deviation,
    deviations,
    of_call,
    of_cases,
)
from tandem_validators.errors import RuleRefused
from tests.values import draft

LISTED = [
    *CALL_DEVIATIONS,
    *DECISION_DEVIATIONS,
    *REVIEW_DEVIATIONS,
    *OTHER_DEVIATIONS,
]


def test_every_code_is_listed_once():
    assert len(deviations()) == len(LISTED)


@pytest.mark.parametrize("listed", LISTED, ids=lambda listed: listed.code)
def test_every_departure_is_from_a_clause_that_a_page_states(listed):
    assert listed.clause in draft().clauses


def test_code_that_is_not_listed_is_refused():
    with pytest.raises(RuleRefused) as refused:
        deviation("made_up")

    assert str(refused.value) == (
        "deviation made_up: is not on the closed list. "
        "Use a code of the list, or add it there with its clause."
    )


def test_departures_of_cases_are_counted_by_case():
    found = of_cases("goal_without_measure", pl.Series(["C2", "C1", "C2"]))

    assert found.rows() == [
        ("C2", "CMP-02", "goal_without_measure", 2),
        ("C1", "CMP-02", "goal_without_measure", 1),
    ]


@pytest.mark.parametrize(("count", "height"), [(0, 0), (1, 1), (3, 1)])
def test_departure_of_the_call_is_one_row_or_none(count, height):
    assert of_call("core_absent", count).height == height
