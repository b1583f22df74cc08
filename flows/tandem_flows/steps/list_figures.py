"""What the lists show as lists, handed on beside the pre-work: overlap, shares, stale risk."""

from __future__ import annotations

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.rules.lists import list_overlap, list_shares, removal_proposals
from tandem_flows.rules.lists.shares import Round
from tandem_flows.source.member_groups import member_groups
from tandem_flows.source.pregnancies import ended_pregnancies


def hand_on_list_figures(desk: Desk, combined_list: pl.DataFrame) -> pl.DataFrame:
    """Hand on `list_overlap`, `list_shares` and `removal_proposals`; return the last of them.

    The step must read agenda, decisions and list_overlap. Nobody is removed here.
    """
    earlier, opened_on = desk.read("list_overlap"), desk.round.opened_on
    overlap = list_overlap(earlier, combined_list, desk.round.round_id, opened_on)
    desk.hand_on("list_overlap", overlap, "IDN-04")
    this_round = Round(combined_list, desk.read("agenda"), desk.read("decisions"), opened_on)
    members = member_groups(desk.source, desk.practice.practice_id, desk.as_of)
    shares = list_shares(members, this_round, desk.as_of, desk.values)
    desk.hand_on("list_shares", shares, "LES-07")
    return desk.hand_on("removal_proposals", _proposals(desk, combined_list), "LES-07")


def _proposals(desk: Desk, combined_list: pl.DataFrame) -> pl.DataFrame:
    """Proposals for those of the practice's own patients who were not removed already."""
    is_removed = pl.col("outcome") == "removed"
    removed = desk.read("decisions").filter(is_removed).select("case_id")
    known = combined_list.drop_nulls("person_id").join(removed, on="case_id", how="anti")
    people = known["person_id"].to_list()
    facts = ended_pregnancies(desk.source, people, desk.as_of, desk.values)
    by_case = known.select("case_id", "person_id").join(facts, on="person_id")
    return removal_proposals(by_case, desk.as_of, desk.values)
