"""Whose days M4 and M5 look at: on the list, and of these still waiting."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tandem_flows.rules.days import add_months
from tandem_flows.rules.measures.case_period import case_periods
from tandem_flows.rules.measures.everything import all_measures
from tandem_flows.rules.measures.exposure import (
    PROVISIONAL,
    late_claims,
    led_spans,
    listed_spans,
    panel_spans,
    waiting_spans,
)
from tandem_flows.rules.measures.figure import ALL, LEADS, LED_BY, WAITING
from tandem_flows.rules.measures.periods import Period
from tests.rules.measures.evidence import (
    AS_OF,
    CALL,
    LISTED_ON,
    codes,
    facts,
    line,
    listed,
    records,
    visit,
    visits,
)
from tests.values import standard_values

LED = {"case_id": "A", "outcome": "decided", "lead": "plan", "call_date": CALL}


def days(spans):
    return spans.select("person_id", "start_on", "end_on").rows()


@pytest.mark.clause("EVL-05", "EVL-06")
def test_a_patient_waits_until_the_day_before_the_call_and_stays_on_the_list_after_it():
    periods = case_periods(records("A", decisions=[LED]), AS_OF)

    assert days(waiting_spans(periods, facts("PA"), AS_OF)) == [
        ("PA", LISTED_ON, CALL - timedelta(days=1))
    ]
    assert listed_spans(periods, facts("PA"), AS_OF)["end_on"].max() == AS_OF


@pytest.mark.clause("EVL-05", "EVL-06")
def test_who_is_not_on_a_later_list_still_counts_as_listed_and_waiting():
    dropped = listed("A", until_on=CALL)
    periods = case_periods(records("A", listed=dropped), AS_OF)

    wanted = [("PA", LISTED_ON, AS_OF)]
    assert days(listed_spans(periods, facts("PA"), AS_OF)) == wanted
    assert days(waiting_spans(periods, facts("PA"), AS_OF)) == wanted


@pytest.mark.clause("EVL-05", "EVL-06")
@pytest.mark.parametrize("result", ["no_answer", "reached"])
def test_an_attempt_before_the_call_ends_no_waiting(result):
    attempt = {"case_id": "A", "contact_on": CALL - timedelta(days=5), "result": result}
    periods = case_periods(records("A", decisions=[LED], outreach_attempts=[attempt]), AS_OF)

    waited = waiting_spans(periods, facts("PA"), AS_OF)

    assert (waited["start_on"].min(), waited["end_on"].max()) == (
        LISTED_ON, CALL - timedelta(days=1),
    )  # fmt: skip
    assert (waited["end_on"] - waited["start_on"]).dt.total_days().sum() + waited.height == (
        CALL - LISTED_ON
    ).days


@pytest.mark.clause("EVL-05", "EVL-06")
def test_days_after_the_last_known_service_are_nobodys():
    known = replace(facts("PA"), data_through=AS_OF - timedelta(days=12))
    periods = case_periods(records("A"), AS_OF)

    for spans in (listed_spans(periods, known, AS_OF), panel_spans(known)):
        assert spans["end_on"].max() == known.data_through


@pytest.mark.parametrize(("months", "is_told"), [(2, True), (3, False), (4, False)])
def test_rates_are_provisional_until_the_runout_is_over(months, is_told):
    period = Period(date(2025, 1, 1), date(2025, 12, 31))
    known = replace(facts("PA"), data_through=date(2025, 12, 31),
                    paid_through=add_months(period.end_on, months))  # fmt: skip

    told = late_claims(period, known, standard_values(runout_months=3))

    assert told == (PROVISIONAL if is_told else "")


@pytest.mark.clause("EVL-05", "EVL-06")
def test_a_patient_counts_for_the_lead_from_the_call_on():
    periods = case_periods(records("A", decisions=[LED]), AS_OF)

    assert days(led_spans(periods, facts("PA"), AS_OF, "plan")) == [("PA", CALL, AS_OF)]
    assert led_spans(periods, facts("PA"), AS_OF, "practice").is_empty()


@pytest.mark.clause("EVL-05", "EVL-06")
def test_visits_and_stays_are_told_of_the_list_and_of_its_time_of_waiting():
    came = visits(*(visit(on, principal="I509") for on in ("2026-01-08", "2026-02-08")))
    known = facts("PA", ed_visits=came)
    of = records("A", decisions=[LED])

    found, _ = all_measures(of, known, codes(), AS_OF, standard_values(bootstrap_draws=100))

    assert line(found, "M4_pqe_02", ALL).numerator == 2
    assert line(found, "M4_pqe_02", WAITING).numerator == 1
    assert [line(found, "M4_pqe_02", LED_BY[lead]).numerator for lead in LEADS] == [1, 0, 0]


def test_by_lead_admissions_are_told_as_composites_only():
    of = records("A", decisions=[LED])

    found, _ = all_measures(of, facts("PA"), codes(), AS_OF, standard_values(bootstrap_draws=100))

    of_plan = [f.measure for f in found if f.cohort == LED_BY["plan"] and f.measure[:2] == "M5"]
    assert of_plan == ["M5_pqi_90", "M5_pqi_91", "M5_pqi_92", "M5_pqi_93"]
