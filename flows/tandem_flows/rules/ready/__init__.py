"""Getting ready: who is on the team, when the calls are, and what both sides agreed."""

from tandem_flows.rules.ready.call_dates import CallDates, call_dates, next_call
from tandem_flows.rules.ready.care_managers import without_licence
from tandem_flows.rules.ready.contacts import contact_problems, core_absences
from tandem_flows.rules.ready.maturity import is_formative
from tandem_flows.rules.ready.plan import next_open_day, plan_calls

__all__ = [
    "CallDates",
    "call_dates",
    "contact_problems",
    "core_absences",
    "is_formative",
    "next_call",
    "next_open_day",
    "plan_calls",
    "without_licence",
]
