"""What claims and the feed say happened, as of a day."""

from __future__ import annotations

import pytest

from tandem_flows.source.encounters import build_encounters
from tests.source.plans import AS_OF, PRACTICE, day, ed_line, line, opened, stay_line


def asked(folder, question, **views):
    with opened(folder, **views) as source:
        build_encounters(source, ["P1", "P2"], PRACTICE, AS_OF)
        return source.connection.execute(question).fetchall()


STAYS = "SELECT admitted_on, discharged_on FROM temp.stays ORDER BY ALL"
ED = "SELECT visit_on, led_to_stay FROM temp.ed_visits ORDER BY ALL"
SEEN = "SELECT seen_on FROM temp.visits ORDER BY ALL"


def test_a_stay_without_admission_date_begins_with_its_claim(tmp_path):
    found = asked(tmp_path, STAYS, medical_claim=[stay_line("2025-02-01", "2025-02-05")])

    assert found == [(day("2025-02-01"), day("2025-02-05"))]


@pytest.mark.parametrize(("next_start", "stays"), [("2025-02-05", 1), ("2025-02-06", 1),
                                                   ("2025-02-07", 2)])  # fmt: skip
def test_claims_that_overlap_or_follow_within_a_day_are_one_stay(tmp_path, next_start, stays):
    claims = [stay_line("2025-02-01", "2025-02-05"), stay_line(next_start, "2025-02-09")]

    assert len(asked(tmp_path, STAYS, medical_claim=claims)) == stays


def test_two_persons_never_share_a_stay(tmp_path):
    claims = [stay_line("2025-02-01", "2025-02-05", person_id=p) for p in ("P1", "P2")]

    assert len(asked(tmp_path, STAYS, medical_claim=claims)) == 2


@pytest.mark.parametrize("changes", [{"bill_type_code": "211"}, {"revenue_center_code": "0250"}])
def test_a_nursing_bill_or_a_bill_without_a_room_is_no_stay(tmp_path, changes):
    claims = [stay_line("2025-02-01", "2025-02-05", **changes)]

    assert asked(tmp_path, STAYS, medical_claim=claims) == []


def test_a_padded_bill_type_is_read(tmp_path):
    claims = [stay_line("2025-02-01", "2025-02-05", bill_type_code="0111")]

    assert len(asked(tmp_path, STAYS, medical_claim=claims)) == 1


def test_one_ed_visit_a_person_and_day(tmp_path):
    doctor = ed_line("2025-03-01", claim_id="D", revenue_center_code=None, bill_type_code=None,
                     place_of_service_code="23")  # fmt: skip

    found = asked(tmp_path, ED, medical_claim=[ed_line("2025-03-01"), doctor])

    assert found == [(day("2025-03-01"), False)]


@pytest.mark.parametrize(("on", "visits"), [
    ("2025-01-30", [False]), ("2025-01-31", [True]), ("2025-02-01", [True]), ("2025-02-03", []),
    ("2025-02-05", [False]),
])  # fmt: skip
def test_an_ed_visit_leads_to_a_stay_or_belongs_to_it(tmp_path, on, visits):
    claims = [stay_line("2025-02-01", "2025-02-05"), ed_line(on)]

    assert [led for _, led in asked(tmp_path, ED, medical_claim=claims)] == visits


@pytest.mark.parametrize(("paid_on", "seen"), [("2025-06-30", 1), ("2025-07-01", 0)])
def test_a_claim_is_seen_from_its_payment_on(tmp_path, paid_on, seen):
    claims = [line("2025-06-01", paid_date=day(paid_on))]

    assert len(asked(tmp_path, SEEN, medical_claim=claims)) == seen


@pytest.mark.parametrize(("on", "seen"), [("2025-06-30", 1), ("2025-07-01", 0)])
def test_service_after_the_day_is_not_seen(tmp_path, on, seen):
    claims = [line(on, paid_date=None)]

    assert len(asked(tmp_path, SEEN, medical_claim=claims)) == seen


@pytest.mark.parametrize("changes", [
    {"hcpcs_code": "80053"}, {"hcpcs_code": "71046"}, {"hcpcs_code": "A0429"},
    {"place_of_service_code": "81"}, {"rendering_npi": None},
])  # fmt: skip
def test_a_test_an_image_a_ride_or_a_claim_of_nobody_is_no_visit(tmp_path, changes):
    assert asked(tmp_path, SEEN, medical_claim=[line("2025-03-01", **changes)]) == []


@pytest.mark.parametrize(("taken_back", "visits"), [(-99.0, 1), (-100.0, 0), (-101.0, 0)])
def test_a_visit_that_was_taken_back_did_not_happen(tmp_path, taken_back, visits):
    claims = [line("2025-03-01"), line("2025-03-01", paid_amount=taken_back)]

    assert len(asked(tmp_path, SEEN, medical_claim=claims)) == visits


def test_a_reversal_under_its_own_claim_id_takes_the_visit_back(tmp_path):
    claims = [line("2025-03-01"), line("2025-03-01", claim_id="R", paid_amount=-100.0)]

    assert asked(tmp_path, SEEN, medical_claim=claims) == []


def test_a_visit_the_plan_paid_nothing_for_happened(tmp_path):
    assert len(asked(tmp_path, SEEN, medical_claim=[line("2025-03-01", paid_amount=0.0)])) == 1


def test_the_feed_adds_a_stay_whose_claim_has_not_come(tmp_path):
    events = [
        {"person_id": "P1", "kind": "admission", "event_on": day(on), "notified_on": day(told)}
        for on, told in (("2025-02-01", "2025-02-02"), ("2025-05-01", "2025-05-02"),
                         ("2025-06-29", "2025-07-01"))
    ]  # fmt: skip
    claims = [stay_line("2025-02-01", "2025-02-05")]

    found = asked(
        tmp_path,
        "SELECT admitted_on, origin FROM temp.stays ORDER BY ALL",
        medical_claim=claims,
        utilization_event=events,
    )

    assert found == [(day("2025-02-01"), "claim"), (day("2025-05-01"), "feed")]
