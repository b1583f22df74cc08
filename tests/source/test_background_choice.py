"""Which of several visits and diagnoses the background shows."""

from __future__ import annotations

import pytest

from tandem_flows.source.background import background_facts
from tests.source.plans import AS_OF, PRACTICE, day, ed_line, line, opened
from tests.values import standard_values


def facts(folder, claims):
    with opened(folder, medical_claim=claims) as source:
        found = background_facts(source, ["P1"], PRACTICE, AS_OF, standard_values())
    return found.row(0, named=True)


@pytest.mark.clause("SHR-08")
def test_the_latest_ed_visit_has_its_date_and_reason(tmp_path):
    claims = [
        ed_line("2025-01-01", diagnosis_code_1="J189"),
        ed_line("2025-03-01", diagnosis_code_1="R07.9"),
    ]

    found = facts(tmp_path, claims)

    assert (found["last_ed_on"], found["last_ed_reason"]) == (day("2025-03-01"), "R07.9")


@pytest.mark.clause("SHR-20")
def test_the_principal_diagnosis_is_the_one_that_came_most_often(tmp_path):
    claims = [
        line("2025-01-01", diagnosis_code_1="I10"),
        line("2025-02-01", diagnosis_code_1="I10"),
        line("2025-03-01", diagnosis_code_1="J45909"),
    ]

    assert facts(tmp_path, claims)["principal_diagnosis"] == "I10"
