"""The guards of matching: people who look alike are never linked, whatever the weights."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem_flows.rules.matching import Weights, match_people, shipped_weights
from tandem_flows.rules.matching.agreement import Agreement
from tandem_flows.rules.matching.guards import GUARDS_WITH_MEMBER_ID, GUARDS_WITHOUT_MEMBER_ID
from tandem_flows.rules.matching.reasons import Reason
from tandem_flows.rules.matching.weights import Worth
from tests.rules.look_alikes import FAMILIES
from tests.rules.matching_people import Limits, people


def reckless() -> Weights:
    """Weights that take every agreement, and even every difference, for a proof."""
    shipped = shipped_weights()
    by_field = {
        name: {level: Worth(100 if level is Agreement.SAME else 90) for level in levels}
        for name, levels in shipped.by_field.items()
    }
    return replace(shipped, by_field=by_field)


@pytest.mark.clause("SHR-02")
@pytest.mark.parametrize("weights", [shipped_weights(), reckless()], ids=["shipped", "reckless"])
@pytest.mark.parametrize("family", FAMILIES)
def test_people_who_look_alike_are_never_linked(family: str, weights: Weights):
    left, right = FAMILIES[family]

    found = match_people(people(left), people(right), Limits(match_points_min=1), weights)

    assert "match" not in found["decision"].to_list()


def test_every_guard_gives_a_reason_of_its_own_and_says_when():
    for guards in (GUARDS_WITH_MEMBER_ID, GUARDS_WITHOUT_MEMBER_ID):
        reasons = [guard.reason for guard in guards]

        assert len(set(reasons)) == len(reasons) <= len(Reason)
        assert all(guard.when and guard.whom for guard in guards)
