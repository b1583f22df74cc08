"""How much of each kind is suggested, what overlaps, and what may never enter."""

from dataclasses import fields, replace
from itertools import product
from pathlib import Path

import pytest

from tandem_flows.rules import lead
from tandem_flows.rules.continuum import Facts, decision_table
from tandem_flows.rules.continuum import kinds as table
from tandem_flows.rules.continuum.kinds import BASES, BY_NAME, KINDS, OVERLAPS
from tandem_flows.rules.continuum.suited import is_duplicated
from tandem_flows.rules.lead import INPUT, suggest_lead
from tandem_validators.errors import RuleRefused
from tandem_validators.handoffs.prework import CARE_KINDS, LEADS
from tandem_validators.handoffs.registry import handoff
from tests.rules.continuum.cases import EVERYTHING, LISTED, SEEN, WELL, one
from tests.rules.test_lead import frame
from tests.values import standard_values


@pytest.mark.clause("CON-12")
@pytest.mark.parametrize(
    ("changes", "amount"),
    [
        ({}, "light"),
        ({"ed_visits": 2}, "regular"),
        ({"ed_visits": 2, "admissions": 1}, "regular"),
        ({"ed_visits": 2, "admissions": 1, "providers": 6}, "intensive"),
        ({"ed_visits": 2, "admissions": 1, "providers": 6, "failed_attempts": 2}, "intensive"),
    ],
)
def test_the_amount_follows_the_number_of_signs(changes, amount):
    facts = replace(LISTED, chronic_conditions=1, **changes)

    assert one(facts, "practice_care_manager").amount == amount


@pytest.mark.clause("CON-12")
def test_each_kind_gives_no_less_and_no_more_than_it_is_meant_to():
    needy = replace(EVERYTHING, ed_visits=9, admissions=9, providers=20)
    calm = replace(SEEN, has_transition=True, cost_percentile=99)

    assert one(needy, "population_management").amount == "light"
    assert one(calm, "transition_support").amount == "regular"
    assert one(calm, "payer_intensive_program").amount == "intensive"


@pytest.mark.clause("CON-12")
def test_overlapping_duties_are_named_only_among_kinds_that_suit():
    both = replace(LISTED, bh_visits=1, chronic_conditions=1)

    assert one(both, "practice_care_manager").overlap == ("shared_care",)
    assert one(EVERYTHING, "shared_care").overlap == (
        "practice_care_manager",
        "bh_practice_care_manager",
        "bh_support_in_primary_care",
        "medical_management_in_bh",
    )


@pytest.mark.clause("CON-12")
@pytest.mark.parametrize(
    ("plan", "practice", "expected"),
    [
        (0, 0, ()),
        (1, 0, ("plan_service_in_place",)),
        (0, 1, ("practice_service_in_place",)),
        (1, 1, ("plan_service_in_place", "practice_service_in_place")),
        (None, None, ()),
    ],
)
def test_a_kind_names_the_service_in_place_that_it_may_repeat(plan, practice, expected):
    facts = replace(SEEN, has_transition=True, plan_services=plan, practice_services=practice)

    assert one(facts, "transition_support").overlap == expected


@pytest.mark.clause("CON-12")
@pytest.mark.parametrize(
    ("plan", "practice", "expected"),
    [
        (0, 0, False),
        (1, 0, False),
        (1, 1, True),
        (2, 0, True),
        (0, 2, True),
        (2, None, True),
        (1, None, None),
        (None, None, None),
    ],
)
def test_duplication_is_possible_from_the_second_service_in_place_on(plan, practice, expected):
    facts = replace(WELL, plan_services=plan, practice_services=practice)

    assert is_duplicated(facts) is expected


@pytest.mark.clause("CON-12")
def test_nothing_about_money_available_payer_or_product_can_enter():
    words = ("fund", "payer", "payor", "product", "coverage", "medicaid", "medicare", "budget")

    names = [field.name for field in fields(Facts)]

    assert not [name for name, word in product(names, words) if word in name]


@pytest.mark.clause("SCP-05")
def test_no_kind_and_no_criterion_names_a_lead():
    rows = decision_table(standard_values())
    named = [*vars(rows[0]), *handoff("continuum").columns, *BY_NAME, *vars(KINDS[0])]
    codes = [c.code for kind in KINDS for group in kind.suits for c in group]

    assert not [name for name in [*named, *codes] if "lead" in name]
    assert not set(LEADS) & set(CARE_KINDS)


@pytest.mark.clause("SCP-05")
@pytest.mark.parametrize("column", ["kind", "criteria", "rank", "amount", "suggested_kinds"])
def test_the_lead_suggestion_refuses_every_column_of_the_continuum(column):
    with pytest.raises(RuleRefused, match=f"column {column}: may not be read for the lead"):
        suggest_lead(frame(**{column: "secret"}), standard_values())

    assert column not in INPUT


@pytest.mark.clause("SCP-05")
def test_the_rules_of_the_lead_and_of_the_continuum_share_no_input_and_no_module():
    rules = Path(lead.__file__).parent
    of_continuum = [path.read_text() for path in (rules / "continuum").glob("*.py")]

    assert "continuum" not in Path(lead.__file__).read_text()
    assert not [text for text in of_continuum if "rules.lead" in text]
    assert set(INPUT) & {field.name for field in fields(Facts)} == set()


@pytest.mark.clause("CON-12")
def test_the_decision_table_is_the_table_the_rules_read():
    rows = decision_table(standard_values(many_providers_min=4))

    assert sorted(row.clause for row in rows) == [f"CON-{n:02d}" for n in range(1, 11)]
    assert {row.name for row in rows} == set(CARE_KINDS)
    team = next(row for row in rows if row.name == "high_risk_team")
    assert team.suits[0][0] == "4 or more providers seen in 12 months"
    assert team.amounts == ("regular", "intensive")
    payer = next(row for row in rows if row.name == "payer_intensive_program")
    assert payer.raised_by[0] == "an offered service was refused"


def test_each_overlap_is_stated_once_and_among_known_kinds():
    pairs = [frozenset(pair) for pair in OVERLAPS]

    assert len(set(pairs)) == len(pairs)
    assert set().union(*pairs) <= set(BY_NAME)
    assert set(table.BASE_WORDS) == set(BASES)
