"""M5: avoidable admissions by AHRQ's indicators."""

from datetime import date

import pytest

from tandem_flows.rules.measures.admissions import TOO_FEW, avoidable_admissions, classified
from tandem_flows.rules.measures.exposure import listed_spans, panel_spans
from tandem_flows.rules.measures.periods import Period
from tests.rules.measures.evidence import (
    AS_OF,
    LISTED_ON,
    codes,
    facts,
    line,
    of,
    people,
    records,
    seen,
    stay,
    stays,
)
from tests.values import standard_values

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
CARDIAC, DIALYSIS, AMPUTATION, TRANSPLANT = "0210083", "03170AD", "0Y6C0Z1", "02YA0Z0"


def at(principal, *others, procedures=(), **changes):
    given = {"diagnoses": [principal, *others], "procedures": list(procedures)}
    return stay("2025-06-01", "2025-06-05", principal, **given | changes)


def indicators(one, born=date(1960, 1, 1), gender="female"):
    known = facts(stays=stays(one), people=people("PA", birth_date=born, gender=gender))
    return classified(known, codes().pqi)["indicators"][0].to_list()


@pytest.mark.clause("EVL-06")
@pytest.mark.parametrize(
    ("principal", "number"),
    [
        ("E1010", "01"), ("E1165", "14"), ("E1121", "03"), ("J441", "05"), ("J45901", "05"),
        ("I10", "07"), ("I5023", "08"), ("J13", "11"), ("N390", "12"),
    ],
)  # fmt: skip
def test_each_indicator_counts_by_principal_diagnosis(principal, number):
    assert indicators(at(principal)) == [number]
    assert indicators(at("S7200XA", principal)) == []


@pytest.mark.clause("EVL-06")
@pytest.mark.parametrize(
    ("one", "without"),
    [
        (at("J441", "E840"), "05"),
        (at("I10", procedures=[CARDIAC]), "07"),
        (at("I129", procedures=[DIALYSIS]), "07"),
        (at("I509", procedures=[CARDIAC]), "08"),
        (at("J13", "D5700"), "11"),
        (at("J13", "B20"), "11"),
        (at("N390", "N110"), "12"),
        (at("N390", procedures=[TRANSPLANT]), "12"),
    ],
)
def test_what_makes_it_another_condition_is_left_out(one, without):
    assert without not in indicators(one)


def test_dialysis_access_alone_leaves_plain_hypertension_in():
    assert indicators(at("I10", procedures=[DIALYSIS])) == ["07"]


@pytest.mark.clause("EVL-06")
@pytest.mark.parametrize(
    ("principal", "born", "found"),
    [
        ("I10", date(2007, 6, 2), []), ("I10", date(2007, 6, 1), ["07"]),
        ("J45901", date(1985, 6, 2), ["15"]), ("J45901", date(1985, 6, 1), ["05"]),
        ("J441", date(1985, 6, 2), []),
    ],
)  # fmt: skip
def test_each_indicator_has_its_ages(principal, born, found):
    assert indicators(at(principal), born=born) == found


@pytest.mark.parametrize(
    ("one", "counts"),
    [
        (at("E1152", procedures=[AMPUTATION]), True),
        (at("S88011A", "E119", procedures=[AMPUTATION]), False),
        (at("E1152"), False),
        (at("I70261", procedures=[AMPUTATION]), False),
        (at("O24011", "E119", procedures=[AMPUTATION]), False),
    ],
)
def test_an_amputation_counts_with_diabetes_and_without_trauma_or_pregnancy(one, counts):
    assert ("16" in indicators(one)) is counts


@pytest.mark.clause("EVL-06")
@pytest.mark.parametrize(("origin", "counts"), [("1", 1), (None, 1), ("4", 0), ("5", 0), ("6", 0)])
def test_transfers_in_are_left_out(origin, counts):
    figure = line(m5(at("I509", admit_source_code=origin)), "M5_pqi_08")

    assert figure.numerator == counts
    assert figure.exclusions == ({} if counts else {"transferred_in": 1})


@pytest.mark.parametrize("changes", [{"gender": "unknown"}, {"gender": None}])
def test_a_stay_without_sex_or_diagnosis_is_left_out(changes):
    assert indicators(at("I509"), **changes) == []
    assert line(m5(stay("2025-06-01", "2025-06-05")), "M5_pqi_90").exclusions == {"missing_data": 1}


def m5(*given_stays, cohort="all", of_spans=None, **claim):
    known = facts(stays=stays(*given_stays), **claim)
    spans = panel_spans(known) if of_spans is None else of_spans
    return avoidable_admissions(spans, known, codes().pqi, YEAR, cohort, standard_values())


@pytest.mark.clause("EVL-06")
def test_composites_count_each_discharge_once():
    both = at("E1152", procedures=[AMPUTATION])  # a long-term complication, with an amputation
    found = m5(both, at("J13", person_id="PA"))

    assert line(found, "M5_pqi_03").numerator == 1
    assert line(found, "M5_pqi_16").numerator == 1
    assert {n: line(found, f"M5_pqi_{n}").numerator for n in ("90", "91", "92", "93")} == {
        "90": 2, "91": 1, "92": 1, "93": 1,
    }  # fmt: skip


@pytest.mark.clause("EVL-06")
def test_a_rate_is_discharges_by_a_thousand_member_years_in_the_ages():
    found = m5(at("I509"))

    years = 365 / 365.25
    assert line(found, "M5_pqi_08").value == round(1000 / years, 4)
    assert line(found, "M5_pqi_15").denominator == 0
    assert line(found, "M5_pqi_15").value is None


@pytest.mark.parametrize(("until", "counts"), [("2024-12-31", 0), ("2025-01-01", 1),
                                               ("2025-12-31", 1), ("2026-01-01", 0)])  # fmt: skip
def test_a_stay_counts_in_the_period_of_its_discharge(until, counts):
    assert line(m5(stay("2024-12-20", until, "I509")), "M5_pqi_08").numerator == counts


def test_of_the_list_only_days_on_the_list_count_above_and_below():
    period = Period(date(2026, 1, 1), AS_OF)
    known = facts(stays=stays(stay("2026-01-02", "2026-01-04", "I509"),
                              stay("2026-02-01", "2026-02-04", "I509")))  # fmt: skip
    periods, _ = seen(records())
    found = avoidable_admissions(listed_spans(periods, known, AS_OF), known, codes().pqi, period,
                                 "all", standard_values())  # fmt: skip

    days = (AS_OF - LISTED_ON).days + 1
    assert of(line(found, "M5_pqi_08"))[:2] == (1, days / 365.25)


def test_a_stay_that_began_before_listing_is_not_the_lists_whenever_it_ended():
    known = facts(stays=stays(stay("2026-01-02", "2026-02-04", "I509")))
    periods, _ = seen(records())

    found = avoidable_admissions(
        listed_spans(periods, known, AS_OF), known, codes().pqi,
        Period(date(2026, 1, 1), AS_OF), "all", standard_values(),
    )  # fmt: skip

    assert line(found, "M5_pqi_08").numerator == 0


def test_the_composites_of_the_list_carry_an_interval():
    names = [f"P{n}" for n in range(10)]
    known = facts(*names, stays=stays(at("I509", person_id="P3")))

    def told(cohort):
        given = (panel_spans(known), known, codes().pqi, YEAR, cohort, standard_values())
        return line(avoidable_admissions(*given), "M5_pqi_90", cohort)

    low, high = told("all").interval
    assert low < told("all").value < high
    assert any("% interval" in note for note in told("all").notes)
    assert told("panel").interval is None


def test_a_list_of_fewer_people_than_the_guideline_asks_has_no_interval():
    found = line(m5(at("I509")), "M5_pqi_90")

    assert found.interval is None
    assert TOO_FEW in found.notes
