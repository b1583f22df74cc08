"""The need and the cost that put a patient on the plan's list, in words."""

from __future__ import annotations

import pytest

from tandem_flows.source.list_reasons import SCORE_ONLY, list_reasons
from tests.source.plans import (
    AS_OF,
    PRACTICE,
    day,
    ed_line,
    fill,
    line,
    member,
    opened,
    provider,
    stay_line,
)
from tests.values import standard_values

pytestmark = pytest.mark.clause("ELM-01")
NOBODY_ELSE = [member("A")]
NOTHING_PAID = f"{SCORE_ONLY}; paid 0 US dollars in 12 months"


def reasons(folder, claims, fills=(), members=None, providers=None, **changes):
    views = {
        "eligibility": members or [member("A"), member("B")],
        "medical_claim": claims or [line("2020-01-01", "B")],
        "pharmacy_claim": list(fills) or [fill("2020-01-01", "B")],
    }
    if providers:
        views["provider"] = providers
    with opened(folder, **views) as source:
        found = list_reasons(source, ["A"], PRACTICE, AS_OF, standard_values(**changes))
    return found["reasons"][0]


def told(on, *codes, **changes):
    named = {f"diagnosis_code_{n}": code for n, code in enumerate(codes, start=1)}
    return line(on, "A", paid_amount=0.0, **named, **changes)


def test_stays_and_emergency_visits_are_counted(tmp_path):
    claims = [stay_line("2025-02-01", "2025-02-05", "A", paid_amount=0.0),
              ed_line("2025-03-01", "A", paid_amount=0.0),
              ed_line("2025-04-01", "A", paid_amount=0.0)]  # fmt: skip

    said = reasons(tmp_path, claims)

    assert said == "admitted 1 time in 12 months; 2 ED visits in 12 months"


@pytest.mark.parametrize(("days", "is_named"), [(1, False), (2, True), (3, True)])
def test_a_condition_is_named_once_it_stands_on_days_enough(tmp_path, days, is_named):
    claims = [told(f"2025-03-0{n}", "E11.9") for n in range(1, days + 1)]

    assert ("conditions: diabetes" in reasons(tmp_path, claims)) is is_named


def test_two_codes_of_a_condition_on_one_day_are_one_day(tmp_path):
    assert "conditions" not in reasons(tmp_path, [told("2025-03-01", "E11.9", "E10.9")])


def test_a_condition_of_a_hospital_stay_is_named_at_once(tmp_path):
    claims = [stay_line("2025-02-01", "2025-02-05", "A", diagnosis_code_1="I5022")]

    assert "conditions: heart failure" in reasons(tmp_path, claims)


def test_several_conditions_are_named_in_the_order_of_the_alphabet(tmp_path):
    claims = [told(f"2025-03-0{n}", "J449", "E119", "I10") for n in (1, 2)]

    said = reasons(tmp_path, claims)

    assert said.startswith("conditions: chronic lung disease, diabetes, high blood pressure; ")


def test_substance_use_is_no_reason_whatever_names_it(tmp_path):
    claims = [told("2025-03-01", "F1020", "E119"), told("2025-03-02", "F1020", "E119")]
    medicines = ("naltrexone 50 mg", "methadone", "Suboxone")
    fills = [fill("2025-03-01", "A", claim_id=name, drug_name=name, paid_amount=0.0)
             for name in medicines]  # fmt: skip

    assert reasons(tmp_path, claims, fills, many_medicines_min=2) == NOTHING_PAID


@pytest.mark.parametrize(("count", "is_told"), [(4, False), (5, True), (6, True)])
def test_medicines_are_a_reason_from_the_agreed_number_on(tmp_path, count, is_told):
    fills = [fill(f"2025-03-0{n}", "A", drug_name=f"medicine {n}", paid_amount=0.0)
             for n in range(1, count + 1)]  # fmt: skip

    assert (f"{count} medicines in 12 months" in reasons(tmp_path, [], fills)) is is_told


@pytest.mark.parametrize(("others", "is_told"), [(8, False), (9, True), (10, True)])
def test_cost_is_a_reason_where_less_is_paid_for_most_members(tmp_path, others, is_told):
    # of ten others, `others` cost less and the rest cost more
    members = [member("A"), *(member(f"M{n:02d}") for n in range(10))]
    cheap = [line("2025-03-01", f"M{n:02d}", paid_amount=1.0) for n in range(others)]
    dear = [line("2025-03-01", f"M{n:02d}", paid_amount=9.0) for n in range(others, 10)]
    claims = [line("2025-03-01", "A", paid_amount=5.0), *cheap, *dear]

    said = reasons(tmp_path, claims, members=members)

    assert ("paid 5 US dollars in 12 months, more than for" in said) is is_told


def test_cost_is_compared_with_members_who_cost_nothing_too(tmp_path):
    members = [member("A"), *(member(f"M{n}") for n in range(10))]
    claims = [line("2025-03-01", "A", paid_amount=5.0)]

    said = reasons(tmp_path, claims, members=members)

    assert "more than for 100 percent of members" in said


def test_cost_is_not_compared_with_people_who_are_no_longer_covered(tmp_path):
    ended = {"enrollment_end_date": day("2025-05-31")}
    members = [member("A"), member("B"), *(member(f"M{n}", **ended) for n in range(18))]
    claims = [line("2025-03-01", "A", paid_amount=5.0), line("2025-03-01", "B", paid_amount=9.0)]

    assert "more than for" not in reasons(tmp_path, claims, members=members)


def test_who_costs_nothing_costs_more_than_nobody(tmp_path):
    assert reasons(tmp_path, [], members=NOBODY_ELSE) == NOTHING_PAID


def test_a_patient_listed_for_the_score_alone_comes_with_what_was_paid(tmp_path):
    claims = [told("2025-03-01"), line("2025-03-02", "A", paid_amount=1200.4),
              line("2025-03-02", "B", paid_amount=5000.0)]  # fmt: skip

    assert reasons(tmp_path, claims) == f"{SCORE_ONLY}; paid 1,200 US dollars in 12 months"


def test_a_missing_visit_to_the_practice_is_told_where_the_plan_can_know(tmp_path):
    elsewhere = [told("2025-03-01", "Z23", rendering_npi="2")]
    known = [provider("1", practice_id=PRACTICE), provider("2")]

    assert "no visit to the practice in 12 months" in reasons(tmp_path, elsewhere, providers=known)
    assert "no visit" not in reasons(tmp_path, elsewhere)
    seen = [*elsewhere, told("2025-03-02", "Z23")]
    assert "no visit" not in reasons(tmp_path, seen, providers=known)


def test_what_lies_before_the_months_looked_at_is_no_reason(tmp_path):
    claims = [ed_line("2024-06-30", "A"), stay_line("2024-06-01", "2024-06-05", "A")]

    assert reasons(tmp_path, claims, current_diagnosis_months=12) == NOTHING_PAID
