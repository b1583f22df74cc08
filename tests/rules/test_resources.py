"""Resources that plan and practice offer and ask of each other, and the answers to them."""

import pytest

from tandem_flows.rules.resources import (
    merge_services,
    resource_deviations,
    still_open,
    unknown_programs,
)
from tests.rules.call_frames import rows

RIDES = {"case_id": "C1", "organisation": "plan", "program": "Rides", "kind": "requested"}
CLASS = {"case_id": "C1", "organisation": "practice", "program": "Class", "kind": "offered"}


def services(*given):
    return rows("services", *given)


def programs(*names):
    usual = {"organisation": "plan", "nature": "rides", "duration": "a year"}
    return rows("programs", *({"program": name} for name in names), **usual, need_category="social")


@pytest.mark.clause("ROL-02", "ROL-16")
@pytest.mark.parametrize("side", ["plan", "practice"])
def test_what_either_side_offers_a_patient_is_kept_with_its_program(side):
    offer = CLASS | {"organisation": side, "answer": "open"}

    found = merge_services(services(), services(offer))

    assert found.select("case_id", "organisation", "program", "kind", "answer").rows() == [
        ("C1", side, "Class", "offered", "open")
    ]


@pytest.mark.clause("ROL-17")
@pytest.mark.parametrize("answer", ["accepted", "refused"])
def test_a_request_of_the_practice_is_answered_in_its_own_row(answer):
    before = services(RIDES | {"answer": "open"}, CLASS)

    found = merge_services(before, services(RIDES | {"answer": answer}))

    assert found.select("program", "answer").rows() == [("Rides", answer), ("Class", None)]


@pytest.mark.clause("ROL-17")
def test_an_empty_answer_leaves_the_one_that_stands():
    before = services(RIDES | {"answer": "accepted"})

    assert merge_services(before, services(RIDES)).equals(before)


@pytest.mark.clause("ROL-17")
@pytest.mark.parametrize(("answer", "is_open"), [("open", True), (None, True), ("refused", False)])
def test_a_request_of_an_earlier_call_without_an_answer_is_a_departure(answer, is_open):
    before = services(RIDES | {"answer": "open"})
    recorded = services(RIDES | {"answer": answer})
    after = merge_services(before, recorded)

    found = resource_deviations(before, recorded, after, programs("Rides"))

    assert found["code"].to_list() == (["request_unanswered"] if is_open else [])


@pytest.mark.clause("ROL-17")
def test_a_request_made_in_this_call_may_still_be_open():
    asked = services(RIDES | {"answer": "open"})

    assert still_open(services(), asked).is_empty()


@pytest.mark.clause("LES-05")
@pytest.mark.parametrize("described", ["Rides", "rides", " RIDES "])
def test_a_program_that_the_directory_describes_is_known_whatever_its_capitals(described):
    assert unknown_programs(services(RIDES), programs(described)).is_empty()


@pytest.mark.clause("LES-05")
def test_a_program_that_nobody_described_is_a_departure_of_its_patient():
    found = resource_deviations(services(), services(RIDES), services(RIDES), programs("Class"))

    assert found.select("case_id", "clause", "code").rows() == [("C1", "LES-05", "program_unknown")]
