"""The workspace in which the vignettes are run: one plan, one practice, two calls."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.init import init_workspace
from tests.vignettes.plan_views import PRACTICE, member_id, write_plan_source
from tests.vignettes.story import Vignette

CALLS = {1: date(2026, 3, 10), 2: date(2026, 3, 17)}
_PROFILE = f"""\
guideline: draft
plan: {{{{name: Harbor Health Plan, risk_definition: The highest prospective risk scores}}}}
practices:
  {PRACTICE}:
    name: Alder Hill Health Center
    first_call_on: {CALLS[1]}
    call_starts_at: "09:00"
    channel: secure_email
    risk_definition: Whom the care team worries about most
timezone: America/New_York
key_file: {{key_file}}
"""
_TEAM = Path(__file__).parent / "team.csv"
_HEADINGS = (
    "rank",
    "first_name",
    "last_name",
    "birth_date",
    "gender",
    "member_id",
    "pcp_name",
    "last_visit_date",
    "urgent",
)


def new_workspace(folder: Path, vignettes: Mapping[str, Vignette]) -> Workspace:
    """Make the workspace in `folder`, with the lists, the team and the plan of the vignettes."""
    place = folder / "workspace"
    init_workspace(place, folder / "workspace.key", _PROFILE)
    write_plan_source(place, vignettes)
    inbox = place / "inbox" / PRACTICE
    inbox.mkdir(parents=True)
    shutil.copyfile(_TEAM, inbox / "team.csv")
    _write_practice_list(inbox / "practice_list.csv", vignettes)
    return Workspace(place)


def person_of(side: str, role: str) -> str:
    """Return the id of the one person of a side in a role."""
    with _TEAM.open(encoding="utf-8", newline="") as file:
        people = [row for row in csv.DictReader(file) if row["organisation"] == side]
    (person,) = [row["person"] for row in people if row["role"] == role]
    return person


def _write_practice_list(path: Path, vignettes: Mapping[str, Vignette]) -> None:
    listed = [(key, story) for key, story in vignettes.items() if story.facts.practice.rank]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADINGS)
        writer.writerows(_row(key, story) for key, story in listed)


def _row(person_id: str, story: Vignette) -> tuple[object, ...]:
    patient, known = story.facts.patient, story.facts.practice
    return (
        known.rank,
        patient.first_name,
        patient.last_name,
        patient.born,
        patient.gender,
        member_id(person_id),
        known.pcp,
        known.last_visit_on,
        "yes" if known.urgent else "no",
    )
