"""Sharing: the lists combined, background gathered, and the patients for the next call marked."""

from __future__ import annotations

import polars as pl

from tandem_flows.desk import Desk
from tandem_flows.documents.call_list import call_list_sheets
from tandem_flows.documents.changed_call import call_notes
from tandem_flows.documents.file import Writer
from tandem_flows.documents.packet import PacketFacts, packet
from tandem_flows.documents.page import PageFile
from tandem_flows.documents.pdf import PdfFile
from tandem_flows.documents.workbook import workbook
from tandem_flows.marks import implements
from tandem_flows.rules import background as background_rule
from tandem_flows.rules.agenda import mark_for_call, over_cap
from tandem_flows.rules.combine import Lists, combine, identities
from tandem_flows.source.background import background_facts
from tandem_flows.source.people import all_members
from tandem_flows.steps.candidates import call_candidates, refuse_no_call
from tandem_flows.steps.definition import Result, step
from tandem_flows.steps.history import HISTORY
from tandem_flows.steps.match_lists import match_lists
from tandem_flows.steps.notes import deviation_note
from tandem_validators.handoffs.registry import handoff


@step(
    "share",
    word="share",
    title="Combine the lists and mark the patients for the call",
    reads=(
        "team",
        "plan_list",
        "practice_list",
        "match_answers",
        "agreed_patients",
        "invitees",
        *HISTORY,
    ),
    writes=("list_matches", "combined_list", "background", "agenda"),
    needs_source=True,
    needs_call=True,
)
@implements("SHR-03", "SHR-21", "ROL-06", "ROL-08")
def share(desk: Desk) -> Result:
    """Combine both lists, gather background and mark the patients of the call."""
    plan_list, practice_list = desk.require("plan_list"), desk.require("practice_list")
    refuse_no_call(desk)
    members = all_members(desk.source, desk.as_of)
    matches = match_lists(desk, plan_list, practice_list, members)
    facts = _facts(desk, plan_list, matches, members)
    lists = Lists(plan_list, practice_list, _with_score(members, facts), matches)
    combined = combine(lists, desk.store.case_ids(identities(lists), desk.as_of))
    agenda = mark_for_call(call_candidates(desk, combined), desk.call_date, desk.values)
    background = background_rule.background(combined, facts, agenda, desk.values)
    combined = desk.hand_on("combined_list", combined, "SHR-02", "SHR-03")
    background = desk.hand_on(
        "background", background.select(handoff("background").columns), "SHR-19"
    )
    agenda = desk.hand_on(
        "agenda",
        agenda,
        "SHR-03",
        "INF-05",
        "ROL-08",
        organisation="plan",
        role="project_manager",
        notes=deviation_note(desk, "cap_exceeded", over_cap(agenda, desk.values)),
    )
    desk.deliver(
        f"call-list-{desk.call_date.isoformat()}.xlsx",
        workbook(call_list_sheets(combined, agenda, background)),
        "SHR-03",
        "SHR-21",
        cases=combined["case_id"],
        forms=_packet(desk, combined, agenda, background),
        count=combined.height,
    )
    return _result(combined, agenda, background)


def _packet(
    desk: Desk, combined: pl.DataFrame, agenda: pl.DataFrame, background: pl.DataFrame
) -> dict[str, Writer]:
    """Return the packet to read and print, beside the workbook."""
    notes = call_notes(desk.read("calls"), desk.call_date)
    paper = packet(PacketFacts(desk.call_date, combined, agenda, background, notes))
    return {".html": PageFile(paper), ".pdf": PdfFile(paper)}


@implements("PIL-03")
def _facts(
    desk: Desk, plan_list: pl.DataFrame, matches: pl.DataFrame, members: pl.DataFrame
) -> pl.DataFrame:
    """Return what the plan knows of the listed; of nobody who is attributed to another practice."""
    ours = members.filter(
        pl.col("attributed_practice").is_null()
        | (pl.col("attributed_practice") == desk.practice.practice_id)
    )
    sure = matches.filter(pl.col("match") != "review")
    named = pl.concat([plan_list.select("person_id"), sure.select("person_id")]).unique()
    people = named.join(ours, left_on="person_id", right_on="id", how="semi")
    return background_facts(
        desk.source,
        people["person_id"].sort().to_list(),
        desk.practice.practice_id,
        desk.as_of,
        desk.values,
    )


def _with_score(members: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
    known = facts.select("person_id", "risk_score", "score_source", "pcp_name")
    return members.join(known, left_on="id", right_on="person_id", how="left")


@implements("IDN-04")
def _result(combined: pl.DataFrame, agenda: pl.DataFrame, background: pl.DataFrame) -> Result:
    counts = {
        "listed": combined.height,
        "common": combined.filter(pl.col("origin") == "common").height,
        "to_confirm": combined.filter(pl.col("match") == "review").height,
        "on_agenda": agenda.height,
    }
    complete = background["completeness"].sum() / max(background.height, 1)
    words = (
        f"{counts['listed']} patients listed, {counts['common']} by both; "
        f"{counts['on_agenda']} marked for the call; background {complete:.1f} of 15 facts"
    )
    return Result(words, counts)
