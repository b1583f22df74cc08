"""`profile.yaml`: the partners, their calls, and where an organisation differs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tandem_validators.errors import GuidelineRefused, Problem
from tandem_validators.guideline.keys import key_problems
from tandem_validators.guideline.strict_yaml import load_yaml
from tandem_validators.guideline.values import OwnValue

_PROFILE = {"guideline", "plan", "practices", "timezone", "key_file"}
_OPTIONAL = {"closed_days", "values", "waivers"}
_PLAN = {"name", "risk_definition"}
_PRACTICE = {"name", "first_call_on", "call_starts_at", "channel"}
CHANNELS = ("secure_email", "portal", "sftp", "health_information_exchange")
_OWN_VALUE = {"parameter", "value", "since", "reason"}
_WAIVER = {"clause", "since", "reason"}
_PRACTICE_ID = re.compile(r"^[a-z][a-z0-9-]{1,30}$")
_START = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")


@dataclass(frozen=True)
class Practice:
    """One practice of the plan: when its calls begin, and by which channel files travel."""

    practice_id: str
    name: str
    first_call_on: date
    call_starts_at: str
    channel: str
    risk_definition: str | None = None


@dataclass(frozen=True)
class Waiver:
    """A clause that the organisation does not follow, since when and why."""

    clause: str
    since: date
    reason: str


@dataclass(frozen=True)
class Profile:
    """What an organisation states about itself."""

    guideline: str
    plan_name: str
    plan_risk_definition: str
    practices: Mapping[str, Practice]
    timezone: str
    key_file: str
    closed_days: frozenset[date]
    own_values: tuple[OwnValue, ...]
    waivers: tuple[Waiver, ...]


def load_profile(path: Path) -> Profile:
    """Return the profile at `path`; raise GuidelineRefused naming file, key and remedy."""
    if not path.is_file():
        remedy = "Name a workspace made by `tandem init`."
        raise GuidelineRefused(Problem(str(path.name), "does not exist in this workspace", remedy))
    block = load_yaml(path.read_text(encoding="utf-8"), path.name)
    problems = _problems(block)
    if problems:
        raise GuidelineRefused(problems)
    return Profile(
        guideline=str(block["guideline"]),
        plan_name=block["plan"]["name"],
        plan_risk_definition=block["plan"]["risk_definition"],
        practices={key: _practice(key, value) for key, value in block["practices"].items()},
        timezone=block["timezone"],
        key_file=block["key_file"],
        closed_days=frozenset(block.get("closed_days") or ()),
        own_values=tuple(OwnValue(**value) for value in block.get("values") or ()),
        waivers=tuple(Waiver(**waiver) for waiver in block.get("waivers") or ()),
    )


def _problems(block: Any) -> list[Problem]:
    problems = key_problems(block, "profile.yaml", _PROFILE, _OPTIONAL)
    if problems:
        return problems
    problems = key_problems(block["plan"], "profile.yaml, plan", _PLAN)
    for name, practice in (block["practices"] or {}).items():
        problems += _practice_problems(str(name), practice)
    for value in block.get("values") or ():
        problems += key_problems(value, "profile.yaml, values", _OWN_VALUE)
    for waiver in block.get("waivers") or ():
        problems += key_problems(waiver, "profile.yaml, waivers", _WAIVER)
    if not block["practices"]:
        problems.append(
            Problem("profile.yaml, practices", "names no practice", "Add at least one practice.")
        )
    return problems


def _practice_problems(name: str, block: Any) -> list[Problem]:
    where = f"profile.yaml, practice {name}"
    problems = key_problems(block, where, _PRACTICE, {"risk_definition"})
    if problems:
        return problems
    if not _PRACTICE_ID.match(name):
        remedy = "Use small letters, digits and hyphens, as in `lakeside`."
        problems.append(Problem(where, "is not a usable id", remedy))
    if not isinstance(block["first_call_on"], date):
        problems.append(Problem(f"{where}, key 'first_call_on'", "is no date", "Use YYYY-MM-DD."))
    if not _START.match(str(block["call_starts_at"])):
        remedy = 'Write it in quotes, as in "09:30".'
        problems.append(Problem(f"{where}, key 'call_starts_at'", "is no time of day", remedy))
    if block["channel"] not in CHANNELS:
        remedy = f"Use one of: {', '.join(CHANNELS)}."
        problems.append(Problem(f"{where}, key 'channel'", "is not a known channel", remedy))
    return problems


def _practice(practice_id: str, block: Mapping[str, Any]) -> Practice:
    return Practice(
        practice_id=practice_id,
        name=block["name"],
        first_call_on=block["first_call_on"],
        call_starts_at=block["call_starts_at"],
        channel=block["channel"],
        risk_definition=block.get("risk_definition"),
    )
