"""Everything that guideline, code, schemas and tests say of each other, read once from files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tandem_site.columns import HandoffDeclaration, SchemaColumn, read_columns, read_handoffs
from tandem_site.glossary import Term, read_glossary
from tandem_site.macros import Call, read_calls
from tandem_site.mark_reader import read_marks
from tandem_site.marks import Marks
from tandem_site.written import written_pages
from tandem_validators.errors import Problem
from tandem_validators.guideline.load import load_guideline
from tandem_validators.guideline.model import Guideline, Page
from tandem_validators.guideline.strict_yaml import load_yaml

TO_COME_FILE = "guidelines/clauses-to-come.yaml"


@dataclass(frozen=True)
class Facts:
    """One repository at one moment: what is written, what is marked, and what pages refer to."""

    repository: Path
    guideline: Guideline
    written: Mapping[str, Page]
    glossary: tuple[Term, ...]
    marks: Marks
    columns: tuple[SchemaColumn, ...]
    handoffs: tuple[HandoffDeclaration, ...]
    calls: tuple[Call, ...]
    call_problems: tuple[Problem, ...]
    to_come: Mapping[str, str]

    @property
    def known_clauses(self) -> set[str]:
        """The ids of the catalogue: on a page, or still to come."""
        return set(self.guideline.clauses) | set(self.to_come)

    def named(self, macro: str) -> list[Call]:
        """Return the calls of one macro, in the order of the pages."""
        return [call for call in self.calls if call.macro == macro]


def read_facts(repository: Path) -> Facts:
    """Return the facts of `repository`; raise GuidelineRefused if its pages cannot be read."""
    folder = repository / "guidelines"
    guideline = load_guideline(folder)
    written = written_pages(folder, guideline.pages)
    every_page = [*guideline.pages.values(), *written.values()]
    pages = [_page_calls(page, repository) for page in every_page]
    return Facts(
        repository=repository,
        guideline=guideline,
        written=written,
        glossary=read_glossary(folder),
        marks=read_marks(repository),
        columns=tuple(read_columns(repository)),
        handoffs=tuple(read_handoffs(repository)),
        calls=tuple(call for calls, _ in pages for call in calls),
        call_problems=tuple(problem for _, problems in pages for problem in problems),
        to_come=_to_come(repository),
    )


def body_line(page: Page, repository: Path) -> int:
    """Return the line of its file on which the body of `page` begins."""
    text = (repository / "guidelines" / page.file).read_text(encoding="utf-8")
    return text[: len(text) - len(page.body)].count("\n") + 1


def _page_calls(page: Page, repository: Path) -> tuple[list[Call], list[Problem]]:
    return read_calls(page, body_line(page, repository))


def _to_come(repository: Path) -> dict[str, str]:
    """Return the clauses that no page states yet, with the page they are meant for."""
    path = repository / TO_COME_FILE
    if not path.is_file():
        return {}
    blocks = load_yaml(path.read_text(encoding="utf-8"), TO_COME_FILE) or []
    return {str(block["id"]): str(block["page"]) for block in blocks}
