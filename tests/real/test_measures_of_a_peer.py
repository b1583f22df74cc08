"""What another project computes from the same claims, and where ours differs and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tandem_flows.rules.measures.admissions import classified
from tandem_flows.rules.measures.ed_sensitive import ed_sensitive_visits
from tandem_flows.rules.measures.exposure import panel_spans
from tandem_flows.rules.measures.periods import Period, member_months
from tandem_flows.source.code_sets import load_code_sets
from tandem_flows.source.measure_facts import measure_facts
from tandem_flows.source.open import open_source
from tests.real.lists import DATA
from tests.values import standard_values

CLAIMS, PEER = DATA / "tuva_demo_2023", DATA / "expected_tuva_demo_2023"
SQL = Path(__file__).parents[1] / "data_sources" / "tuva_demo_2023.sql"
pytestmark = pytest.mark.skipif(
    not (CLAIMS.is_dir() and PEER.is_dir()),
    reason="needs the shared data sets in ../shared/data, which are not here",
)
AFTER_ALL = date(2019, 12, 31)


def facts_of(**changes):
    with open_source(SQL, CLAIMS) as source:
        return measure_facts(source, [], "demo", AFTER_ALL, standard_values(**changes))


@pytest.fixture(scope="module")
def as_the_peer():
    """The peer counts months that are listed after a death; so do we when told to."""
    return facts_of(death_ends_coverage=False)


def peer(name):
    return pl.read_parquet(PEER / f"{name}.parquet")


def inside(facts):
    months = member_months(facts.spans, "any_day")
    costs = facts.costs.with_columns(month=pl.col("on").dt.month_start())
    return months, costs.join(months, on=["person_id", "month"], how="semi")


@pytest.mark.clause("EVL-08", "EVL-09")
def test_member_months_dollars_inside_enrolment_and_pmpm_agree_exactly(as_the_peer):
    months, costs = inside(as_the_peer)
    expected = peer("core__member_months")

    assert months.height == expected.height == 3_044
    assert round(costs["paid"].sum(), 2) == 3_802_308.79
    assert round(costs["paid"].sum() / months.height, 2) == 1_249.12


def test_the_months_we_leave_out_by_default_lie_after_a_death(as_the_peer):
    theirs, ours = (inside(facts)[0] for facts in (as_the_peer, facts_of()))
    left = theirs.join(ours, on=["person_id", "month"], how="anti")
    died = as_the_peer.people.select("person_id", "died_on")

    assert left.height == 18
    assert left.join(died, on="person_id").filter(pl.col("month") <= pl.col("died_on")).is_empty()


@pytest.mark.clause("EVL-11")
def test_acute_inpatient_stays_agree_exactly(as_the_peer):
    theirs = peer("core__encounter").filter(pl.col("encounter_type") == "acute inpatient")
    expected = set(
        theirs.select("person_id", pl.col("encounter_start_date").cast(pl.Date)).iter_rows()
    )

    assert as_the_peer.stays.height == theirs.height == 9
    assert set(as_the_peer.stays.select("person_id", "admitted_on").iter_rows()) == expected


@pytest.mark.clause("EVL-06")
def test_avoidable_admissions_agree_exactly(as_the_peer):
    found = classified(as_the_peer, load_code_sets(Path("nowhere"), 2018).pqi)
    ours = found.explode("indicators").drop_nulls("indicators")
    theirs = peer("ahrq_measures__pqi_num_long").select("person_id", "pqi_number")

    assert set(ours.select("person_id", "indicators").iter_rows()) == set(theirs.iter_rows())


@pytest.mark.clause("EVL-05")
def test_every_emergency_encounter_is_a_visit_of_ours_and_each_of_ours_is_explained(as_the_peer):
    theirs = peer("core__encounter").filter(pl.col("encounter_type") == "emergency department")
    days = theirs.select("person_id", visit_on=pl.col("encounter_start_date").cast(pl.Date))
    ours = as_the_peer.ed_visits
    more = ours.join(days, on=["person_id", "visit_on"], how="anti")
    read_there = _place_of_service_alone()

    assert theirs.height == 83
    assert days.join(ours, on=["person_id", "visit_on"], how="anti").is_empty()
    # the peer splits a person's day; it gives a visit that ended in admission to the stay; and it
    # does not count imaging that was read in the emergency department
    assert days.unique().height == 59
    assert more.filter("led_to_stay").height == 4
    rest = more.filter(~pl.col("led_to_stay")).select("person_id", "visit_on")
    assert rest.height == 4
    assert rest.join(read_there, on=["person_id", "visit_on"], how="anti").is_empty()


def _place_of_service_alone():
    claims = peer("core__medical_claim").filter(
        pl.col("place_of_service_code") == "23",
        pl.col("service_category_2") == "outpatient radiology",
    )
    return claims.select("person_id", visit_on=pl.col("claim_start_date").cast(pl.Date)).unique()


@pytest.mark.clause("EVL-05")
def test_what_the_peer_classifies_we_classify_by_the_same_table(as_the_peer, tmp_path):
    table = (DATA / "value_sets" / "ed_classification__johnston_icd10.csv").read_text()
    (tmp_path / "code_sets").mkdir()
    (tmp_path / "code_sets" / "ed_classification_2017.csv").write_text(table)
    codes = load_code_sets(tmp_path, 2018)
    period = Period(date(2018, 1, 1), date(2018, 12, 31))

    found = ed_sensitive_visits(
        panel_spans(as_the_peer), as_the_peer, codes, period, "panel", standard_values()
    )

    (sure,) = [f for f in found if f.measure == "M4_nyu_classified"]
    theirs = peer("ed_classification__summary").select(
        "person_id", "primary_diagnosis_code", visit_on=pl.col("encounter_end_date").cast(pl.Date)
    )
    both = theirs.join(as_the_peer.ed_visits, on=["person_id", "visit_on"])
    differ = both.filter(pl.col("primary_diagnosis_code") != pl.col("principal"))
    # we ask the claims with a line of the emergency department why somebody came; the peer asks
    # the hospital's bill of that day, which here has no such line
    assert both.height == theirs.height == 13
    assert differ.height == 3
    key = ["person_id", "visit_on", "primary_diagnosis_code"]
    assert differ.join(_hospital_bills_without_ed_line(), on=key, how="anti").is_empty()
    assert (sure.numerator, sure.denominator) == (45, 55)


def _hospital_bills_without_ed_line():
    lines = pl.read_csv(CLAIMS / "medical_claim.csv", infer_schema=False)
    is_ed = pl.col("revenue_center_code").str.contains("^0?45|^0?981").fill_null(False)
    bills = lines.filter(pl.col("bill_type_code").str.starts_with("13")).filter(
        ~is_ed.any().over("claim_id")
    )
    return bills.select(
        person_id="patient_id",
        visit_on=pl.col("claim_start_date").str.to_date(),
        primary_diagnosis_code="diagnosis_code_1",
    ).unique()


def test_the_shipped_families_hold_every_code_the_peer_uses_but_those_ahrq_retired():
    sets = pl.read_csv(DATA / "value_sets" / "pqi__value_sets.csv", infer_schema=False)
    ours = load_code_sets(Path("nowhere"), 2024).pqi
    names = {
        "heart_failure_diagnosis_codes": "heart_failure",
        "hypertension_diagnosis_codes": "hypertension",
        "uncontrolled_diabetes_diagnosis_codes": "diabetes_uncontrolled",
        "diabetes_with_short-term_complications_diagnosis_codes": "diabetes_short_term",
        "diabetes_with_long-term_complications_diagnosis_codes": "diabetes_long_term",
        "community_acquired_bacterial_pneumonia_diagnosis_codes": "pneumonia",
        "urinary_tract_infection_diagnosis_codes": "urinary_infection",
        "chronic_obstructive_pulmonary_disorder": "copd",
        "asthma_diagnosis_codes": "asthma",
        "lower-extremity_amputation_procedure_codes": "amputation_procedure",
    }

    missing = {
        name: set(sets.filter(pl.col("value_set_name") == name)["code"]) - ours[family]
        for name, family in names.items()
    }

    assert set(names) <= set(sets["value_set_name"])
    assert {name: codes for name, codes in missing.items() if codes} == {}
