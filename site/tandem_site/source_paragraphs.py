"""The paragraphs of the source, in `source-paragraphs.yaml`, and the clauses that carry each.

A clause cites paragraphs in its `source`; where several paragraphs are cited alike, the file says
which clause carries which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tandem_validators.errors import GuidelineRefused, Problem
from tandem_validators.guideline.keys import as_list, key_problems
from tandem_validators.guideline.model import Clause
from tandem_validators.guideline.strict_yaml import load_yaml

FILE = "source-paragraphs.yaml"
_KEYS = {"cited_as", "clauses", "same_as", "asks_nothing"}


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the source: what it says, how clauses cite it, and what carries it.

    `named` are the clauses the file names; where it names none, all that cite it carry it.
    """

    id: str
    document: str
    says: str
    cited_as: tuple[str, ...]
    named: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    asks_nothing: str = ""

    def carried_by(self, clauses: Mapping[str, Clause]) -> list[str]:
        """Return the clauses that carry the paragraph, in the order of the guideline."""
        if self.named:
            return [name for name in clauses if name in self.named]
        return [name for name, clause in clauses.items() if self.is_cited_by(clause)]

    def is_cited_by(self, clause: Clause) -> bool:
        """Whether the clause names this paragraph, or all that are cited alike, as its source."""
        return not set(self.cited_as).isdisjoint(cited(clause))


def cited(clause: Clause) -> list[str]:
    """Return the places of the source that a clause cites."""
    return clause.source.split(", ")


def read_paragraphs(folder: Path) -> tuple[Paragraph, ...]:
    """Return the paragraphs in their order; none where the file is not there.

    Raises GuidelineRefused naming every paragraph that cannot be read or stands twice.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    problems: list[Problem] = []
    documents = as_list(load_yaml(path.read_text(encoding="utf-8"), FILE), FILE, problems)
    found = [paragraph for document in documents for paragraph in _paragraphs(document, problems)]
    problems += _twice(found)
    if problems:
        raise GuidelineRefused(problems)
    return tuple(found)


def _paragraphs(document: Any, problems: list[Problem]) -> list[Paragraph]:
    if wrong := key_problems(document, FILE, {"document", "paragraphs"}):
        problems += wrong
        return []
    blocks = as_list(document["paragraphs"], FILE, problems)
    found = [_paragraph(block, str(document["document"]), problems) for block in blocks]
    return [paragraph for paragraph in found if paragraph is not None]


def _paragraph(block: Any, document: str, problems: list[Problem]) -> Paragraph | None:
    name = block.get("id", "?") if isinstance(block, Mapping) else "?"
    if wrong := key_problems(block, f"{FILE}, paragraph {name}", {"id", "says"}, _KEYS):
        problems += wrong
        return None
    return Paragraph(
        id=str(name),
        document=document,
        says=str(block["says"]),
        cited_as=_listed(block.get("cited_as", name)),
        named=_listed(block.get("clauses", [])),
        same_as=_listed(block.get("same_as", [])),
        asks_nothing=str(block.get("asks_nothing", "")),
    )


def _listed(value: Any) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else (str(value),)


def _twice(paragraphs: Sequence[Paragraph]) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for paragraph in paragraphs:
        if paragraph.id in seen:
            where = f"{FILE}, paragraph {paragraph.id}"
            problems.append(Problem(where, "stands twice", "Keep one of them."))
        seen.add(paragraph.id)
    return problems
