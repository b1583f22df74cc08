"""What the facts suggest for each patient of a call: the branch, and who could lead."""

from __future__ import annotations

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.rules.lead import suggest_lead
from tandem_flows.rules.membership import suggest_membership
from tandem_flows.rules.suggestions import combine_suggestions
from tandem_validators.handoffs.registry import handoff


def suggested(
    desk: Desk,
    agenda: pl.DataFrame,
    facts: pl.DataFrame,
    attempts: pl.DataFrame,
    engagement: pl.DataFrame,
) -> pl.DataFrame:
    """Return the handoff `suggestions` of the call.

    `facts` are the plan's care facts by case, `attempts` the register of outreach attempts,
    `engagement` case_id with both ratings; the lead sees those and the specialists alone.
    """
    membership = suggest_membership(facts, attempts, agenda, desk.as_of, desk.values)
    asked = engagement.join(membership.select("case_id", "outside_specialists"), on="case_id")
    leads = suggest_lead(
        asked.select("case_id", "engagement_plan", "engagement_practice", "outside_specialists"),
        desk.values,
    )
    columns = handoff("suggestions").columns
    return combine_suggestions(agenda, membership, leads).select(columns)
