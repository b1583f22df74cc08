"""Facts of this repository in which one clause lost its code, its tests, or its place on its page.

The text is changed as a person would change it and read again; what was not touched is kept from
one reading of the whole.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from pathlib import Path

from tandem_site.columns import MODELS, read_columns
from tandem_site.facts import Facts, body_line
from tandem_site.macros import read_calls
from tandem_site.mark_reader import read_marks
from tandem_site.marks import Mark, Marks
from tandem_validators.guideline.folder import page_file
from tandem_validators.guideline.load import load_guideline
from tandem_validators.guideline.model import Clause
from tests.mutation.guidelines import copied_guideline

_MARK = re.compile(r"(?:implements|mark\.clause)\([^()]*\)")


def without_code(facts: Facts, clause: str, folder: Path) -> Facts:
    """Take the clause out of every `@implements(…)`."""
    kept, read = _read_again(facts, facts.marks.code, clause, folder)
    return _with_marks(facts, code=kept + read.code)


def without_tests(facts: Facts, clause: str, folder: Path) -> Facts:
    """Take the clause out of every `@pytest.mark.clause(…)`."""
    kept, read = _read_again(facts, facts.marks.tests, clause, folder)
    return _with_marks(facts, tests=kept + read.tests)


def without_columns(facts: Facts, clause: str, folder: Path) -> Facts:
    """Take the clause from every column that it asks for."""
    asked = re.compile(rf'\bclause="{clause}",?')
    for path in (facts.repository / MODELS).glob("*.py"):
        text = path.read_text(encoding="utf-8")
        _write(folder / MODELS / path.name, asked.sub("", text))
    columns = tuple(read_columns(folder))
    assert clause not in {column.clause for column in columns}
    return dataclasses.replace(facts, columns=columns)


def without_place(facts: Facts, clause: str) -> Facts:
    """Take `{{ clause("…") }}` from the body of the page that states the clause."""
    page = facts.guideline.pages[facts.guideline.clauses[clause].page]
    body = page.body.replace(f'{{{{ clause("{clause}") }}}}', "")
    assert body != page.body
    calls, problems = read_calls(
        dataclasses.replace(page, body=body), body_line(page, facts.repository)
    )
    assert problems == []
    others = tuple(call for call in facts.calls if call.file != page.file)
    return dataclasses.replace(facts, calls=(*others, *calls))


def without_statement(facts: Facts, clause: str) -> Facts:
    """Take the clause from the front matter of its page; the tests show that a page is read so."""
    clauses = facts.guideline.clauses
    left = {name: stated for name, stated in clauses.items() if name != clause}
    return dataclasses.replace(facts, guideline=dataclasses.replace(facts.guideline, clauses=left))


def clauses_read_without(clause: Clause, folder: Path) -> Mapping[str, Clause]:
    """Take the clause's block from its page's text and return the clauses that are read then."""
    page = copied_guideline(folder) / page_file(clause.page)
    block = re.compile(rf"(?m)^  - id: {clause.id}\n(?:    .*\n)+")
    changed, times = block.subn("", page.read_text(encoding="utf-8"))
    assert times == 1, f"{clause.id} is stated {times} times on {page.name}"
    page.write_text(changed, encoding="utf-8")
    return load_guideline(folder).clauses


def _read_again(
    facts: Facts, marks: list[Mark], clause: str, folder: Path
) -> tuple[list[Mark], Marks]:
    """Rewrite the files that mark `clause`; return the other files' marks, and these read anew."""
    files = {mark.file for mark in marks if mark.clause == clause}
    for file in files:
        text = (facts.repository / file).read_text(encoding="utf-8")
        _write(folder / file, _MARK.sub(lambda mark: _unnamed(mark[0], clause), text))
    read = read_marks(folder)
    assert read.problems == []
    return [mark for mark in marks if mark.file not in files], read


def _unnamed(mark: str, clause: str) -> str:
    return re.sub(rf'"{clause}",?', "", mark)


def _with_marks(facts: Facts, **marks: list[Mark]) -> Facts:
    return dataclasses.replace(facts, marks=dataclasses.replace(facts.marks, **marks))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
