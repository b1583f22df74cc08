"""Patients who could not be engaged, and the reports that the plan owes the practice."""

from tandem_flows.rules.tracking.attempts import is_owed_attempt
from tandem_flows.rules.tracking.entry import enter_tracking
from tandem_flows.rules.tracking.leaving import leave_tracking
from tandem_flows.rules.tracking.notices import admission_notices
from tandem_flows.rules.tracking.reports import reported, reports_due
from tandem_flows.rules.tracking.rhythm import ReportRun, plan_lead_dates, report_runs
from tandem_flows.rules.tracking.sending import as_sent, reports_to_send

__all__ = [
    "ReportRun",
    "admission_notices",
    "as_sent",
    "enter_tracking",
    "is_owed_attempt",
    "leave_tracking",
    "plan_lead_dates",
    "report_runs",
    "reported",
    "reports_due",
    "reports_to_send",
]
