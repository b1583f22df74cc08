"""The blocks `serve` and `mail` of profile.yaml: when runs start by themselves, and who is told.

Knows no server: what follows from these values is the business of `orchestrate`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tandem_validators.errors import Problem
from tandem_validators.guideline.keys import key_problems, type_problems

SECURITIES = ("none", "starttls", "ssl")
_SERVE = {"advance_at", "call_sheet_minutes_before", "runs_at_once"}
_MAIL = {"host", "port", "security", "sender", "receivers"}
_LOGIN = {"user", "password_file"}
_TIME = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")
_ADDRESS = re.compile(r"^[^@\s]+@[^@\s]+$")


@dataclass(frozen=True)
class Serving:
    """When `tandem serve` starts runs by itself, and how many run at once."""

    advance_at: str = "06:00"
    call_sheet_minutes_before: int = 60
    runs_at_once: int = 4


@dataclass(frozen=True)
class Mail:
    """The mail server that carries notifications, and the staff who get them."""

    host: str
    port: int
    security: str
    sender: str
    receivers: tuple[str, ...]
    user: str | None = None
    password_file: str | None = None


def read_serving(block: Mapping[str, Any] | None) -> Serving:
    """Return what the block `serve` says; what it leaves out is as documented with the class."""
    return Serving(**(block or {}))


def read_mail(block: Mapping[str, Any] | None) -> Mail | None:
    """Return what the block `mail` says; without one nobody gets mail."""
    if block is None:
        return None
    return Mail(**{**block, "receivers": tuple(block["receivers"])})


def serving_problems(serve: Any, mail: Any) -> list[Problem]:
    """Return everything that is wrong with the two blocks; a block left out is right."""
    problems = [] if serve is None else _serve_problems(serve)
    return problems if mail is None else [*problems, *_mail_problems(mail)]


def _serve_problems(block: Any) -> list[Problem]:
    where = "profile.yaml, serve"
    problems = key_problems(block, where, (), _SERVE)
    if problems:
        return problems
    numbers = ("call_sheet_minutes_before", "runs_at_once")
    problems = type_problems(block, where, int, *numbers)
    if "advance_at" in block and not _TIME.match(str(block["advance_at"])):
        remedy = 'Write it in quotes, as in "06:00".'
        problems.append(Problem(f"{where}, key 'advance_at'", "is no time of day", remedy))
    for name in numbers:
        least = 1 if name == "runs_at_once" else 0
        if isinstance(block.get(name), int) and block[name] < least:
            remedy = f"Give {least} or more."
            problems.append(Problem(f"{where}, key '{name}'", f"is below {least}", remedy))
    return problems


def _mail_problems(block: Any) -> list[Problem]:
    where = "profile.yaml, mail"
    problems = key_problems(block, where, _MAIL, _LOGIN)
    if problems:
        return problems
    problems = type_problems(block, where, int, "port")
    problems += type_problems(block, where, list, "receivers")
    if problems:
        return problems
    if block["security"] not in SECURITIES:
        remedy = f"Use one of: {', '.join(SECURITIES)}."
        problems.append(Problem(f"{where}, key 'security'", "is not known", remedy))
    for name, addresses in (("sender", [block["sender"]]), ("receivers", block["receivers"])):
        if not addresses or not all(_ADDRESS.match(str(address)) for address in addresses):
            remedy = "Write addresses as in `care@plan.example`."
            problems.append(Problem(f"{where}, key '{name}'", "is no e-mail address", remedy))
    if ("user" in block) != ("password_file" in block):
        remedy = "Give both `user` and `password_file`, or neither."
        problems.append(Problem(where, "names only one part of the login", remedy))
    return problems
