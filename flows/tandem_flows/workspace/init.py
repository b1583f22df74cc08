"""Makes a new workspace: folders, a profile to edit, and a key outside of them."""

from __future__ import annotations

from pathlib import Path

from tandem_flows.documents.originals import lay_out
from tandem_flows.workspace.keys import FILE, KeyPlace, make_key
from tandem_validators.errors import InputRefused, Problem

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
    # How files with patients' data travel: secure_email, portal, sftp, health_information_exchange,
    # or openpgp: encrypted and signed files, whatever carries them (see `tandem keys`)
    channel: secure_email
timezone: America/New_York
key_file: {key_file}
# The key can also come from the environment (`key: env:TANDEM_KEY_OURS`) or from the system's
# keyring (`key: keyring:ours`), instead of `key_file`.
# How long a patient's record is kept after its last day: what your law and agreements ask for.
retention: {{years: 6, reason: "HIPAA asks to keep documents and disclosures for six years"}}
# What must not be erased meanwhile, a whole practice or one case of it:
# legal_holds: [{{practice: example-practice, case: C-1, since: 2026-03-01, reason: "a claim"}}]
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
    folder: Path, key_at: Path | KeyPlace, profile: str = PROFILE, source: str = SOURCE
) -> None:
    """Make a workspace in `folder` with its key at `key_at`, outside of it.

    Raises InputRefused when the folder already holds a workspace or the key would lie inside it,
    StoreRefused when a key cannot be put there.
    """
    folder = folder.resolve()
    place = KeyPlace(FILE, str(key_at.resolve())) if isinstance(key_at, Path) else key_at
    if (folder / "profile.yaml").exists():
        remedy = "Name another folder; nothing was changed."
        raise InputRefused(Problem(f"folder {folder.name}", "is already a workspace", remedy))
    if place.kind == FILE and Path(place.name).is_relative_to(folder):
        remedy = "Keep the key elsewhere, so that a copied workspace cannot be read."
        raise InputRefused(Problem("key file", "would lie inside the workspace", remedy))
    make_key(place)
    for name in _FOLDERS:
        (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / name).chmod(0o700)
    (folder / "profile.yaml").write_text(_named(profile, place), encoding="utf-8")
    (folder / "source.sql").write_text(source, encoding="utf-8")
    lay_out(folder / "templates")


def _named(profile: str, place: KeyPlace) -> str:
    """Return the profile's text with the line that says where the key is."""
    text = profile.format(key_file=place.name)
    line = f"key_file: {place.name}"
    return text if place.kind == FILE else text.replace(line, f"key: {place}")
