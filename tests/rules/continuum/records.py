"""Records of one invented patient, C1, and the facts put together from them."""

from __future__ import annotations

from datetime import date

import polars as pl

from tandem_flows.rules.continuum import Records, gather_facts
from tandem_flows.rules.continuum.gather import PLAN_FACTS
from tests.values import standard_values

AS_OF = date(2026, 1, 8)
AGENDA = pl.DataFrame({"position": [2, 1], "case_id": ["C2", "C1"]})
SCHEMAS = {
    "prework": {"call_date": pl.Date, "case_id": pl.String, "organisation": pl.String,
                "risk_level": pl.String, "completed_on": pl.Date},
    "service_gaps": {"case_id": pl.String},
    "assessment": {"case_id": pl.String, "assessed_on": pl.Date, "illness": pl.Int64,
                   "readiness": pl.Int64, "social": pl.Int64, "health_systems": pl.Int64,
                   "resources": pl.Int64, "barriers": pl.String},
    "services": {"case_id": pl.String, "organisation": pl.String, "program": pl.String,
                 "kind": pl.String, "answer": pl.String},
    "outreach_attempts": {"case_id": pl.String, "contact_on": pl.Date, "organisation": pl.String,
                          "purpose": pl.String, "result": pl.String},
    "tracking_list": {"case_id": pl.String, "exited_on": pl.Date},
}  # fmt: skip


def known(plan=(), **given):
    rows = [{"case_id": "C1"} | dict(row) for row in plan]
    facts = pl.DataFrame(rows, schema=PLAN_FACTS)
    frames = {
        name: pl.DataFrame([{"case_id": "C1"} | row for row in given.get(name, [])], schema=schema)
        for name, schema in SCHEMAS.items()
    }
    return gather_facts(AGENDA, facts, Records(**frames), AS_OF, standard_values())


def first(**given):
    return known(**given).row(0, named=True)


def rating(level, side="plan", on=date(2026, 1, 6), done=True):
    completed = on if done else None
    return {"call_date": on, "organisation": side, "risk_level": level, "completed_on": completed}


def assessed(on=date(2026, 1, 1), **points):
    domains = dict.fromkeys(("illness", "readiness", "social", "health_systems", "resources"), 0)
    return {"assessed_on": on, "barriers": None} | domains | points


def service(organisation, kind="current", program="complex care", answer=None):
    return {"organisation": organisation, "kind": kind, "program": program, "answer": answer}
