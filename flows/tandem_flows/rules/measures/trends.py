"""Month by month: the measures that can be looked at on earlier days, for run charts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import polars as pl

from tandem_flows.rules.days import add_months
from tandem_flows.rules.measures.active import PERCENT, managed_on
from tandem_flows.rules.measures.case_period import case_periods
from tandem_flows.rules.measures.contacts import completed_contacts
from tandem_flows.rules.measures.duties import duties
from tandem_flows.rules.measures.ed_follow_up import main_rate
from tandem_flows.rules.measures.facts import ClaimFacts
from tandem_flows.rules.measures.fidelity import fidelity
from tandem_flows.rules.measures.figure import ALL, Figure, ratio
from tandem_flows.rules.measures.goals import achieving
from tandem_flows.rules.measures.periods import Period, months_up_to
from tandem_flows.rules.measures.records import Records
from tandem_validators.guideline.values import Values


def month_by_month(
    records: Records, facts: ClaimFacts, as_of: date, values: Values
) -> list[Figure]:
    """Return M1 and M3 on the last day of each month of `measure_period_months`, M2 and M12 of it.

    M2 is of the visits of the month; the latest month waits until the time for its calls is over.
    M3 takes the goals as the record of that day had them. The months end on the day of `as_of`; the
    oldest comes first. Before the first list was opened there is nothing to tell, and no line.
    """
    first_on = records.listed["listed_on"].min()
    ends = [add_months(as_of, -back) for back in range(values.number("measure_period_months"))]
    months = [
        months_up_to(end, 1)
        for end in reversed(ends)
        if isinstance(first_on, date) and first_on <= end
    ]
    periods, contacts = case_periods(records, as_of), completed_contacts(records, as_of)
    return [
        *_on_last_days(records, periods, contacts, months, as_of, values),
        *(main_rate(records, periods, contacts, facts, month, values) for month in months),
        *_on_time(records, months, as_of, values),
    ]


def _on_last_days(
    records: Records,
    periods: pl.DataFrame,
    contacts: pl.DataFrame,
    months: list[Period],
    as_of: date,
    values: Values,
) -> Iterator[Figure]:
    for month in months:
        listed = managed_on(records, periods, contacts, month.end_on, values).filter("is_listed")
        yield ratio(
            "M1", ALL, listed.filter("is_managed").height, listed.height, month, as_of,
            scale=PERCENT, persons=listed.height,
        )  # fmt: skip
        led = listed.filter("is_managed")
        yield replace(achieving(led, records.goals_on(month.end_on), month), data_through=as_of)


def _on_time(
    records: Records, months: list[Period], as_of: date, values: Values
) -> Iterator[Figure]:
    due = duties(records, as_of, values)
    for month in months:
        yield fidelity(due, records.waivers, month, month.end_on)[0]
