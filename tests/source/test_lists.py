"""Groups of a practice's members, and pregnancies that ended with a live birth."""

from __future__ import annotations

import pytest

from tandem_flows.source.member_groups import member_groups
from tandem_flows.source.pregnancies import ended_pregnancies
from tests.source.plans import (
    AS_OF,
    PRACTICE,
    attributed,
    day,
    ed_line,
    line,
    member,
    opened,
    stay_line,
)
from tests.values import standard_values


def ended(folder, *claims):
    with opened(folder, medical_claim=list(claims)) as source:
        return ended_pregnancies(source, ["P1"], AS_OF, standard_values())


def delivery(code="Z37.0", until="2025-04-03", **more):
    codes = {"diagnosis_code_1": "O80", "diagnosis_code_2": code}
    return stay_line("2025-04-01", until, **codes, **more)


@pytest.mark.clause("LES-07")
@pytest.mark.parametrize(
    ("code", "is_live"), [("Z370", True), ("Z372", True), ("Z3751", True), ("Z371", False)]
)
def test_only_a_live_birth_ends_a_pregnancy_well(tmp_path, code, is_live):
    assert (ended(tmp_path, delivery(code)).height == 1) is is_live


@pytest.mark.clause("LES-07")
def test_the_delivery_itself_is_no_use_since_and_later_care_is(tmp_path):
    quiet = ended(tmp_path, delivery()).row(0, named=True)
    later = ended(
        tmp_path, delivery(), ed_line("2025-05-01"), stay_line("2025-05-10", "2025-05-11")
    ).row(0, named=True)

    assert (quiet["live_birth_on"], quiet["use_since"]) == (day("2025-04-03"), 0)
    assert later["use_since"] == 2


@pytest.mark.clause("LES-07")
def test_complications_and_lasting_conditions_are_told(tmp_path):
    found = ended(
        tmp_path,
        delivery(),
        line("2025-04-20", diagnosis_code_1="O8600"),
        *(line(f"2025-05-0{n}", diagnosis_code_1="I10", diagnosis_code_2="F411") for n in (1, 2)),
    ).row(0, named=True)

    assert found["complications_since"] == 1
    assert (found["chronic_conditions"], found["has_mental_health_need"]) == (1, True)


def test_the_groups_are_of_the_practice_s_covered_members(tmp_path):
    ended_cover = member("C", enrollment_end_date=day("2025-01-31"))
    views = {
        "eligibility": [member("A", payer_type="medicaid"), member("B"), ended_cover],
        "attribution": [attributed("A"), attributed("B", "south"), attributed("C")],
        "language": [{"person_id": "A", "primary_language": "Somali"}],
    }

    with opened(tmp_path, **views) as source:
        found = member_groups(source, PRACTICE, AS_OF)

    assert found.select("person_id", "gender", "payer_type", "primary_language").rows() == [
        ("A", "female", "medicaid", "Somali")
    ]
