"""Cases on the tracking list, the reports owed on them, and how they came there."""

from datetime import date, timedelta

from tandem_flows.rules.tracking import enter_tracking, reports_due
from tandem_validators.handoffs.registry import handoff
from tandem_validators.handoffs.validate import validated
from tests.rules.rounds import CALL_1, CALL_2, dated, rows
from tests.values import standard_values

DAY = timedelta(days=1)
ENTERED_ON = date(2026, 1, 31)
TRACKED = {"case_id": "A", "final_attempt_on": CALL_2, "entered_on": ENTERED_ON}
TRACKED |= {"next_report_on": date(2026, 7, 31)}
NOBODY = dated("since_on")
NO_END = dated("ended_on")


def attempts(*given):
    return rows("outreach_attempts", *({"case_id": "A"} | row for row in given))


def tracking_list(*given):
    return rows("tracking_list", *given)


def entered(tried, known=None, on=CALL_2, **changes):
    owed = dated("since_on", ("A", CALL_1))
    known = tracking_list() if known is None else known
    return enter_tracking(owed, tried, known, on, standard_values(**changes))


def due(decided=(), tracked=(), sent=(), until=CALL_2, ended=NO_END, as_of=None, **changes):
    decisions = rows("decisions", *({"case_id": "A"} | row for row in decided))
    reports = rows("reports", *({"case_id": "A"} | row for row in sent))
    lists = tracking_list(*tracked)
    values = standard_values(**changes)
    actual = reports_due(lists, decisions, reports, ended, as_of or until, values, until)
    return validated(actual, handoff("reports"))
