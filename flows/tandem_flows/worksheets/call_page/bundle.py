"""The page's own program and looks, put into one file, so that nothing is fetched from anywhere.

Here: small modules joined in the order in which they need each other, and the hashes by which the
page lets only them run. Not here: what they do (`assets`).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tandem_validators.errors import Problem, RuleRefused

ASSETS = Path(__file__).parent / "assets"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(?P<name>[a-z_]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class|let)\b)", re.MULTILINE)
_NAMED = re.compile(r"^(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)


@cache
def program(*wanted: str) -> str:
    """Return the `wanted` modules, or the whole program, with all they need, joined to one.

    Joined modules share their names, so RuleRefused is raised for a name at the top of two.
    """
    names = _in_order(wanted or ("main.js",))
    texts = {name: _bare(name) for name in names}
    owner: dict[str, str] = {}
    for name, text in texts.items():
        for known in _NAMED.findall(text):
            if owner.setdefault(known, name) != name:
                what = f"names {known}, which {owner[known]} names too"
                raise RuleRefused(Problem(f"assets/{name}", what, "Give one another name."))
    return "\n".join(text.strip() for text in texts.values()) + "\n"


@cache
def looks() -> str:
    """Return the style sheet."""
    return (ASSETS / "page.css").read_text(encoding="utf-8")


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return the content-security policy: these very scripts and styles, and no network at all."""
    run, look = (" ".join(map(_hash, texts)) for texts in (scripts, styles))
    return (
        f"default-src 'none'; script-src {run}; style-src {look}; "
        "connect-src 'none'; img-src 'none'; form-action 'none'; base-uri 'none'"
    )


def _in_order(wanted: Iterable[str]) -> list[str]:
    ordered: list[str] = []

    def visit(name: str) -> None:
        if name in ordered:
            return
        for needed in _IMPORT.finditer(_text(name)):
            visit(needed["name"])
        ordered.append(name)

    for name in wanted:
        visit(name)
    return ordered


def _bare(name: str) -> str:
    return _EXPORT.sub("", _IMPORT.sub("", _text(name)))


def _text(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
