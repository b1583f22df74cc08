"""Makes a new workspace: folders, a profile to edit, and a key outside of them."""

from __future__ import annotations

import secrets
from pathlib import Path

from tandem_validators.errors import InputRefused, Problem

_KEY_BYTES = 32
_FOLDERS = ("inbox", "outbox", "store", "prefect")

PROFILE = """\
# Who works together, and where you differ from the guideline.
# `tandem parameters --workspace .` shows every value that you may change, with its range.
guideline: draft
plan:
  name: "Name of the health plan"
  risk_definition: "How the plan says who is at high risk"
practices:
  example-practice:
    name: "Name of the practice"
    first_call_on: 2026-01-13
    call_starts_at: "09:00"
    # How files with patients' data travel: secure_email, portal, sftp, health_information_exchange
    channel: secure_email
timezone: America/New_York
key_file: {key_file}
# Days on which one of the two does not work: no call is planned on them.
closed_days: []
# Who of the plan stands behind this (an id of team.csv), and what you state before you begin:
# sponsor: {{person: plan-director, signed_on: 2026-01-05}}
# and below each practice:
#   readiness:
#     - {{question: practice_care_management, answer: yes, answered_on: 2026-01-05}}
#     - {{question: project_manager_level, answer: yes, answered_on: 2026-01-05}}
#     - {{question: project_manager_access, answer: yes, answered_on: 2026-01-05}}
#   training:
#     - {{topic: "how calls go", held_on: 2026-01-05, people: [practice-care-manager]}}
# Clauses you do not follow, each with its reason:
# waivers: [{{clause: RDY-04, since: 2026-02-01, reason: "two teams take turns"}}]
# Your own values, each in force from a day and with its reason:
# values:
#   - {{parameter: call_interval_days, value: 14, since: 2026-06-01, reason: "first list is done"}}
"""

SOURCE = """\
-- DuckDB views over the plan's own tables, named as the plan source of the data dictionary asks.
-- {folder} stands for this workspace. Required: eligibility, medical_claim, pharmacy_claim,
-- attribution. An example:
-- CREATE VIEW eligibility AS SELECT * FROM read_parquet('{folder}/plan/eligibility.parquet');
"""


def init_workspace(
    folder: Path, key_file: Path, profile: str = PROFILE, source: str = SOURCE
) -> None:
    """Make a workspace in `folder` with its key at `key_file`, outside of it.

    Raises InputRefused when the folder already holds a workspace or the key would lie inside it.
    """
    folder, key_file = folder.resolve(), key_file.resolve()
    if (folder / "profile.yaml").exists():
        remedy = "Name another folder; nothing was changed."
        raise InputRefused(Problem(f"folder {folder.name}", "is already a workspace", remedy))
    if key_file.is_relative_to(folder):
        remedy = "Keep the key elsewhere, so that a copied workspace cannot be read."
        raise InputRefused(Problem("key file", "would lie inside the workspace", remedy))
    for name in _FOLDERS:
        (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / name).chmod(0o700)
    new_key(key_file)
    (folder / "profile.yaml").write_text(profile.format(key_file=key_file), encoding="utf-8")
    (folder / "source.sql").write_text(source, encoding="utf-8")


def new_key(path: Path) -> None:
    """Write a random key that only its owner can read; an existing key is kept."""
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(secrets.token_hex(_KEY_BYTES), encoding="ascii")
