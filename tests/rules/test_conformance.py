"""The conformance statement: own values and waivers with their reasons."""

from dataclasses import dataclass
from datetime import date

import pytest

from tandem_flows.rules.conformance import conformance
from tandem_validators.errors import GuidelineRefused
from tandem_validators.guideline.values import OwnValue
from tests.values import draft

DAY = date(2026, 3, 1)


@dataclass(frozen=True)
class Waiver:
    clause: str
    since: date
    reason: str


def own(value, since=DAY, parameter="list_size"):
    return OwnValue(parameter, value, since, "small practice")


def stated(values=(), waived=()):
    return conformance(draft(), values, waived, DAY)


@pytest.mark.clause("SCP-02")
def test_an_own_value_is_stated_beside_the_guidelines_with_its_reason():
    (found,) = stated([own(25)])

    assert (found.what, found.own_value, found.since) == ("list_size", 25, DAY)
    assert found.guideline_value == draft().parameters["list_size"].value
    assert (found.reason, found.clauses[0]) == ("small practice", "IDN-01")


@pytest.mark.clause("SCP-02")
def test_of_several_own_values_the_latest_in_force_counts():
    values = [own(20, DAY), own(25, date(2026, 1, 1)), own(15, date(2026, 3, 2))]

    assert [departure.own_value for departure in stated(values)] == [20]


@pytest.mark.clause("SCP-02")
def test_who_follows_the_guideline_in_all_states_nothing():
    same = draft().parameters["list_size"].value

    assert stated() == stated([own(same)]) == ()


@pytest.mark.clause("SCP-02")
def test_a_waived_clause_is_stated_from_its_day_on():
    now, later = Waiver("RDY-04", DAY, "two teams"), Waiver("RDY-03", date(2026, 3, 2), "later")

    (found,) = stated(waived=[now, later])

    assert (found.what, found.clauses, found.reason) == ("waived", ("RDY-04",), "two teams")


@pytest.mark.clause("SCP-02")
def test_a_waiver_of_a_clause_that_does_not_exist_is_refused():
    with pytest.raises(GuidelineRefused, match="waiver of RDY-99: names a clause the guideline"):
        stated(waived=[Waiver("RDY-99", DAY, "typo")])
