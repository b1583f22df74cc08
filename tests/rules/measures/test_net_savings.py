"""M8 in arithmetic: the worked example of the guideline, to the cent."""

import pytest

from tandem_flows.rules.measures.net_savings import Experience, net_savings
from tandem_validators.errors import RuleRefused

BEFORE, AFTER = Experience(360_000, 240), Experience(300_000, 230)
COST = 102 * 60


@pytest.mark.clause("EVL-12", "EVL-14")
def test_the_worked_example_saves_raw_what_the_guideline_says():
    found = net_savings(BEFORE, AFTER, COST)

    assert round(found.pmpm_before, 2) == 1_500.00
    assert round(found.pmpm_after, 2) == 1_304.35
    assert round(found.difference, 2) == 195.65
    assert found.gross_raw == 45_000.00
    assert found.net_raw == 38_880.00
    assert (found.gross_adjusted, found.net_adjusted) == (None, None)


@pytest.mark.clause("EVL-14")
def test_the_same_data_cost_money_once_the_waiting_fell_as_much():
    found = net_savings(BEFORE, AFTER, COST, comparison_ratio=20 / 23)

    assert found.net_raw == 38_880.00
    assert found.gross_adjusted == 0.00
    assert found.net_adjusted == -6_120.00


@pytest.mark.parametrize(("ratio", "net"), [(1.0, 38_880.0), (0.5, -133_620.0), (1.1, 73_380.0)])
def test_the_months_before_move_as_the_waiting_moved(ratio, net):
    assert net_savings(BEFORE, AFTER, COST, ratio).net_adjusted == net


def test_what_a_dollar_brings_is_gross_or_net_by_cost():
    found = net_savings(BEFORE, AFTER, COST)

    assert round(found.benefit_cost_ratio(found.gross_raw), 4) == 7.3529
    assert round(found.return_on_investment(found.net_raw), 4) == 6.3529
    assert found.benefit_cost_ratio(None) is None
    assert net_savings(BEFORE, AFTER, 0).return_on_investment(1.0) is None


@pytest.mark.parametrize("months", [0, -1])
def test_a_group_without_months_is_refused_for_both_sides_at_once(months):
    with pytest.raises(RuleRefused) as refused:
        net_savings(Experience(1, months), Experience(1, months), 0)

    assert "member-months before" in str(refused.value)
    assert "member-months after" in str(refused.value)
    assert "wait until the group has some" in str(refused.value)


def test_a_comparison_below_zero_is_refused():
    with pytest.raises(RuleRefused, match="comparison ratio"):
        net_savings(BEFORE, AFTER, 0, -0.1)
