"""What stands behind a clause: the lines of code and tests, and pages on which they can be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tandem_flows.audit.templating import template

FOLDER = "source"


@dataclass(frozen=True)
class Place:
    """A line of a source file, and the words that lead to it."""

    words: str
    file: str
    line: int

    @property
    def address(self) -> str:
        """The line on its page, as seen from the report."""
        return f"{FOLDER}/{self.file}.html#L-{self.line}"


@dataclass(frozen=True)
class Behind:
    """The code that carries a clause out, and the tests that prove it."""

    code: Sequence[Place] = ()
    tests: Sequence[Place] = ()


def write_sources(repository: Path, report: Path, behind: Mapping[str, Behind]) -> int:
    """Write a page for each file behind any clause, below the folder `report`; return how many."""
    page = template("source.html.j2")
    files = sorted({place.file for one in behind.values() for place in _places(one)})
    for file in files:
        path = report / FOLDER / f"{file}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = (repository / file).read_text(encoding="utf-8").splitlines()
        path.write_text(page.render(file=file, lines=lines), encoding="utf-8")
    return len(files)


def _places(behind: Behind) -> Iterable[Place]:
    return (*behind.code, *behind.tests)
