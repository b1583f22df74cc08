"""M6: cost per member per month before and after enrolment. The index month is January 2025."""

from datetime import date

import pytest

from tandem_flows.rules.measures.experience import person_experience
from tandem_flows.rules.measures.pmpm import cost_basis, cost_before_and_after, enrolled_cohort
from tests.rules.measures.evidence import (
    cost,
    costs,
    day,
    facts,
    frame,
    line,
    of,
    people,
    records,
    spans,
)
from tests.values import standard_values

INDEX = date(2025, 1, 13)
ENROLLED = [{"case_id": "A", "index_on": INDEX, "lead": "plan"}]


def m6(*given_costs, enrolments=ENROLLED, cases="A", changes=None, **claim):
    persons = [f"P{case}" for case in cases]
    known = facts(*persons, costs=costs(*given_costs), **claim)
    values = standard_values(**(changes or {}))
    cohort = enrolled_cohort(records(cases, enrolments=enrolments), known, values)
    return cost_before_and_after(cohort, known, values)


def sides(figures, series="total", cohort="all"):
    return [line(figures, f"M6_{series}_{side}", cohort).numerator for side in ("before", "after")]


@pytest.mark.clause("EVL-08", "EVL-09")
def test_twelve_months_before_and_after_are_looked_at_and_the_index_month_is_left_out():
    found = m6(cost("2024-06-01", 1200.0), cost("2025-01-20", 999.0), cost("2025-06-01", 600.0))

    assert of(line(found, "M6_total_before")) == (1200.0, 12.0, 100.0)
    assert of(line(found, "M6_total_after")) == (600.0, 12.0, 50.0)


@pytest.mark.clause("EVL-08")
@pytest.mark.parametrize(
    ("on", "counts"),
    [("2023-12-31", 0), ("2024-01-01", 1), ("2024-12-31", 1), ("2025-01-01", 0)],
)
def test_a_claim_before_counts_from_the_first_to_the_last_day_of_the_months(on, counts):
    early = spans("PA", start_on=date(2023, 1, 1))

    assert sides(m6(cost(on, 10.0), spans=early))[0] == 10.0 * counts


@pytest.mark.clause("EVL-09")
@pytest.mark.parametrize(
    ("on", "counts"),
    [("2025-01-31", 0), ("2025-02-01", 1), ("2026-01-31", 1), ("2026-02-01", 0)],
)
def test_a_claim_after_counts_from_the_first_to_the_last_day_of_the_months(on, counts):
    assert sides(m6(cost(on, 10.0)))[1] == 10.0 * counts


@pytest.mark.clause("EVL-08", "EVL-09")
def test_the_months_in_force_decide_how_far_to_look():
    found = m6(changes={"pre_months": 6, "post_months": 3})

    assert line(found, "M6_total_before").denominator == 6
    assert line(found, "M6_total_after").denominator == 3


@pytest.mark.clause("EVL-12")
def test_before_less_after_is_the_potential_savings_in_dollars_and_by_month():
    found = m6(cost("2024-06-01", 1200.0), cost("2025-06-01", 600.0))

    assert of(line(found, "M6_total_savings")) == (600.0, 12.0, 50.0)


@pytest.mark.clause("EVL-11", "ELM-04")
def test_each_series_adds_up_its_own_service_and_total_is_all_of_them():
    found = m6(
        cost("2024-06-01", 1.0, service="inpatient"),
        cost("2024-06-02", 2.0, service="inpatient", is_readmission=True),
        cost("2024-06-03", 4.0, service="emergency"),
        cost("2024-06-04", 8.0, service="skilled_nursing"),
        cost("2024-06-05", 16.0, service="pharmacy"),
        cost("2024-06-06", 32.0),
    )

    assert {series: sides(found, series)[0] for series in (
        "inpatient", "emergency", "readmission", "skilled_nursing", "pharmacy", "total"
    )} == {
        "inpatient": 3.0, "emergency": 4.0, "readmission": 2.0, "skilled_nursing": 8.0,
        "pharmacy": 16.0, "total": 63.0,
    }  # fmt: skip


@pytest.mark.clause("EVL-08")
@pytest.mark.parametrize(("start", "kept"), [("2024-10-31", 1), ("2024-11-01", 0)])
def test_three_months_of_membership_before_are_needed(start, kept):
    found = line(m6(spans=spans("PA", start_on=day(start))), "M6_total_before")

    assert found.persons == kept
    assert found.exclusions == ({} if kept else {"too_few_months_before": 1})


def test_no_months_are_asked_for_afterwards_and_death_is_told():
    gone = {"spans": spans("PA", end_on=day("2025-02-10")),
            "people": people("PA", died_on=day("2025-02-10"))}  # fmt: skip
    found = m6(cost("2024-06-01", 1200.0), cost("2025-02-03", 600.0), **gone)

    assert of(line(found, "M6_total_after")) == (600.0, 1.0, 600.0)
    assert line(found, "M6_total_after", "died").numerator == 600.0
    assert "some have died; their last months are in" in line(found, "M6_total_after").notes


def test_who_is_born_inside_the_months_before_counts_from_the_month_of_birth():
    born = day("2024-05-10")
    found = m6(cost("2024-05-10", 800.0), spans=spans("PA", start_on=born),
               people=people("PA", birth_date=born))  # fmt: skip

    assert of(line(found, "M6_total_before")) == (800.0, 8.0, 100.0)
    assert line(found, "M6_total_before").exclusions == {}
    assert line(found, "M6_total_before", "complete").persons == 0


@pytest.mark.parametrize(("least", "persons"), [(1, 1), (2, 0)])
def test_one_member_month_counts_as_one_and_the_other_side_is_not_known(least, persons):
    only = spans("PA", start_on=day("2024-12-05"), end_on=day("2024-12-05"))
    found = m6(cost("2024-12-05", 90.0), spans=only, changes={"min_pre_member_months": least})

    before, after = line(found, "M6_total_before"), line(found, "M6_total_after")
    assert of(before) == ((90.0, 1.0, 90.0) if persons else (0.0, 0.0, None))
    assert after.value is None
    assert before.exclusions == ({} if persons else {"too_few_months_before": 1})


@pytest.mark.clause("EVL-10")
def test_patients_without_an_index_date_are_left_out_and_counted():
    found = line(m6(cases="AB"), "M6_total_before")

    assert found.persons == 1
    assert found.exclusions == {"no_index_date": 1}


def test_cost_without_coverage_is_left_out_with_its_dollars():
    gap = spans("PA", end_on=day("2025-05-31"))
    found = line(m6(cost("2025-06-10", 77.0), cost("2025-06-11", -7.0), spans=gap),
                 "M6_total_after")  # fmt: skip

    assert found.numerator == 0.0
    assert found.exclusions == {"claims_outside_coverage": 2, "dollars_outside_coverage": 70.0}


@pytest.mark.parametrize(("rule", "months"), [("any_day", 2.0), ("fraction", 1.5)])
def test_a_month_counts_whole_or_by_its_days(rule, months):
    partly = spans("PA", start_on=date(2024, 1, 1), end_on=day("2025-03-31")).vstack(
        spans("PA", start_on=date(2023, 1, 1), end_on=date(2023, 1, 31))
    )
    until_mid_april = spans("PA", end_on=day("2025-04-15"))
    found = m6(spans=until_mid_april, changes={"member_month_rule": rule, "post_months": 3})
    whole = m6(spans=partly, changes={"member_month_rule": rule, "post_months": 2})

    assert line(found, "M6_total_after").denominator == months + 1.0
    assert line(whole, "M6_total_after").denominator == 2.0


def test_reversals_net_out():
    found = m6(cost("2024-06-01", 50.0), cost("2024-06-01", -50.0))

    assert sides(found)[0] == 0.0


@pytest.mark.clause("EVL-11")
def test_allowed_amounts_lead_and_paid_ones_stand_beside():
    given = cost("2024-06-01", 10.0, allowed=15.0)

    assert sides(m6(given))[0] == 15.0
    assert sides(m6(given), cohort="paid_amounts")[0] == 10.0
    assert sides(m6(given, changes={"cost_basis": "paid"}))[0] == 10.0


def test_without_allowed_amounts_paid_ones_count_and_that_is_said():
    found = m6(cost("2024-06-01", 10.0, allowed=None), has_allowed=False)

    assert cost_basis(facts(has_allowed=False), standard_values()) == "paid"
    assert sides(found)[0] == 10.0
    assert any("paid stands for allowed" in note for note in line(found, "M6_total_before").notes)


@pytest.mark.parametrize(("dollars", "cut"), [(99_999, 99_999), (100_000, 100_000),
                                              (100_001, 100_000)])  # fmt: skip
def test_the_truncated_line_cuts_each_person_at_the_cap(dollars, cut):
    found = m6(cost("2024-06-01", float(dollars)))

    assert sides(found, cohort="truncated")[0] == cut
    assert sides(found)[0] == dollars


def test_by_days_the_window_is_a_year_around_the_index_date_itself():
    found = m6(cost("2025-01-12", 1.0), cost("2025-01-13", 2.0), cost("2025-01-14", 4.0),
               cost("2024-01-13", 8.0))  # fmt: skip

    assert sides(found, cohort="by_day") == [1.0, 4.0]


def test_by_days_a_month_that_is_not_over_counts_neither_days_nor_dollars():
    found = m6(cost("2025-02-20", 4.0), cost("2025-03-05", 8.0), data_through=day("2025-03-18"))

    after = line(found, "M6_total_after", "by_day")
    days = (date(2025, 2, 28) - INDEX).days
    assert after.numerator == 4.0
    assert after.denominator == pytest.approx(days / 365 * 12, abs=0.001)


@pytest.mark.parametrize(("through", "is_provisional"), [("2026-04-29", True),
                                                         ("2026-04-30", False)])  # fmt: skip
def test_until_three_full_months_have_passed_the_result_is_provisional(through, is_provisional):
    found = line(m6(data_through=day(through)), "M6_total_after")

    assert any(note.startswith("provisional") for note in found.notes) is is_provisional


def test_months_that_are_not_over_do_not_count():
    found = m6(data_through=day("2025-04-29"))

    assert line(found, "M6_total_after").denominator == 2.0


def test_by_lead_and_of_those_with_all_months():
    both = [*ENROLLED, {"case_id": "B", "index_on": INDEX, "lead": "joint"}]
    short = spans("PA").vstack(spans("PB", end_on=day("2025-05-31")))
    given = [cost("2024-06-01", 10.0), cost("2024-06-01", 20.0, "PB")]
    found = m6(*given, enrolments=both, cases="AB", spans=short)

    assert sides(found)[0] == 30.0
    assert sides(found, cohort="lead_plan")[0] == 10.0
    assert sides(found, cohort="lead_joint")[0] == 20.0
    assert sides(found, cohort="complete")[0] == 10.0


def counted(figures, series="total", cohort="all"):
    return [line(figures, f"M6_{series}_{name}", cohort).counted
            for name in ("before", "after", "savings")]  # fmt: skip


def of_three(*given):
    enrolled = [ENROLLED[0] | {"case_id": case} for case in "ABC"]
    return m6(*given, enrolments=enrolled, cases="ABC")


def test_each_line_knows_how_many_have_dollars_of_its_service_on_its_side():
    found = of_three(
        cost("2024-06-01", 8.0, service="skilled_nursing"),
        cost("2024-06-02", 8.0, service="skilled_nursing"),
        cost("2025-06-01", 4.0, "PB", service="skilled_nursing"),
        cost("2024-06-01", 0.0, "PC", service="skilled_nursing"),
        cost("2024-06-01", 1.0, "PC"),
    )

    assert counted(found, "skilled_nursing") == [1, 1, 2]
    assert counted(found, "emergency") == [0, 0, 0]
    assert counted(found) == [2, 1, 3]
    assert line(found, "M6_skilled_nursing_before").persons == 3


def test_dollars_that_net_out_to_the_cent_are_nobodys():
    found = of_three(*(cost("2024-06-01", dollars) for dollars in (0.1, 0.2, -0.3)))

    assert counted(found) == [0, 0, 0]


@pytest.mark.parametrize(("dollars", "is_cut"), [(99_999.0, 0), (100_000.0, 0), (100_001.0, 1)])
def test_the_truncated_line_knows_how_many_were_not_cut(dollars, is_cut):
    found = of_three(cost("2024-06-01", dollars), cost("2024-06-01", 10.0, "PB"))

    assert counted(found) == [2, 0, 2]
    assert counted(found, cohort="truncated") == [2 - is_cut, 0, 2 - is_cut]


def test_somebody_who_stops_waiting_counts_until_then():
    zero = frame("enrolments", *ENROLLED).select(person_id="case_id", zero_on="index_on")
    limited = zero.with_columns(person_id=zero["person_id"].replace("A", "PA"),
                                until_on=day("2025-03-31"))  # fmt: skip

    found = person_experience(limited.cast({"until_on": zero.schema["zero_on"]}), facts(),
                              "paid", standard_values())  # fmt: skip

    assert found["months_after"].to_list() == [2.0]
