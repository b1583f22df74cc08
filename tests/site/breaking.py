"""Ways to break one thing of a repository."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

SHARE, TO_COME = "guidelines/share.md", "guidelines/clauses-to-come.yaml"
READINGS, MODELS = "guidelines/interpretations.yaml", "validators/tandem_validators/handoffs"

Break = Callable[[Path], None]


def replacing(file: str, old: str, new: str) -> Break:
    def change(repository: Path) -> None:
        text = (repository / file).read_text(encoding="utf-8")
        assert old in text, f"{file} no longer holds {old!r}"
        (repository / file).write_text(text.replace(old, new), encoding="utf-8")

    return change


def adding(file: str, text: str) -> Break:
    def change(repository: Path) -> None:
        with (repository / file).open("a", encoding="utf-8") as opened:
            opened.write(text)

    return change


def together(*changes: Break) -> Break:
    def change(repository: Path) -> None:
        for one in changes:
            one(repository)

    return change


def dropping_columns_of(clause: str) -> Break:
    def change(repository: Path) -> None:
        for path in (repository / MODELS).glob("*.py"):
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(rf',\s*clause="{clause}"', "", text), encoding="utf-8")

    return change
