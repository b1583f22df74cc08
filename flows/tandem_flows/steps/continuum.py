"""Which kinds of care management suit the patients of a call, from all records the desk holds."""

from __future__ import annotations

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.rules.continuum import Records, gather_facts, triage
from tandem_flows.source.continuum_facts import continuum_facts


def continuum_of_call(desk: Desk, agenda: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    """Return the handoff `continuum` of the call; `facts` are the plan's care facts by case.

    The step must read the handoffs of Records. Of a patient who belongs to another practice the
    plan's records are not asked.
    """
    ours = facts.filter("is_ours").select("case_id", "person_id", "ed_visits")
    practice_id = desk.practice.practice_id
    counted = continuum_facts(
        desk.source, ours["person_id"].to_list(), practice_id, desk.as_of, desk.values
    )
    plan_facts = ours.join(counted, on="person_id", how="left", maintain_order="left")
    is_earlier = pl.col("call_date") < desk.call_date
    records = Records(
        # of earlier calls: what comes back on this sheet must not change the sheet it answers
        prework=desk.read("prework").filter(is_earlier),
        service_gaps=desk.read("service_gaps").filter(is_earlier),
        assessment=desk.read("assessment"),
        services=desk.read("services"),
        outreach_attempts=desk.read("outreach_attempts"),
        tracking_list=desk.read("tracking_list"),
    )
    known = gather_facts(agenda, plan_facts, records, desk.as_of, desk.values)
    return triage(known, desk.call_date, desk.values)
