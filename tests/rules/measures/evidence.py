"""Small records and claim facts: each row states only what a test is about."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import polars as pl

from tandem_flows.rules.measures.case_period import case_periods
from tandem_flows.rules.measures.contacts import completed_contacts
from tandem_flows.rules.measures.facts import (
    COSTS,
    ED_VISITS,
    PEOPLE,
    SEEN,
    SPANS,
    STAYS,
    ClaimFacts,
    CodeSets,
)
from tandem_flows.rules.measures.records import CARE, LISTED, Records
from tandem_flows.source.code_sets import load_code_sets
from tests.rules.rounds import columns, rows

AS_OF = date(2026, 6, 30)
LISTED_ON = date(2026, 1, 5)
CALL = date(2026, 1, 13)
DAY = timedelta(days=1)
NO_FOLDER = Path("nowhere")
_FRAMES = {
    "enrolments", "decisions", "outreach_attempts", "goals", "tasks", "tracking_list", "surveys",
    "time_spent", "calls", "agenda", "prework", "agreed_patients", "summary", "reports",
}  # fmt: skip
_WITHOUT_DEFAULTS = ("goals", "agreed_patients")
_ROWS = {
    "decisions": {"call_date": CALL},
    "outreach_attempts": {"result": "reached", "contact_on": CALL},
    "goals": {"goal_id": "20260113-A-goal-1", "state": "confirmed", "goal": "walk daily"},
    "agenda": {"call_date": CALL},
    "prework": {"call_date": CALL},
    "calls": {"call_date": CALL, "state": "held"},
    "enrolments": {"index_on": CALL},
    "time_spent": {"call_date": CALL, "person": "p"},
}


def day(text):
    return date.fromisoformat(text)


def frame(name, *given):
    own = [_ROWS.get(name, {}) | row for row in given]
    if name in _WITHOUT_DEFAULTS:
        empty = dict.fromkeys(columns(name))
        return pl.DataFrame([empty | row for row in own], schema=columns(name))
    return rows(name, *own)


def listed(*cases, **changes):
    """Cases on a combined list; the person of case A is PA."""
    given = {"listed_on": LISTED_ON, "until_on": None} | changes
    return pl.DataFrame(
        [{"case_id": case, "person_id": f"P{case}"} | given for case in cases], schema=LISTED
    )


def care(*given):
    return pl.DataFrame([dict.fromkeys(CARE) | row for row in given], schema=CARE)


def records(cases="A", **frames):
    """One listed case or more, and what is given of each handoff as rows."""
    read = {name: frame(name, *frames.pop(name, ())) for name in _FRAMES}
    plain = Records("lakeside", "plan", listed(*cases), care(), **read)
    return replace(plain, **frames)


def led(*cases, lead="practice", **changes):
    return [{"case_id": case, "lead": lead} | changes for case in cases]


def reached(case="A", on=AS_OF, **changes):
    return {"case_id": case, "contact_on": on} | changes


def seen(of, as_of=AS_OF):
    """The periods and the completed contacts of records."""
    return case_periods(of, as_of), completed_contacts(of, as_of)


def _frame(schema, given):
    return pl.DataFrame([dict.fromkeys(schema) | row for row in given], schema=schema)


def spans(*persons, start_on=date(2024, 1, 1), end_on=AS_OF):
    return _frame(
        SPANS, [{"person_id": p, "start_on": start_on, "end_on": end_on} for p in persons]
    )


def people(*persons, **changes):
    given = {"birth_date": date(1960, 1, 1), "gender": "female"} | changes
    return _frame(PEOPLE, [{"person_id": p} | given for p in persons])


def cost(on, dollars, person_id="PA", **changes):
    return {
        "person_id": person_id, "on": day(on), "paid": dollars, "allowed": dollars,
        "service": "other", "is_readmission": False,
    } | changes  # fmt: skip


def costs(*given):
    return _frame(COSTS, given)


def visit(on, person_id="PA", **changes):
    start = day(on)
    return {
        "person_id": person_id, "visit_on": start, "discharged_on": start, "diagnoses": [],
        "led_to_stay": False,
    } | changes  # fmt: skip


def visits(*given):
    return _frame(ED_VISITS, given)


def stay(on, until, principal=None, person_id="PA", **changes):
    return {
        "person_id": person_id, "admitted_on": day(on), "discharged_on": day(until),
        "principal": principal, "diagnoses": [principal] if principal else [], "procedures": [],
    } | changes  # fmt: skip


def stays(*given):
    return _frame(STAYS, given)


def seen_days(*given):
    return _frame(SEEN, [{"person_id": person, "on": day(on)} for person, on in given])


def facts(*persons, **given):
    who = persons or ("PA",)
    plain = ClaimFacts(AS_OF, spans=spans(*who), people=people(*who), panel=who)
    return replace(plain, **given)


@cache
def codes() -> CodeSets:
    return load_code_sets(NO_FOLDER, 2024)


def line(figures, measure, cohort="all"):
    """The one figure of a measure and cohort."""
    (found,) = [f for f in figures if (f.measure, f.cohort) == (measure, cohort)]
    return found


def of(figure):
    """Numerator, denominator and value of a figure."""
    return figure.numerator, figure.denominator, figure.value
