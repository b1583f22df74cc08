"""A workspace of three practices of the generated plan, whose source reads the data in place."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import polars as pl

from tandem_flows.demo import people as demo
from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.init import init_workspace
from tests.real.lists import PLAN, PracticeList, members, practice_list

SOURCE = Path(__file__).parents[1] / "data_sources" / "tuva_generator_10k.sql"
AS_OF = date(2025, 6, 2)
FIRST_CALL_ON = date(2025, 6, 10)
# Whoever speaks for each practice; the plan's people are the same.
TEAMS = {
    "small": ("Nora Petrov", "Dr. Samuel Achebe", "Luz Marin"),
    "middle": ("Tilda Voss", "Dr. Anselm Okoye", "Renzo Bell"),
    "largest": ("Ivo Marchetti", "Dr. Hana Brandt", "Cleo Yilmaz"),
}
SIZES = {"small": 12, "middle": 40, "largest": 111}
_HEADERS = (
    "Rank", "First", "Last", "DOB", "Sex", "ZIP", "Member #", "MRN", "High risk means",
    "Why high risk", "Urgent",
)  # fmt: skip
_PROFILE = """\
guideline: draft
plan:
  name: "A generated commercial plan"
  risk_definition: "The thirty highest risk scores among the practice's members"
practices:
{practices}timezone: America/New_York
key_file: {{key_file}}
closed_days: [2025-07-04]
"""
_PRACTICE = """\
  {practice_id}:
    name: "The {size} practice"
    first_call_on: {first_call_on}
    call_starts_at: "09:00"
    channel: secure_email
"""


def practice_ids() -> dict[str, str]:
    """Return the practice of each size: the first NPI with exactly that many members."""
    counts = members().group_by("pcp_npi").len("members").sort("members", "pcp_npi")
    first = counts.group_by("members").agg(pl.col("pcp_npi").first())
    npis = dict(first.iter_rows())
    return {size: f"npi-{npis[count]}" for size, count in SIZES.items()}


def real_workspace(
    folder: Path, sizes: tuple[str, ...] = tuple(SIZES)
) -> tuple[Workspace, list[PracticeList]]:
    """Make a workspace whose source reads the shared data in place, with lists and teams."""
    ids = practice_ids()
    blocks = [
        _PRACTICE.format(practice_id=ids[size], size=size, first_call_on=FIRST_CALL_ON)
        for size in sizes
    ]
    profile = _PROFILE.format(practices="".join(blocks))
    source = SOURCE.read_text(encoding="utf-8").replace("{folder}", str(PLAN))
    init_workspace(folder, folder.with_name("real.key"), profile, source)
    lists = [practice_list(ids[size]) for size in sizes]
    for size, made in zip(sizes, lists, strict=True):
        _write_inbox(folder / "inbox" / made.practice_id, made, TEAMS[size])
    return Workspace(folder), lists


def _write_inbox(inbox: Path, made: PracticeList, team: tuple[str, ...]) -> None:
    inbox.mkdir(parents=True)
    contacts = (demo.TEAMS / "lakeside.csv").read_text(encoding="utf-8")
    contacts = contacts.replace("lakeside", made.practice_id)
    for name, other in zip(TEAMS["small"], team, strict=True):
        contacts = contacts.replace(name, other)
    (inbox / "team.csv").write_text(contacts, encoding="utf-8")
    with (inbox / "practice_list.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADERS)
        for rank, row in enumerate(made.rows, 1):
            name = (row.first_name, row.last_name, row.birth_date.isoformat(), row.gender)
            known = (row.zip_code, row.member_id, f"MRN-{rank:03}")
            urgent = "yes" if rank == 3 else ""
            writer.writerow((rank, *name, *known, "our clinicians worry", "missed visits", urgent))
