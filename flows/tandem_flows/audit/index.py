"""The index of an export: what it says of the files beside it, and the one way in which it is said.

Pure. Whether the files are as the index says is `examine`'s business.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from typing import Any

from tandem_validators.errors import InputRefused, Problem

FORMAT = "caretandem-audit-export/1"
INDEX = "index.json"
_PROGRAM = "caretandem"
_PRACTICE = re.compile(r"[a-z][a-z0-9-]{1,30}")
_HASH = re.compile(r"[0-9a-f]{64}")
_LONGEST = 200
_ASK = "Ask the sender for a new export, and compare with a head that was sent before."


@dataclass(frozen=True)
class Enclosed:
    """One partnership's record: how many entries it has, and the head of its chain."""

    practice_id: str
    entries: int
    head: str


@dataclass(frozen=True)
class Index:
    """What an export says of itself; `waivers` are clauses with the day since when.

    `files` is the SHA-256 of every other file by its name.
    """

    made_by: str
    period: tuple[date, date]
    version: str
    digest: str
    pages: tuple[str, ...]
    waivers: tuple[tuple[str, date], ...]
    partnerships: tuple[Enclosed, ...]
    files: Mapping[str, str]

    @property
    def content(self) -> bytes:
        """The file: each fact in its place, and nothing else."""
        said: dict[str, Any] = {
            "format": FORMAT,
            "made_by": self.made_by,
            "period": {"from": self.period[0].isoformat(), "to": self.period[1].isoformat()},
            "guideline": {
                "version": self.version,
                "digest": self.digest,
                "pages": list(self.pages),
            },
            "waivers": [
                {"clause": clause, "since": since.isoformat()} for clause, since in self.waivers
            ],
            "partnerships": [vars(one) for one in self.partnerships],
            "files": dict(self.files),
        }
        return (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode()


def program() -> str:
    """Return this program and its version: another one may draw findings in another way."""
    return f"{_PROGRAM} {metadata.version(_PROGRAM)}"


def read_index(content: bytes, file: str) -> Index:
    """Return what the index of the export `file` says; raise InputRefused when it is none."""
    try:
        return _index(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        what = f"holds no index of the format {FORMAT}"
    raise InputRefused(Problem(file, what, "Give a file written by `tandem audit export`."))


def other_spelling(content: bytes, index: Index) -> list[Problem]:
    """Return a problem when the index holds more than it says, or says a thing twice."""
    if content == index.content:
        return []
    return [Problem(INDEX, "says more than an index does, or says it in another way", _ASK)]


def _index(said: Mapping[str, Any]) -> Index:
    """Return the index; raise ValueError, KeyError or TypeError for what is none."""
    guideline, period = said["guideline"], said["period"]
    partnerships = tuple(_enclosed(one) for one in said["partnerships"])
    heads = [one.head for one in partnerships if one.entries]
    if said["format"] != FORMAT or _is_twice(names_of(partnerships)) or _is_twice(heads):
        raise ValueError
    return Index(
        made_by=_words(said["made_by"]),
        period=(date.fromisoformat(period["from"]), date.fromisoformat(period["to"])),
        version=_words(guideline["version"]),
        digest=_matching(_HASH, guideline["digest"]),
        pages=tuple(_words(page) for page in guideline["pages"]),
        waivers=tuple(
            (_words(one["clause"]), date.fromisoformat(one["since"])) for one in said["waivers"]
        ),
        partnerships=partnerships,
        files={name: _matching(_HASH, text) for name, text in said["files"].items()},
    )


def _enclosed(said: Mapping[str, Any]) -> Enclosed:
    entries = said["entries"]
    if type(entries) is not int or entries < 0:
        raise ValueError
    return Enclosed(
        _matching(_PRACTICE, said["practice_id"]), entries, _matching(_HASH, said["head"])
    )


def _words(said: str) -> str:
    """Return a short text that a terminal shows as it is; raise ValueError for any other."""
    if not said.isprintable() or len(said) > _LONGEST:
        raise ValueError
    return said


def _matching(form: re.Pattern[str], said: str) -> str:
    if not form.fullmatch(said):
        raise ValueError
    return said


def _is_twice(texts: Sequence[str]) -> bool:
    return len(set(texts)) < len(texts)


def names_of(partnerships: Sequence[Enclosed]) -> list[str]:
    """Return the practices whose records are enclosed."""
    return [one.practice_id for one in partnerships]
