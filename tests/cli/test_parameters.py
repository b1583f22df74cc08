"""`tandem parameters`: every value in force and where it comes from."""

import json

import pytest

from tandem_validators.guideline.load import load_guideline
from tests.cli.places import typed

OWN = """
values:
  - {parameter: list_size, value: 25, since: 2026-02-01, reason: "small practice"}
"""


@pytest.fixture
def own(workspace):
    with (workspace / "profile.yaml").open("a", encoding="utf-8") as profile:
        profile.write(OWN)
    return workspace


def rows(*words):
    answer = typed("parameters", "--json", *words)
    return {row["parameter"]: row for row in json.loads(answer.out)}


def test_every_parameter_of_the_guideline_is_listed():
    listed = rows()

    assert list(listed) == list(load_guideline().parameters)


def test_a_row_states_unit_range_clauses_source_and_origin():
    parameter = load_guideline().parameters["max_patients_per_call"]

    row = rows()["max_patients_per_call"]

    assert row == {
        "parameter": "max_patients_per_call",
        "value": parameter.value,
        "unit": "patients",
        "allowed": parameter.allowed,
        "clauses": list(parameter.clauses),
        "source": parameter.source,
        "origin": "source",
    }


def test_the_own_value_stands_beside_the_guidelines_with_its_reason(own):
    row = rows("-w", own, "--as-of", "2026-02-01")["list_size"]

    assert (row["value"], row["own_value"], row["since"]) == (25, 25, "2026-02-01")
    assert row["guideline_value"] == load_guideline().parameters["list_size"].value
    assert row["reason"] == "small practice"


def test_an_own_value_to_come_is_announced_and_not_yet_in_force(own):
    answer = typed("parameters", "--json", "-w", own, "--as-of", "2026-01-31")

    row = next(row for row in json.loads(answer.out) if row["parameter"] == "list_size")
    assert row["own_value"] is None
    assert "From 2026-02-01 on, list_size is 25" in answer.err


def test_an_own_value_outside_its_range_is_refused(own):
    profile = own / "profile.yaml"
    profile.write_text(
        profile.read_text(encoding="utf-8").replace("value: 25", "value: 0"), encoding="utf-8"
    )

    answer = typed("parameters", "-w", own)

    assert answer.code == 1
    assert "list_size" in answer.err


def test_the_table_says_how_many_values_are_ours():
    answer = typed("parameters")

    assert "are ours: the sources give none." in answer.out


@pytest.mark.clause("SCP-02")
def test_what_an_organisation_does_in_its_own_way_is_stated_with_its_reasons(own):
    with (own / "profile.yaml").open("a", encoding="utf-8") as profile:
        profile.write("waivers: [{clause: RDY-04, since: 2026-02-01, reason: two teams}]\n")

    answer = typed("parameters", "-w", own, "--as-of", "2026-02-01")

    assert "IDN-01: list_size is its own since 2026-02-01: small practice" in answer.err
    assert "RDY-04: waived since 2026-02-01: two teams" in answer.err
    assert "Differs from the guideline in 2 points" in answer.err
