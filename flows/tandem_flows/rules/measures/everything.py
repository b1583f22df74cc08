"""All measures in one go, in the order of the pages."""

from __future__ import annotations

from datetime import date

from tandem_flows.marks import implements
from tandem_flows.rules.measures.active import active_management, funnel, managed_on
from tandem_flows.rules.measures.admissions import avoidable_admissions
from tandem_flows.rules.measures.case_period import case_periods
from tandem_flows.rules.measures.completion import completed
from tandem_flows.rules.measures.contacts import completed_contacts
from tandem_flows.rules.measures.duties import duties
from tandem_flows.rules.measures.ed_follow_up import ed_follow_up
from tandem_flows.rules.measures.ed_sensitive import ed_sensitive_visits
from tandem_flows.rules.measures.estimate.evidence import Evidence, evidence
from tandem_flows.rules.measures.exposure import (
    led_spans,
    listed_spans,
    panel_spans,
    waiting_spans,
)
from tandem_flows.rules.measures.facts import ClaimFacts, CodeSets
from tandem_flows.rules.measures.fidelity import fidelity, fidelity_by_lead
from tandem_flows.rules.measures.figure import ALL, LEADS, LED_BY, PANEL, WAITING, Figure
from tandem_flows.rules.measures.goals import goals_achieved
from tandem_flows.rules.measures.periods import Period, months_up_to
from tandem_flows.rules.measures.pmpm import cost_before_and_after, enrolled_cohort
from tandem_flows.rules.measures.program_cost import program_cost, program_cost_figures
from tandem_flows.rules.measures.records import Records
from tandem_flows.rules.measures.savings import savings
from tandem_flows.rules.measures.surveys import patient_answers, staff_answers
from tandem_flows.rules.measures.targets import with_targets
from tandem_validators.guideline.values import Values


@implements("EVL-07")
def all_measures(
    records: Records, facts: ClaimFacts, codes: CodeSets, as_of: date, values: Values
) -> tuple[list[Figure], Evidence]:
    """Return M1 to M12, numbers and answers alike, with the targets that are set.

    And what M8 was worked out from, so that it can be worked out again for several partnerships.
    """
    period = months_up_to(as_of, values.number("measure_period_months"))
    money, seen = _money(records, facts, values)
    asked = duties(records, as_of, values)
    figures = [
        *_process(records, facts, as_of, period, values),
        *_use(records, facts, codes, as_of, period, values),
        *money,
        *patient_answers(records.surveys, records.enrolments, period, as_of),
        *staff_answers(records.surveys, period, as_of),
        *fidelity(asked, records.waivers, period, as_of),
        *fidelity_by_lead(asked, records.decisions, records.waivers, period, as_of),
    ]
    return with_targets(figures, values), seen


def _process(
    records: Records, facts: ClaimFacts, as_of: date, period: Period, values: Values
) -> list[Figure]:
    periods = case_periods(records, as_of)
    contacts = completed_contacts(records, as_of)
    managed = managed_on(records, periods, contacts, as_of, values).filter(
        "is_listed", "is_managed"
    )
    return [
        *active_management(records, periods, contacts, as_of, values),
        *funnel(records, periods, contacts, as_of, values),
        *ed_follow_up(records, periods, contacts, facts, period, values),
        *goals_achieved(managed, periods, records.goals, as_of, values),
    ]


def _use(
    records: Records,
    facts: ClaimFacts,
    codes: CodeSets,
    as_of: date,
    period: Period,
    values: Values,
) -> list[Figure]:
    """Return M4 and M5: of the list, its time of waiting, by lead, and of everyone attributed."""
    periods = case_periods(records, as_of)
    cohorts = (
        (ALL, listed_spans(periods, facts, as_of)),
        (WAITING, waiting_spans(periods, facts, as_of)),
        *((LED_BY[lead], led_spans(periods, facts, as_of, lead)) for lead in LEADS),
        (PANEL, panel_spans(facts)),
    )
    visits = [
        figure
        for cohort, spans in cohorts
        for figure in ed_sensitive_visits(spans, facts, codes, period, cohort, values)
    ]
    stays = [
        figure
        for cohort, spans in cohorts
        for figure in avoidable_admissions(spans, facts, codes.pqi, period, cohort, values)
    ]
    return visits + stays


def _money(records: Records, facts: ClaimFacts, values: Values) -> tuple[list[Figure], Evidence]:
    """Return M6, M8 and M7: the cost of time is that of the calls in the months of gross."""
    cohort = enrolled_cohort(records, facts, values)
    first_on = cohort.zero["zero_on"].min()
    start_on = first_on if isinstance(first_on, date) else cohort.period.start_on
    spent_in = Period(start_on, min(cohort.period.end_on, facts.data_through))
    cost = program_cost(records.time_spent, spent_in, values)
    late = ""
    if cohort.is_provisional:
        facts, late = completed(facts)
    seen = evidence(cohort, records, facts, cost.dollars, values)
    lines = [*cost_before_and_after(cohort, facts, values), *savings(seen, values)]
    told = [line.noted(late) for line in lines]
    return [*told, *program_cost_figures(cost, spent_in, facts.data_through)], seen
