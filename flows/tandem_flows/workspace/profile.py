"""`profile.yaml`: the partners, their calls, and where an organisation differs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tandem_flows.rules.readiness import Readiness
from tandem_flows.workspace.keys import KeyPlace
from tandem_flows.workspace.profile_privacy import (
    PRIVACY_KEYS,
    LegalHold,
    Retention,
    holds_of,
    key_of,
    privacy_problems,
    retention_of,
)
from tandem_flows.workspace.profile_readiness import (
    PRACTICE_KEYS,
    readiness_of,
    readiness_problems,
    sponsor_problems,
)
from tandem_flows.workspace.serving import (
    Mail,
    Serving,
    read_mail,
    read_serving,
    serving_problems,
)
from tandem_validators.errors import GuidelineRefused, Problem
from tandem_validators.guideline.keys import key_problems
from tandem_validators.guideline.strict_yaml import load_yaml, read_text
from tandem_validators.guideline.values import OwnValue

_PROFILE = {"guideline", "plan", "practices", "timezone"}
_OPTIONAL = {"closed_days", "values", "waivers", "serve", "mail", "sponsor", *PRIVACY_KEYS}
_PLAN = {"name", "risk_definition"}
_PRACTICE = {"name", "first_call_on", "call_starts_at", "channel"}
# files that are encrypted and signed themselves, whatever carries them
OPENPGP = "openpgp"
CHANNELS = ("secure_email", "portal", "sftp", "health_information_exchange", OPENPGP)
_PRACTICE_DAYS = ("paused_since", "ended_on")
_PRACTICE_MAY_HAVE = {"risk_definition", *_PRACTICE_DAYS, *PRACTICE_KEYS}
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
    paused_since: date | None = None
    ended_on: date | None = None

    def rests_on(self, day: date) -> str | None:
        """Return `ended` or `paused` when nothing runs by itself for it on a day, else None."""
        if self.ended_on is not None and self.ended_on <= day:
            return "ended"
        return "paused" if self.paused_since is not None and self.paused_since <= day else None


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
    key: KeyPlace
    closed_days: frozenset[date]
    own_values: tuple[OwnValue, ...]
    waivers: tuple[Waiver, ...]
    serving: Serving = field(default_factory=Serving)
    mail: Mail | None = None
    readiness: Mapping[str, Readiness] = field(default_factory=dict)
    retention: Retention = field(default_factory=Retention)
    legal_holds: tuple[LegalHold, ...] = ()


def load_profile(path: Path) -> Profile:
    """Return the profile at `path`; raise GuidelineRefused naming file, key and remedy."""
    if not path.is_file():
        remedy = "Name a workspace made by `tandem init`."
        raise GuidelineRefused(Problem(str(path.name), "does not exist in this workspace", remedy))
    block = load_yaml(read_text(path, path.name), path.name)
    problems = _problems(block)
    if problems:
        raise GuidelineRefused(problems)
    return Profile(
        guideline=str(block["guideline"]),
        plan_name=block["plan"]["name"],
        plan_risk_definition=block["plan"]["risk_definition"],
        practices={key: _practice(key, value) for key, value in block["practices"].items()},
        timezone=block["timezone"],
        key=key_of(block),
        closed_days=frozenset(block.get("closed_days") or ()),
        own_values=tuple(OwnValue(**value) for value in block.get("values") or ()),
        waivers=tuple(Waiver(**waiver) for waiver in block.get("waivers") or ()),
        serving=read_serving(block.get("serve")),
        mail=read_mail(block.get("mail")),
        readiness=readiness_of(block),
        retention=retention_of(block),
        legal_holds=holds_of(block),
    )


def _problems(block: Any) -> list[Problem]:
    problems = key_problems(block, "profile.yaml", _PROFILE, _OPTIONAL)
    if problems:
        return problems
    problems = key_problems(block["plan"], "profile.yaml, plan", _PLAN)
    for name, practice in (block["practices"] or {}).items():
        problems += _practice_problems(str(name), practice)
    problems += serving_problems(block.get("serve"), block.get("mail"))
    problems += sponsor_problems(block.get("sponsor"))
    problems += privacy_problems(block)
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
    problems = key_problems(block, where, _PRACTICE, _PRACTICE_MAY_HAVE)
    if problems:
        return problems
    if not _PRACTICE_ID.fullmatch(name):
        remedy = "Use small letters, digits and hyphens, as in `lakeside`."
        problems.append(Problem(where, "is not a usable id", remedy))
    for key in ("first_call_on", *(key for key in _PRACTICE_DAYS if key in block)):
        if not isinstance(block[key], date):
            problems.append(Problem(f"{where}, key '{key}'", "is no date", "Use YYYY-MM-DD."))
    if not _START.fullmatch(str(block["call_starts_at"])):
        remedy = 'Write it in quotes, as in "09:30".'
        problems.append(Problem(f"{where}, key 'call_starts_at'", "is no time of day", remedy))
    if block["channel"] not in CHANNELS:
        remedy = f"Use one of: {', '.join(CHANNELS)}."
        problems.append(Problem(f"{where}, key 'channel'", "is not a known channel", remedy))
    return problems + readiness_problems(block, where)


def _practice(practice_id: str, block: Mapping[str, Any]) -> Practice:
    return Practice(
        practice_id=practice_id,
        name=block["name"],
        first_call_on=block["first_call_on"],
        call_starts_at=block["call_starts_at"],
        channel=block["channel"],
        risk_definition=block.get("risk_definition"),
        paused_since=block.get("paused_since"),
        ended_on=block.get("ended_on"),
    )
