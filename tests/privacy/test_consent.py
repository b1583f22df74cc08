"""A consent that was taken back closes what it opened: in packet, sheet and care plan."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest

from tandem_flows.desk import Desk, Job
from tandem_flows.privacy.files import text_of
from tandem_flows.source.withholding import CONSENT_KIND
from tandem_flows.steps.catalogue import step_named
from tandem_flows.steps.consent import background_today
from tandem_flows.steps.exchange import send_care_plan
from tests.steps.workspaces import AS_OF, FIRST_CALL

DAY = timedelta(days=1)
SECRET = "F1020"  # the codes are told with their dot
TOLD = "F10.20"


def plan_table(practice, name):
    return practice.workspace.folder / "plan" / f"{name}.parquet"


def with_record(practice, *, ended_on):
    """Give a patient of the call a record of substance use and a consent; return the case."""
    agenda = practice.rows("agenda", FIRST_CALL)
    listed = practice.rows("combined_list").drop_nulls("person_id")
    patient = agenda.join(listed, on="case_id", maintain_order="left").row(0, named=True)
    claims = pl.read_parquet(plan_table(practice, "medical_claim"))
    is_theirs = pl.col("person_id") == patient["person_id"]
    seen = claims.filter(is_theirs, pl.col("claim_start_date") <= AS_OF).sort("claim_start_date")
    claim = seen["claim_id"][-1]
    marked = pl.when(pl.col("claim_id") == claim).then(pl.lit(SECRET))
    claims.with_columns(
        marked.otherwise("diagnosis_code_1").alias("diagnosis_code_1")
    ).write_parquet(plan_table(practice, "medical_claim"))
    consents = pl.read_parquet(plan_table(practice, "consent"))
    row = {
        "person_id": patient["person_id"],
        "kind": CONSENT_KIND,
        "given_on": AS_OF - 30 * DAY,
        "ended_on": ended_on,
    }
    new = pl.DataFrame([row], schema=consents.schema)
    pl.concat([consents.filter(~is_theirs), new]).write_parquet(plan_table(practice, "consent"))
    return patient["case_id"]


def background_of(practice, case_id):
    (row,) = practice.rows("background").filter(pl.col("case_id") == case_id).to_dicts()
    return str(row)


def packet(practice):
    return text_of(practice.outbox / f"call-list-{FIRST_CALL}.xlsx")


@pytest.mark.clause("SHR-09")
@pytest.mark.parametrize(("days", "is_told"), [(-1, False), (0, False), (1, True)])
def test_the_next_packet_withholds_again_from_the_day_on_which_a_consent_ends(
    shared, days, is_told
):
    later = AS_OF + 2 * DAY
    case_id = with_record(shared, ended_on=later + days * DAY)
    shared.run("share", AS_OF, FIRST_CALL)
    assert TOLD in background_of(shared, case_id) and TOLD in packet(shared)

    shared.run("share", later, FIRST_CALL)

    assert (TOLD in background_of(shared, case_id)) is is_told
    assert (TOLD in packet(shared)) is is_told


@pytest.mark.clause("CAL-14")
@pytest.mark.parametrize(("days", "is_told"), [(-1, False), (0, False), (1, True)])
def test_the_sheet_of_the_call_withholds_what_was_shared_under_a_consent_that_ended_since(
    shared, days, is_told
):
    on = FIRST_CALL - DAY
    with_record(shared, ended_on=on + days * DAY)
    shared.run("share", AS_OF, FIRST_CALL)
    shared.until_prework()

    shared.run("call", on, FIRST_CALL)

    assert (TOLD in text_of(shared.sheet("call", FIRST_CALL))) is is_told
    pages = [path for path in shared.outbox.rglob("*.html") if "list" not in path.name]
    assert pages
    assert any(TOLD in text_of(path) for path in pages) is is_told


@pytest.mark.clause("ELC-01")
@pytest.mark.parametrize(("days", "is_told"), [(0, False), (1, True)])
def test_a_care_plan_withholds_what_was_shared_under_a_consent_that_ended_since(
    shared, days, is_told
):
    on = AS_OF + 3 * DAY
    case_id = with_record(shared, ended_on=on + days * DAY)
    shared.run("share", AS_OF, FIRST_CALL)

    name = send_care_plan(shared.workspace, Job("lakeside", on, operator="tester"), case_id)

    told = (shared.outbox / name).read_text(encoding="utf-8")
    assert (TOLD in told) is is_told
    assert case_id in told


def test_all_else_of_the_background_stays_as_it_was_shared(shared):
    case_id = with_record(shared, ended_on=AS_OF + DAY)
    shared.run("share", AS_OF, FIRST_CALL)
    job = Job("lakeside", AS_OF + DAY, FIRST_CALL, "tester")
    desk = Desk(step_named("call"), job, shared.workspace)
    desk.load()

    today = background_today(desk)

    before = shared.rows("background")
    is_other = pl.col("case_id") != case_id
    assert today["case_id"].to_list() == before["case_id"].to_list()
    assert today.filter(is_other).equals(before.filter(is_other))
    assert TOLD not in str(today.filter(~is_other).to_dicts())


@pytest.mark.clause("PIL-03")
def test_of_a_patient_who_is_another_practices_by_now_nothing_is_gathered_anew(shared):
    case_id = with_record(shared, ended_on=AS_OF + DAY)
    shared.run("share", AS_OF, FIRST_CALL)
    person = shared.rows("combined_list").filter(case_id=case_id)["person_id"].item()
    path = plan_table(shared, "attribution")
    elsewhere = pl.when(pl.col("person_id") == person).then(pl.lit("millbrook"))
    attributed = pl.read_parquet(path)
    moved = elsewhere.otherwise("practice_id").alias("practice_id")
    attributed.with_columns(moved).write_parquet(path)
    desk = Desk(step_named("call"), Job("lakeside", AS_OF + DAY, FIRST_CALL), shared.workspace)
    desk.load()

    told = background_today(desk).filter(case_id=case_id)

    assert told.select("diagnoses", "prescriptions", "providers").null_count().row(0) == (1, 1, 1)
