"""What a patient's consent opened is closed again once the consent has ended, also between steps.

Background is gathered when the lists are shared; the call's sheet and care plans go out later.
"""

from __future__ import annotations

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.rules import background as background_rule
from tandem_flows.source.background import background_facts
from tandem_flows.source.people import all_members
from tandem_flows.source.withholding import consent_ended
from tandem_validators.handoffs.registry import handoff


def background_today(desk: Desk) -> pl.DataFrame:
    """Return the background of everyone listed, as it may be shown on the run's day.

    Where a consent has ended since the lists were shared, the patient's background is gathered anew
    without what it opened; all else stays as it was shared.
    """
    shared, shared_on = desk.require("background"), desk.store.latest_day(("background",))
    listed = desk.require("combined_list")
    people = listed["person_id"].drop_nulls().to_list()
    ended = consent_ended(desk.source, people, shared_on or desk.as_of, desk.as_of)
    if not ended:
        return shared
    cases = listed.filter(pl.col("person_id").is_in(ended))
    facts = background_facts(
        desk.source, _ours(desk, ended), desk.practice.practice_id, desk.as_of, desk.values
    )
    anew = background_rule.background(cases, facts, shared.select("case_id"), desk.values)
    order = shared.select("case_id")
    kept = shared.join(anew, on="case_id", how="anti")
    both = pl.concat([kept, anew.select(handoff("background").columns)])
    return order.join(both, on="case_id", how="left", maintain_order="left").select(shared.columns)


def _ours(desk: Desk, person_ids: list[str]) -> list[str]:
    """Return those of the persons who are not attributed to another practice by now (PIL-03)."""
    members = all_members(desk.source, desk.as_of).filter(pl.col("id").is_in(person_ids))
    practice = pl.col("attributed_practice")
    ours = members.filter(practice.is_null() | (practice == desk.practice.practice_id))
    return ours["id"].sort().to_list()
