"""What the measures ask of the plan source: services of claims, coverage, stays and visits."""

import polars as pl
import pytest

from tandem_flows.rules.measures.periods import member_months
from tandem_flows.source.measure_facts import measure_facts
from tests.source.plans import (
    AS_OF,
    PRACTICE,
    attributed,
    day,
    ed_line,
    fill,
    line,
    member,
    opened,
    stay_line,
)
from tests.values import standard_values

STAY = stay_line("2025-02-01", "2025-02-05")


def asked(folder, changes=None, as_of=AS_OF, **views):
    with opened(folder, **views) as source:
        return measure_facts(source, ["P1"], PRACTICE, as_of, standard_values(**(changes or {})))


def services(folder, *claims, **changes):
    found = asked(folder, changes, medical_claim=list(claims), pharmacy_claim=[fill("2023-01-01")])
    medical = found.costs.filter(pl.col("service") != "pharmacy")
    return dict(medical.select("on", "service").iter_rows())


def service(folder, *claims):
    """The service of the last of the claims."""
    return services(folder, *claims)[claims[-1]["claim_start_date"]]


@pytest.mark.clause("EVL-11")
@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (line("2025-03-01"), "other"),
        (ed_line("2025-03-01"), "emergency"),
        (line("2025-02-03"), "inpatient"),
        (ed_line("2025-01-31"), "inpatient"),
        (ed_line("2025-01-30"), "emergency"),
        (line("2025-02-06"), "other"),
    ],
)
def test_a_claim_belongs_to_the_service_it_was_part_of(tmp_path, claim, expected):
    assert service(tmp_path, STAY, claim) == expected


@pytest.mark.clause("EVL-11")
def test_the_stay_itself_is_inpatient(tmp_path):
    assert service(tmp_path, STAY) == "inpatient"


@pytest.mark.clause("ELM-04")
@pytest.mark.parametrize(
    "changes",
    [
        {"bill_type_code": "211", "revenue_center_code": "0120", "hcpcs_code": None},
        {"bill_type_code": "0181", "revenue_center_code": "0120", "hcpcs_code": None},
        {"place_of_service_code": "31"},
        {"place_of_service_code": "32"},
    ],
)
def test_nursing_facilities_are_a_series_of_their_own(tmp_path, changes):
    assert service(tmp_path, STAY, line("2025-02-05", claim_id="N", **changes) | {
        "claim_start_date": day("2025-02-07"), "claim_end_date": day("2025-02-20"),
        "paid_date": day("2025-02-20"),
    }) == "skilled_nursing"  # fmt: skip


@pytest.mark.clause("ELM-04")
@pytest.mark.parametrize(("again_on", "is_one"), [("2025-03-07", True), ("2025-03-08", False)])
def test_a_stay_within_thirty_days_of_a_discharge_is_a_readmission(tmp_path, again_on, is_one):
    claims = [STAY, stay_line(again_on, "2025-03-12")]
    found = asked(tmp_path, medical_claim=claims).costs.filter(pl.col("service") == "inpatient")

    assert found.sort("on")["is_readmission"].to_list() == [False, is_one]


@pytest.mark.clause("EVL-11")
def test_fills_are_the_pharmacy_series(tmp_path):
    costs = asked(tmp_path).costs.filter(pl.col("service") == "pharmacy")

    assert costs.select("on", "paid").rows() == [(day("2025-01-15"), 10.0)]


def test_a_reversal_stays_in_with_its_dollars(tmp_path):
    claims = [line("2025-03-01"), line("2025-03-01", claim_id="R", paid_amount=-100.0)]

    medical = asked(tmp_path, medical_claim=claims).costs.filter(pl.col("service") == "other")

    assert sorted(medical["paid"]) == [-100.0, 100.0]


def test_overlapping_and_touching_spans_are_one(tmp_path):
    spans = [
        member(enrollment_start_date=day(start), enrollment_end_date=day(end))
        for start, end in (("2024-01-01", "2024-06-30"), ("2024-03-01", "2024-08-31"),
                           ("2024-09-01", "2024-10-31"), ("2025-01-01", "2026-12-31"))
    ]  # fmt: skip

    assert asked(tmp_path, eligibility=spans).spans.select("start_on", "end_on").rows() == [
        (day("2024-01-01"), day("2024-10-31")),
        (day("2025-01-01"), AS_OF),
    ]


@pytest.mark.parametrize(("ends", "last"), [(True, "2025-03-05"), (False, "2025-06-30")])
def test_death_ends_coverage_unless_the_values_say_otherwise(tmp_path, ends, last):
    gone = [member(death_date=day("2025-03-05"))]

    found = asked(tmp_path, {"death_ends_coverage": ends}, eligibility=gone)

    assert found.spans["end_on"].to_list() == [day(last)]
    assert found.people["died_on"].to_list() == [day("2025-03-05")]


def test_a_stay_carries_every_diagnosis_and_procedure_of_its_claims(tmp_path):
    first = STAY | {"diagnosis_code_1": "I50.9", "diagnosis_code_2": "E11.9"}
    doctor = stay_line("2025-02-05", "2025-02-06", claim_id="S2", diagnosis_code_1="I50.9",
                       procedure_code_1="021.0083")  # fmt: skip

    (row,) = asked(tmp_path, medical_claim=[first, doctor]).stays.rows(named=True)

    assert row["principal"] == "I509"
    assert set(row["diagnoses"]) == {"I509", "E119"}
    assert row["procedures"] == ["0210083"]


def test_an_emergency_visit_knows_when_the_plan_was_told(tmp_path):
    told = {"person_id": "P1", "kind": "ed", "event_on": day("2025-03-01"),
            "notified_on": day("2025-03-04")}  # fmt: skip
    visit = ed_line("2025-03-01", claim_end_date=day("2025-03-02"), paid_date=day("2025-03-05"))

    (row,) = asked(tmp_path, medical_claim=[visit], utilization_event=[told]).ed_visits.rows(
        named=True
    )

    assert (row["visit_on"], row["discharged_on"]) == (day("2025-03-01"), day("2025-03-02"))
    assert row["notice_days"] == 3


def test_visits_leave_the_emergency_department_out_and_hospice_is_known(tmp_path):
    claims = [line("2025-03-01"), ed_line("2025-03-09"), line("2025-04-01", bill_type_code="813")]

    found = asked(tmp_path, medical_claim=claims)

    assert found.visits["on"].to_list() == [day("2025-03-01"), day("2025-04-01")]
    assert found.hospice["on"].to_list() == [day("2025-04-01")]


def test_the_data_reach_to_the_last_day_of_service_that_is_known(tmp_path):
    claims = [line("2025-03-01"), line("2025-05-01", paid_date=day("2025-07-01"))]

    assert asked(tmp_path, medical_claim=claims).data_through == day("2025-03-01")


def test_the_panel_is_who_belongs_to_the_practice(tmp_path):
    views = {"eligibility": [member(), member("P2"), member("P3")],
             "attribution": [attributed("P2"), attributed("P3", practice_id="other")]}  # fmt: skip
    found = asked(tmp_path, **views)

    assert found.panel == ("P2",)
    assert found.people["person_id"].to_list() == ["P1", "P2"]


def test_missing_allowed_amounts_are_told(tmp_path):
    some = [line("2025-03-01", allowed_amount=1.0), line("2025-03-02", allowed_amount=None)]
    known = [fill("2025-01-15", allowed_amount=1.0)]

    assert not asked(tmp_path).has_allowed
    assert asked(tmp_path).remarks == (
        "the source has no allowed amounts for all claims and fills",
    )
    found = asked(tmp_path, medical_claim=some, pharmacy_claim=known)
    assert found.remarks == ("1 claim or fill without an allowed amount counted as zero",)


@pytest.mark.parametrize(("dollars", "count", "told"), [
    (45_000.0, 100, True), (45_000.5, 100, False), (45_000.0, 98, False), (450.0, 100, False),
])  # fmt: skip
def test_amounts_that_look_like_cents_are_told(tmp_path, dollars, count, told):
    claims = [line("2025-03-01", claim_id=f"C{n}", paid_amount=dollars) for n in range(count)]

    found = asked(tmp_path, medical_claim=claims)

    assert any("cents" in remark for remark in found.remarks) is told


def test_negative_and_absent_spans_leave_no_months(tmp_path):
    later = [member(enrollment_start_date=day("2025-07-01"))]

    assert asked(tmp_path, eligibility=later).spans.is_empty()


def test_a_person_in_two_plans_has_each_month_once(tmp_path):
    rows = [
        member(payer="plan one", enrollment_end_date=day("2025-04-30")),
        member(payer="plan two", enrollment_start_date=day("2025-03-01")),
    ]

    found = asked(tmp_path, eligibility=rows)

    months = member_months(found.spans.filter(pl.col("start_on") <= AS_OF), "any_day")
    assert found.spans.height == 1
    assert months.height == months.unique(["person_id", "month"]).height
