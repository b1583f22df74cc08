"""The plan source on data nobody here wrote: the traps it sets, and a peer's answers beside ours.

The data lies outside the repository and is read in place.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tandem_flows.source.activity import claims_activity
from tandem_flows.source.background import background_facts
from tandem_flows.source.care_facts import care_facts
from tandem_flows.source.encounters import build_encounters
from tandem_flows.source.facts import NOT_CLASSIFIABLE
from tandem_flows.source.members import high_risk_members
from tandem_flows.source.open import open_source
from tandem_flows.source.unclean import unclean
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.values import standard_values

DATA = Path(__file__).parents[2] / "shared" / "data"
SOURCES = Path(__file__).parent / "data_sources"
DEMO, GENERATED, EXPECTED = "tuva_demo_2023", "tuva_generator_10k", "expected_tuva_demo_2023"
AFTER_ALL = date(2019, 12, 31)
AFTER_GENERATED = date(2026, 12, 31)

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="needs the shared data sets in ../shared/data, which are not here"
)


@pytest.fixture(scope="module")
def demo():
    with open_source(SOURCES / f"{DEMO}.sql", DATA / DEMO) as source:
        yield source


@pytest.fixture(scope="module")
def generated():
    with open_source(SOURCES / f"{GENERATED}.sql", DATA / GENERATED) as source:
        yield source


def everyone(source):
    rows = source.connection.execute("SELECT DISTINCT person_id FROM eligibility ORDER BY 1")
    return [person_id for (person_id,) in rows.fetchall()]


def encounters(source, table, as_of):
    build_encounters(source, everyone(source), None, as_of)
    return source.connection.execute(f"FROM temp.{table}").pl()


def peer(encounter_type):
    found = pl.read_parquet(DATA / EXPECTED / "core__encounter.parquet")
    return found.filter(pl.col("encounter_type") == encounter_type)


def person_days(frame, day):
    return set(frame.select("person_id", day).rows())


def test_lines_and_dollars_outside_enrollment_are_reported(demo):
    found = unclean(demo, AFTER_ALL)

    assert (found.lines_outside_coverage, found.lines) == (758, 6_075)
    dollars = (found.paid_amount_outside_coverage, found.paid_amount)
    assert dollars == (307_199.69, 3_970_274.95)


@pytest.mark.clause("SHR-07")
def test_every_stay_is_the_peer_s_although_no_claim_has_an_admission_date(demo):
    stays = encounters(demo, "stays", AFTER_ALL)
    expected = peer("acute inpatient")

    assert stays.height == 9
    assert set(stays.select("person_id", "admitted_on", "discharged_on").rows()) == set(
        expected.select("person_id", "encounter_start_date", "encounter_end_date").rows()
    )


@pytest.mark.clause("SHR-08")
def test_every_ed_day_of_the_peer_is_found(demo):
    """The peer splits a day by facility and claim: its 83 encounters are 59 days of a person.

    We have these 59, four of only physicians' claims that the peer files elsewhere, and four on
    the day of an admission, which the peer counts in the stay.
    """
    visits = encounters(demo, "ed_visits", AFTER_ALL)
    theirs = person_days(peer("emergency department"), "encounter_start_date")
    admitted = person_days(peer("acute inpatient"), "encounter_start_date")
    ours = person_days(visits, "visit_on")

    assert (peer("emergency department").height, len(theirs)) == (83, 59)
    assert theirs <= ours
    assert len(ours - theirs - admitted) == 4
    assert len(ours & admitted) == 4
    assert visits.height == len(ours) == 67


@pytest.mark.clause("SHR-08")
def test_an_ed_visit_without_a_diagnosis_keeps_its_row(demo):
    without = encounters(demo, "ed_visits", AFTER_ALL).filter(pl.col("reason").is_null())
    latest = background_facts(demo, everyone(demo), "demo", AFTER_ALL, standard_values())
    shown = latest.filter(pl.col("last_ed_reason") == NOT_CLASSIFIABLE)

    assert without.height == 4
    assert (
        latest["last_ed_on"].drop_nulls().len()
        == encounters(demo, "ed_visits", AFTER_ALL)["person_id"].n_unique()
    )
    assert person_days(shown, "last_ed_on") <= person_days(without, "visit_on")


@pytest.mark.clause("TRK-04")
def test_reversals_net_out_and_are_no_encounter(demo):
    claims = encounters(demo, "claims", AFTER_ALL)
    first, last = date(2000, 1, 1), AFTER_ALL
    activity = claims_activity(demo, everyone(demo), first, last, AFTER_ALL, None)
    medicines = demo.connection.execute("SELECT sum(paid_amount) FROM tandem.pharmacy_claim")

    assert claims.filter("is_reversed").height == 1
    assert claims["paid_amount"].sum() == pytest.approx(3_970_274.95)
    assert activity["paid_amount"].sum() == pytest.approx(3_970_274.95 + medicines.fetchone()[0])


def test_the_generated_plan_s_stays_and_ed_visits_are_all_found(generated):
    visits = encounters(generated, "ed_visits", AFTER_GENERATED)
    stays = encounters(generated, "stays", AFTER_GENERATED)
    lines = pl.read_parquet(DATA / GENERATED / "medical_claim_lines.parquet")
    ed = lines.filter(pl.col("setting") == "emergency").unique("claim_id")
    inpatient = lines.filter(pl.col("setting") == "inpatient").unique("claim_id")

    assert (ed.height, inpatient.height) == (2_251, 414)
    assert sum(len(ids) for ids in stays["claim_ids"]) == 414
    inside = person_days(ed, "claim_first_date") - person_days(visits, "visit_on")
    assert len(inside) == 0


def test_a_practice_of_the_generated_plan_has_valid_handoffs(generated):
    practice_id = generated.connection.execute(
        "SELECT practice_id FROM attribution GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    ).fetchone()[0]
    as_of, values = date(2025, 12, 31), standard_values()

    listed = high_risk_members(generated, practice_id, as_of, values, "the plan's highest scores")
    people = listed["person_id"].to_list()
    facts = care_facts(generated, people, practice_id, as_of, values)
    background = background_facts(generated, people, practice_id, as_of, values)

    assert validated(listed, handoff("plan_list")).height == values.number("list_size")
    assert listed["risk_score"].is_sorted(descending=True)
    assert facts["is_covered"].all()
    assert set(facts["attributed_practice"]) == {practice_id}
    assert set(background["pcp_name"]) == set(listed["pcp_name"])
