"""What may be suggested about the lead, and from which facts."""

import polars as pl
import pytest

from tandem_flows.rules.lead import INPUT, suggest_lead
from tandem_validators.errors import RuleRefused
from tests.values import standard_values

ALL_RATINGS = [None, "none", "some", "high"]


def frame(plan=None, practice=None, specialists=0, **more) -> pl.DataFrame:
    row = {"case_id": "C1", "engagement_plan": plan, "engagement_practice": practice}
    known = pl.DataFrame([row | {"outside_specialists": specialists}], schema=INPUT)
    return known.with_columns(**{name: pl.lit(value) for name, value in more.items()})


def suggested(*given, **changes) -> dict:
    return suggest_lead(frame(*given), standard_values(**changes)).row(0, named=True)


def lead_of(*given, **changes) -> tuple:
    found = suggested(*given, **changes)
    return found["lead"], found["lead_clause"]


@pytest.mark.clause("LED-02")
@pytest.mark.parametrize("plan", ALL_RATINGS)
@pytest.mark.parametrize("specialists", [None, 0, 3, 9])
def test_closely_connected_practice_leads_whatever_else_is_known(plan, specialists):
    assert lead_of(plan, "high", specialists) == ("practice", "LED-02")


@pytest.mark.clause("LED-02")
@pytest.mark.parametrize("practice", [None, "none", "some"])
def test_less_than_a_close_connection_is_no_active_management_by_the_practice(practice):
    assert suggested("none", practice)["lead_clause"] != "LED-02"


@pytest.mark.clause("LED-03")
@pytest.mark.parametrize(
    ("specialists", "expected"),
    [(2, (None, None)), (3, ("plan", "LED-03")), (4, ("plan", "LED-03"))],
)
def test_many_specialists_outside_suggest_the_plan_from_the_limit_on(specialists, expected):
    assert lead_of("some", "some", specialists) == expected


@pytest.mark.clause("LED-03")
def test_many_specialists_suggest_nothing_while_the_connection_to_the_practice_is_unknown():
    assert lead_of("some", None, 9) == (None, None)


@pytest.mark.clause("LED-05")
@pytest.mark.parametrize(
    ("plan", "practice", "expected"),
    [
        ("some", "none", ("plan", "LED-05")),
        ("high", "some", ("plan", "LED-05")),
        ("none", "some", ("practice", "LED-05")),
        ("some", "some", (None, None)),
        ("none", "none", (None, None)),
        (None, "some", (None, None)),
        ("high", None, (None, None)),
    ],
)
def test_closest_connection_leads_and_a_tie_or_gap_suggests_nobody(plan, practice, expected):
    assert lead_of(plan, practice) == expected


@pytest.mark.clause("SCP-05")
def test_the_suggestion_reads_exactly_four_columns_and_none_describes_a_category():
    assert list(INPUT) == [
        "case_id",
        "engagement_plan",
        "engagement_practice",
        "outside_specialists",
    ]


@pytest.mark.clause("SCP-05")
@pytest.mark.parametrize("category", ["diagnosis", "age", "program", "risk_level", "gender"])
def test_a_category_of_patient_cannot_reach_the_suggestion(category):
    with pytest.raises(RuleRefused) as refused:
        suggest_lead(frame(**{category: "secret"}), standard_values())

    words = str(refused.value)
    assert f"lead suggestion, column {category}: may not be read for the lead (SCP-05)" in words
    assert "no category of patient decides who leads" in words
    assert "secret" not in words


def test_missing_columns_are_all_named_at_once():
    with pytest.raises(RuleRefused) as refused:
        suggest_lead(frame().select("case_id"), standard_values())

    words = str(refused.value)
    assert all(f"column {name}: is missing" in words for name in list(INPUT)[1:])


@pytest.mark.clause("LED-04")
def test_joint_is_never_suggested():
    leads = {
        lead_of(plan, practice, specialists)[0]
        for plan in ALL_RATINGS
        for practice in ALL_RATINGS
        for specialists in (None, 0, 3, 20)
    }

    assert leads == {"plan", "practice", None}


def test_reason_says_what_is_not_known():
    reason = suggested(None, "some", None)["reason"]

    assert "The connection to plan and practice is not known from both ratings." in reason
    assert "How many specialists outside the practice the patient sees is not known." in reason


def test_reason_of_a_tie_says_so():
    assert "Both are rated alike" in suggested("some", "some")["reason"]


def test_reason_names_the_limits_in_force():
    reason = suggested("some", "none", 5, outside_specialists_min=4)["reason"]

    assert "4 or more specialists outside the practice in 12 months" in reason
