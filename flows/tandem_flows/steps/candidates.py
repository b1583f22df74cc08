"""Who can be discussed on a call, from where each case stands."""

from __future__ import annotations

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.marks import implements
from tandem_flows.rules.agenda import Candidates
from tandem_flows.rules.matching import normalise
from tandem_flows.rules.ready import call_dates
from tandem_flows.rules.round_scope import most_at_risk, of_first_round
from tandem_flows.steps.history import facts_by_case, states
from tandem_validators.errors import InputRefused, Problem

_REPORTING = ("active", "pending_information", "possible_provider_change")


def call_candidates(desk: Desk, combined_list: pl.DataFrame) -> Candidates:
    """Return the candidates for this run's call."""
    now = states(desk, combined_list, facts_by_case(desk, combined_list))
    agreed = desk.of_call("agreed_patients")
    listed = frozenset(now.filter(pl.col("state") == "listed")["case_id"])
    return Candidates(
        combined_list=combined_list,
        waiting=listed & _of_this_round(desk, combined_list),
        follow_ups=_follow_ups(desk, now),
        agreed=frozenset(agreed["case_id"]) if agreed.height else None,
        physicians=_physicians(desk, combined_list),
    )


@implements("SCA-03", "SCA-04")
def _of_this_round(desk: Desk, combined_list: pl.DataFrame) -> frozenset[str]:
    """Cases the round is about; one that either side calls urgent is never left out."""
    urgent = frozenset(combined_list.filter("is_urgent")["case_id"])
    first = of_first_round(combined_list, desk.round.number, desk.values)
    return urgent | (first & most_at_risk(combined_list, desk.values))


def refuse_no_call(desk: Desk) -> None:
    """Raise InputRefused when patients would be marked for a past call, or for none at all."""
    where = f"call {desk.call_date}"
    if desk.call_date < desk.as_of:
        remedy = "Name the next call, or look from an earlier day with `--as-of`."
        raise InputRefused(Problem(where, f"lies before {desk.as_of}", remedy))
    if desk.call_date not in call_dates(desk.require("calls"), desk.as_of).live:
        remedy = "Take a date of `tandem show calls`, or plan the call with `tandem run ready`."
        raise InputRefused(Problem(where, "is not a planned call", remedy))


@implements("PRI-05", "TRK-05")
def _follow_ups(desk: Desk, now: pl.DataFrame) -> frozenset[str]:
    """Cases with something to report by the call, and those that came back from tracking."""
    by_call = pl.col("next_on") <= desk.call_date
    reporting = now.filter(pl.col("state").is_in(_REPORTING) & by_call)
    returned = now.filter(pl.col("state") == "on_agenda")
    open_cases = now.filter(pl.col("state").is_in((*_REPORTING, "outreach")))
    owed = desk.read("tasks").filter(
        (pl.col("state") == "open")
        & (pl.col("report_back_on") <= desk.call_date)
        & (pl.col("call_date") < desk.call_date)
    )
    owed = owed.join(open_cases, on="case_id", how="semi")
    return frozenset((*reporting["case_id"], *returned["case_id"], *owed["case_id"]))


@implements("PRI-03", "ROL-22")
def _physicians(desk: Desk, combined_list: pl.DataFrame) -> frozenset[str]:
    """The names, as the lists spell them, of physicians who take part: always, or in this call."""
    asked = desk.of_call("invitees")["person"].implode()
    comes = pl.col("is_core") | pl.col("person").is_in(asked)
    taking_part = desk.read("team").filter(pl.col("role") == "primary_care_clinician", comes)
    names = taking_part.select(normalise.name("name").alias("spelled"))
    listed = combined_list.drop_nulls("pcp_name").select(
        "pcp_name", normalise.name("pcp_name").alias("spelled")
    )
    return frozenset(listed.join(names, on="spelled", how="semi")["pcp_name"])
