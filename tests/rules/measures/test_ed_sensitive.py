"""M4: emergency visits that care outside the hospital can often prevent."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from tandem_flows.rules.measures.ed_sensitive import ed_sensitive_visits
from tandem_flows.rules.measures.exposure import panel_spans
from tandem_flows.rules.measures.periods import Period
from tests.rules.measures.evidence import (
    codes,
    facts,
    line,
    of,
    people,
    spans,
    visit,
    visits,
)
from tests.values import standard_values

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
ASTHMA, COPD, PNEUMONIA_OTHER, CELLULITIS = "J45901", "J441", "J209", "L03115"
CYSTITIS, URI, FLU, HEART = "N3000", "J069", "J1089", "I509"


def m4(*given_visits, born=date(1960, 1, 1), gender="female", table=None, spans_of=None):
    known = facts("PA", ed_visits=visits(*given_visits),
                  people=people("PA", birth_date=born, gender=gender))  # fmt: skip
    in_use = replace(codes(), ed_classification=table, ed_classification_year=2017)
    return ed_sensitive_visits(spans_of if spans_of is not None else panel_spans(known), known,
                               in_use, YEAR, "all", standard_values())  # fmt: skip


def counted(number, *given_visits, **given):
    return line(m4(*given_visits, **given), f"M4_pqe_{number}").numerator


def seen(principal, *others, on="2025-06-01", **changes):
    return visit(on, principal=principal, diagnoses=[principal, *others], **changes)


@pytest.mark.clause("EVL-05")
@pytest.mark.parametrize(
    ("diagnoses", "counts"),
    [
        ([HEART], 1), ([COPD], 1), ([ASTHMA], 1), (["E1110"], 1), (["N184"], 1),
        ([PNEUMONIA_OTHER, COPD], 1), ([PNEUMONIA_OTHER, ASTHMA], 1), ([PNEUMONIA_OTHER], 0),
        (["R079", HEART], 0), (["S0093XA"], 0),
    ],
)  # fmt: skip
def test_chronic_conditions_count_by_the_first_diagnosis(diagnoses, counts):
    assert counted("02", seen(*diagnoses)) == counts


@pytest.mark.clause("EVL-05")
@pytest.mark.parametrize(("born", "counts"), [(date(1985, 6, 2), 0), (date(1985, 6, 1), 1),
                                              (date(1985, 5, 31), 1)])  # fmt: skip
def test_chronic_conditions_count_from_forty_on(born, counts):
    assert counted("02", seen(HEART), born=born) == counts


def test_a_chronic_visit_that_led_to_admission_counts_and_an_acute_one_does_not():
    assert counted("02", seen(HEART, led_to_stay=True)) == 1
    assert counted("03", seen(URI, led_to_stay=True), born=date(1980, 1, 1)) == 0


@pytest.mark.clause("EVL-05")
@pytest.mark.parametrize(("diagnosis", "counts"), [(CELLULITIS, 1), (URI, 1), (FLU, 1),
                                                   (CYSTITIS, 0), (HEART, 0)])  # fmt: skip
def test_acute_conditions_count_by_the_first_diagnosis(diagnosis, counts):
    assert counted("03", seen(diagnosis), born=date(1980, 1, 1)) == counts


@pytest.mark.parametrize(
    ("diagnoses", "reason"),
    [
        ([CELLULITIS, "E119"], "cellulitis_with_diabetes"),
        ([URI, "B20"], "immunocompromised"),
    ],
)
def test_what_makes_an_acute_condition_another_one_is_left_out(diagnoses, reason):
    figure = line(m4(seen(*diagnoses), born=date(1980, 1, 1)), "M4_pqe_03")

    assert figure.numerator == 0
    assert figure.exclusions == {reason: 1}


@pytest.mark.parametrize(
    ("born", "gender", "counts"),
    [
        (date(2007, 6, 2), "female", 0), (date(2007, 6, 1), "female", 1),
        (date(1990, 6, 2), "female", 1), (date(1990, 6, 1), "female", 0),
        (date(2000, 1, 1), "male", 0), (date(2000, 1, 1), None, 0),
    ],
)  # fmt: skip
def test_a_simple_cystitis_counts_in_women_from_18_to_34(born, gender, counts):
    assert counted("03", seen(CYSTITIS), born=born, gender=gender) == counts


@pytest.mark.parametrize(
    ("born", "counts"),
    [
        (date(1960, 6, 2), 1),
        (date(1960, 6, 1), 0),
        (date(2025, 2, 1), 1),
        (date(2025, 2, 2), 0),
    ],
)
def test_acute_conditions_count_above_three_months_and_below_65(born, counts):
    assert counted("03", seen(FLU), born=born) == counts


@pytest.mark.clause("EVL-05")
@pytest.mark.parametrize(
    ("diagnoses", "born", "counts"),
    [
        ([ASTHMA], date(2020, 6, 2), 0), ([ASTHMA], date(2020, 6, 1), 1),
        ([ASTHMA], date(1985, 6, 2), 1), ([ASTHMA], date(1985, 6, 1), 0),
        (["J209", ASTHMA], date(2000, 1, 1), 1), (["J209"], date(2000, 1, 1), 0),
        ([ASTHMA, "E840"], date(2000, 1, 1), 0),
    ],
)  # fmt: skip
def test_asthma_of_the_young_is_an_indicator_of_its_own(diagnoses, born, counts):
    assert counted("04", seen(*diagnoses), born=born) == counts


@pytest.mark.clause("EVL-05")
def test_a_rate_is_visits_by_a_thousand_member_years_in_the_ages():
    half = spans("PA", start_on=date(2025, 1, 1), end_on=date(2025, 7, 2))
    figure = line(m4(seen(HEART), spans_of=half), "M4_pqe_02")

    assert round(figure.denominator, 4) == round(183 / 365.25, 4)
    assert figure.value == round(1000 / (183 / 365.25), 4)


def test_years_outside_the_ages_of_an_indicator_do_not_count():
    found = m4(born=date(1985, 7, 2))

    assert round(line(found, "M4_pqe_02").denominator * 365.25) == 183
    assert round(line(found, "M4_pqe_04").denominator * 365.25) == 182


def test_only_visits_on_the_days_looked_at_count():
    early = spans("PA", start_on=date(2025, 1, 1), end_on=date(2025, 5, 31))

    assert counted("02", seen(HEART), spans_of=early) == 0
    assert counted("02", seen(HEART, on="2024-12-31")) == 0


def test_a_visit_without_a_diagnosis_is_not_classifiable_and_is_told():
    figure = line(m4(visit("2025-06-01")), "M4_pqe_02")

    assert (figure.numerator, figure.exclusions) == (0, {"not_classifiable": 1})


TABLE = pl.DataFrame(
    {"icd10": [HEART, "R079"], "epct": [0.25, 0.0], "edcnpa": [0.5, 0.0], "edcnnpa": [0.0, 1.0]}
)


@pytest.mark.clause("EVL-05")
def test_the_nyu_table_adds_up_probabilities():
    found = m4(seen(HEART), seen("R079"), seen("Z999"), table=TABLE)

    assert line(found, "M4_nyu").numerator == 0.75
    assert line(found, "M4_nyu").exclusions == {"not_classifiable": 1}
    assert of(line(found, "M4_nyu_classified")) == (2, 3, 66.6667)


def test_without_the_table_that_is_said():
    (note,) = line(m4(), "M4_nyu").notes

    assert "code_sets" in note


def test_the_year_of_the_codes_is_told_and_whether_it_is_older_than_the_period():
    (note,) = line(m4(), "M4_pqe_02").notes

    assert note == "AHRQ PQE codes of 2024, older than the period"
