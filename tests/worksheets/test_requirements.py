"""Rules between answers are data: the frame, the sheet and the page read the same ones."""

from __future__ import annotations

import polars as pl
import pytest

from tandem_flows.worksheets.kinds import KINDS
from tandem_flows.worksheets.requirements import ANY_ANSWER, Requires, unmet
from tandem_flows.worksheets.rules import RULES, rules_of
from tandem_flows.worksheets.tab import LOCKED
from tandem_validators.handoffs.registry import handoff
from tests.worksheets.sheets import tabs_of

FRAME = pl.DataFrame(
    {
        "state": ["held", "moved", "moved", None],
        "is_told": [True, False, True, None],
        "reason": [None, None, "illness", None],
    }
)


def places(rule: Requires) -> list[tuple[int, bool]]:
    return [(found.index, found.is_missing) for found in unmet(FRAME, [rule])]


def test_an_answer_asks_for_another_only_where_it_is_given() -> None:
    assert places(Requires({"state": ("moved",)}, "INF-01", then=("reason",))) == [(1, True)]


def test_all_conditions_of_a_rule_have_to_hold() -> None:
    both = {"state": ("held", "moved"), "is_told": ("yes",)}

    assert places(Requires(both, "INF-01", then=("reason",))) == [(0, True)]


def test_any_answer_is_enough_where_the_rule_says_so() -> None:
    rule = Requires({"state": ANY_ANSWER}, "INF-01", then=("reason",))

    assert places(rule) == [(0, True), (1, True)]


def test_an_answer_that_must_stay_empty_is_found() -> None:
    assert places(Requires({"state": ("moved",)}, "INF-01", empty=("reason",))) == [(2, False)]


@pytest.mark.parametrize("name", list(RULES))
def test_rules_name_columns_and_words_that_the_handoff_has(name: str) -> None:
    columns = handoff(name).model.to_schema().columns

    for rule in rules_of(name):
        assert {*rule.when, *rule.then, *rule.empty} <= set(columns)
        for column, values in rule.when.items():
            words = [c.statistics["allowed_values"] for c in columns[column].checks]
            assert values == ANY_ANSWER or set(values) <= set(words[0])


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_rule_asks_for_can_be_answered_in_the_sheet(kind: str) -> None:
    for tab in tabs_of(kind):
        answered = {shown.name for shown in tab.columns if shown.role != LOCKED}
        known = answered | {name for name, _ in tab.constants}
        for rule in rules_of(tab.handoff):
            if set(rule.when) <= answered:
                assert {*rule.then, *rule.empty} <= known, f"{tab.name}: {rule.clause}"


@pytest.mark.parametrize("kind", KINDS)
def test_each_column_of_a_tab_has_its_own_heading_and_each_tab_its_own_name(kind: str) -> None:
    tabs = tabs_of(kind)

    assert len({tab.label for tab in tabs}) == len(tabs)
    for tab in tabs:
        titles = [shown.field.title for shown in tab.columns]
        assert sorted(titles) == sorted(set(titles))
        assert len(tab.label) <= 31
