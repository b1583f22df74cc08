"""The words of the field and of this guideline, each defined once, in `glossary.yaml`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tandem_validators.errors import GuidelineRefused, Problem
from tandem_validators.guideline.keys import as_list, key_problems, type_problems
from tandem_validators.guideline.strict_yaml import load_yaml

FILE = "glossary.yaml"
_KEYS = {"term", "aliases", "other_senses", "definition", "clauses"}


@dataclass(frozen=True)
class Term:
    """A word, its other forms, what it means here, and the clauses that say so.

    `other_senses` are phrases in which the word means something else; they get no link.
    """

    term: str
    aliases: tuple[str, ...]
    definition: str
    clauses: tuple[str, ...]
    other_senses: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """Its permanent anchor in the glossary."""
        return re.sub(r"[^a-z0-9]+", "-", self.term.lower()).strip("-")

    @property
    def words(self) -> tuple[str, ...]:
        """Every form under which a reader may meet it."""
        return (self.term, *self.aliases)


def read_glossary(folder: Path) -> tuple[Term, ...]:
    """Return the terms of the guideline in `folder` by name; none where there is no glossary.

    Raises GuidelineRefused naming every term that is defined twice or cannot be read.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    problems: list[Problem] = []
    blocks = as_list(load_yaml(path.read_text(encoding="utf-8"), FILE), FILE, problems)
    terms = [_term(block, problems) for block in blocks]
    found = [term for term in terms if term is not None]
    problems += _twice(found)
    if problems:
        raise GuidelineRefused(problems)
    return tuple(sorted(found, key=lambda term: term.term.lower()))


def _term(block: Any, problems: list[Problem]) -> Term | None:
    name = block.get("term", "?") if isinstance(block, Mapping) else "?"
    where = f"{FILE}, term {name}"
    found = key_problems(block, where, {"term", "definition"}, _KEYS)
    found = found or type_problems(block, where, str, "term", "definition")
    found = found or type_problems(block, where, list, "aliases", "clauses", "other_senses")
    problems += found
    if found:
        return None
    return Term(
        term=block["term"],
        aliases=tuple(block.get("aliases") or ()),
        definition=block["definition"].strip(),
        clauses=tuple(block.get("clauses") or ()),
        other_senses=tuple(block.get("other_senses") or ()),
    )


def _twice(terms: Sequence[Term]) -> list[Problem]:
    counts = Counter(word.lower() for term in terms for word in term.words)
    what = "is defined twice"
    remedy = "Keep one definition; give the other word as its alias, or drop it."
    return [
        Problem(f"{FILE}, term {word}", what, remedy) for word, times in counts.items() if times > 1
    ]
