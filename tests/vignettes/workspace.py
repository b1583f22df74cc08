"""The workspace in which the vignettes are run: one plan, one practice, two calls."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from pathlib import Path

from tandem_flows.vignettes.partnership import CALLS, LISTED_ON, PRACTICE, TEAM_FILE
from tandem_flows.vignettes.plan_views import member_id, write_plan_source
from tandem_flows.vignettes.story import Vignette
from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.init import init_workspace

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
    readiness:
      - {{{{question: practice_care_management, answer: yes, answered_on: {LISTED_ON}}}}}
      - {{{{question: project_manager_level, answer: yes, answered_on: {LISTED_ON}}}}}
      - {{{{question: project_manager_access, answer: yes, answered_on: {LISTED_ON}}}}}
    training:
      - {{{{topic: the call, held_on: {LISTED_ON}, people: [alder-care]}}}}
sponsor: {{{{person: plan-director, signed_on: {LISTED_ON}}}}}
timezone: America/New_York
key_file: {{key_file}}
"""
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
    shutil.copyfile(TEAM_FILE, inbox / "team.csv")
    _write_programs(inbox / "programs.csv", vignettes)
    _write_practice_list(inbox / "practice_list.csv", vignettes)
    return Workspace(place)


def _write_programs(path: Path, vignettes: Mapping[str, Vignette]) -> None:
    """Describe every program that a vignette names; in words of ours, the source has none."""
    told = [service for story in vignettes.values() for service in story.decisions.services]
    sides = {service.program: service.side for service in told}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("program", "organisation", "nature", "duration", "need_category"))
        writer.writerows(
            (program, side, "help with care", "as long as needed", "clinical")
            for program, side in sides.items()
        )


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
