"""The demonstration's workspace: the invented sample with a profile and both teams."""

from __future__ import annotations

import shutil
from pathlib import Path

from tandem_flows.sample import write_sample
from tandem_flows.sample.facts import SampleFacts
from tandem_flows.workspace.folder import Workspace
from tandem_flows.workspace.init import init_workspace
from tandem_validators.errors import InputRefused, Problem

_PROFILE = """\
# The demonstration's profile. All people and organisations are invented.
guideline: draft
plan:
  name: "Harbor Health Plan"
  risk_definition: "The thirty highest prospective risk scores among the practice's members"
practices:
  lakeside:
    name: "Lakeside Family Practice"
    first_call_on: {first_call_on}
    call_starts_at: "09:00"
    channel: secure_email
    readiness:
      - question: practice_care_management
        answer: yes
        answered_on: {stated_on}
      - question: project_manager_level
        answer: yes
        answered_on: {stated_on}
      - question: project_manager_access
        answer: yes
        answered_on: {stated_on}
    training:
      - topic: how plan and practice share a care plan
        held_on: {stated_on}
        people: [lakeside-care]
  millbrook:
    name: "Millbrook Community Health"
    first_call_on: {first_call_on}
    call_starts_at: "10:00"
    channel: portal
    readiness:
      - question: practice_care_management
        answer: yes
        answered_on: {stated_on}
      - question: project_manager_level
        answer: yes
        answered_on: {stated_on}
      - question: project_manager_access
        answer: yes
        answered_on: {stated_on}
    training:
      - topic: how plan and practice share a care plan
        held_on: {stated_on}
        people: [millbrook-care]
sponsor:
  person: plan-director
  signed_on: {stated_on}
timezone: America/New_York
key_file: {{key_file}}
closed_days: [2026-01-19, 2026-02-16]
"""
_TEAMS = Path(__file__).parent / "teams"
_PROGRAMS = Path(__file__).parent / "programs.csv"


def demo_workspace(folder: Path) -> tuple[Workspace, SampleFacts]:
    """Make the workspace in `folder`, replacing an earlier demonstration there.

    Raises InputRefused when the folder holds something else.
    """
    folder = folder.resolve()
    if folder.exists() and any(folder.iterdir()):
        _remove_earlier(folder)
    key_file = folder.with_name(f"{folder.name}.key")
    facts = write_sample(folder)
    source = (folder / facts.source_file).read_text(encoding="utf-8")
    profile = _PROFILE.format(first_call_on=facts.first_call_on, stated_on=facts.as_of)
    init_workspace(folder, key_file, profile, source)
    for practice_id in facts.practices:
        team = (_TEAMS / f"{practice_id}.csv").read_text(encoding="utf-8")
        inbox = folder / "inbox" / practice_id
        (inbox / "team.csv").write_text(team, encoding="utf-8")
        shutil.copy(_PROGRAMS, inbox / "programs.csv")
    return Workspace(folder), facts


def _remove_earlier(folder: Path) -> None:
    profile = folder / "profile.yaml"
    mark = _PROFILE.splitlines()[0]
    if not profile.is_file() or not profile.read_text(encoding="utf-8").startswith(mark):
        remedy = "Name an empty folder, or one that an earlier demonstration made."
        what = "holds something other than a demonstration"
        raise InputRefused(Problem(f"folder {folder.name}", what, remedy))
    shutil.rmtree(folder)
