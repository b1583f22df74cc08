"""Every line of the measures has words, and no two lines the same."""

from dataclasses import replace

import polars as pl
import pytest

from tandem_flows.rules.measures.everything import all_measures
from tandem_flows.rules.measures.figure import LED_BY, PANEL
from tandem_flows.rules.measures.line_words import cohort_words, line_words
from tests.rules.measures.evidence import AS_OF, codes, facts, records
from tests.values import standard_values

NYU = pl.DataFrame({"icd10": ["I509"], "epct": [0.1], "edcnpa": [0.2]})


def every_line(**loaded):
    given = replace(codes(), **loaded)
    found, _ = all_measures(
        records("AB"), facts("PA", "PB"), given, AS_OF, standard_values(bootstrap_draws=100)
    )
    return {(figure.measure, figure.cohort) for figure in found}


@pytest.mark.parametrize("loaded", [{}, {"ed_classification": NYU, "ed_classification_year": 2024}])
def test_each_line_has_words_of_its_own(loaded):
    lines = every_line(**loaded)

    words = {(line_words(measure), cohort_words(cohort)) for measure, cohort in lines}
    of_one_measure = {(measure[:3], line_words(measure)) for measure, _ in lines}
    assert all(line for line, _ in words)
    assert len(of_one_measure) == len({measure for measure, _ in lines})


def test_a_line_is_told_in_the_words_of_its_source():
    assert line_words("M5_pqi_08") == "Heart failure (PQI 08)"
    assert line_words("M4_pqe_02") == "Chronic conditions (PQE 02)"
    assert line_words("M2_every_visit_any_follow_up_2_business_days") == (
        "Every visit, any follow-up in 2 business days"
    )
    assert [cohort_words(cohort) for cohort in (*LED_BY.values(), PANEL)] == [
        "plan leads", "practice leads", "led jointly", "everyone attributed to the practice",
    ]  # fmt: skip


def test_a_line_without_words_is_refused():
    with pytest.raises(KeyError):
        line_words("M5_pqi_99")
