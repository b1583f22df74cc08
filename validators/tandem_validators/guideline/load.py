"""Reads the guideline's pages and readings into one `Guideline`, or says all that is wrong."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tandem_validators.errors import GuidelineRefused, Problem
from tandem_validators.guideline import keys
from tandem_validators.guideline.folder import (
    GUIDELINE_FILE,
    READINGS_FILE,
    digest_of,
    guideline_files,
    guideline_folder,
    page_file,
)
from tandem_validators.guideline.model import STEPS, Clause, Guideline, Page, Parameter, Reading
from tandem_validators.guideline.parse import parse_clause, parse_parameter, parse_reading
from tandem_validators.guideline.reader import Reader
from tandem_validators.guideline.render import rendered

__all__ = ["digest_of", "guideline_folder", "load_guideline"]


def load_guideline(folder: Path | None = None) -> Guideline:
    """Return the guideline in `folder`; raise GuidelineRefused naming file, key and remedy."""
    return _Loading(Reader(folder or guideline_folder())).guideline()


class _Loading:
    """Gathers pages, clauses, parameters and readings; refuses once, at the end."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.pages: dict[str, Page] = {}
        self.clauses: dict[str, Clause] = {}
        self.parameters: dict[str, Parameter] = {}
        self.unusable: set[str] = set()
        self.readings: dict[int, Reading] = {}

    def guideline(self) -> Guideline:
        head = self.reader.head(GUIDELINE_FILE)
        for name in (*STEPS, *_others(head)):
            self._page(name)
        for block in self.reader.blocks(READINGS_FILE):
            self._reading(block)
        self._render_texts()
        if self.reader.problems:
            raise GuidelineRefused(self.reader.problems)
        return self._assembled(head)

    def _assembled(self, head: Mapping[str, Any]) -> Guideline:
        return Guideline(
            version=head["version"],
            title=head["title"],
            status=head["status"],
            reviewed=str(head["reviewed"]),
            digest=digest_of(self.reader.folder, guideline_files(self.pages)),
            pages=self.pages,
            clauses=self.clauses,
            parameters=self.parameters,
            readings=tuple(self.readings[number] for number in sorted(self.readings)),
        )

    def _page(self, name: str) -> None:
        file = page_file(name)
        page = self.reader.page(file)
        if page is None:
            return
        meta, body = page
        required = keys.STEP_PAGE if name in STEPS else keys.PAGE
        if not self.reader.has_keys(meta, file, required, keys.NORMATIVE):
            return
        if meta.get("step", name) != name:
            remedy = f"Write `step: {name}`; the file's name decides."
            problem = Problem(f"{file}, key 'step'", "names another step", remedy)
            self.reader.problems.append(problem)
        order = meta.get("order", 0)
        self.pages[name] = Page(name, meta["title"], meta["description"], body, file, order)
        problems = self.reader.problems
        parameters = keys.as_mapping(meta.get("parameters"), f"{file}, parameters", problems)
        for parameter, block in parameters:
            self._parameter(parameter, block, file, name)
        for block in keys.as_list(meta.get("clauses"), f"{file}, clauses", problems):
            self._clause(block, file, name)

    def _parameter(self, name: str, block: Any, file: str, step: str) -> None:
        parameter, problems = parse_parameter(name, block, file, step)
        if parameter is None:
            self.unusable.add(name)
        self._add(self.parameters, name, parameter, f"{file}, parameter {name}", problems)

    def _clause(self, block: Any, file: str, step: str) -> None:
        clause, problems = parse_clause(block, file, step)
        name = clause.id if clause else "?"
        self._add(self.clauses, name, clause, f"{file}, clause {name}", problems)

    def _reading(self, block: Any) -> None:
        reading, problems = parse_reading(block, READINGS_FILE)
        number = reading.number if reading else 0
        where = f"{READINGS_FILE}, reading {number}"
        self._add(self.readings, number, reading, where, problems)

    def _add(
        self, known: dict[Any, Any], key: Any, item: Any, where: str, problems: Iterable[Problem]
    ) -> None:
        self.reader.problems += problems
        if item is None:
            return
        if key not in known:
            known[key] = item
            return
        first = getattr(known[key], "page", None)
        what = f"is stated twice (first on page {first})" if first else "is stated twice"
        remedy = "State it once; refer to it elsewhere."
        self.reader.problems.append(Problem(where, what, remedy))

    def _render_texts(self) -> None:
        # a parameter that is refused for its keys is named once, not again in every text
        values: dict[str, Any] = dict.fromkeys(self.unusable, "")
        values |= {name: parameter.value for name, parameter in self.parameters.items()}
        units: dict[str, str] = dict.fromkeys(self.unusable, "")
        units |= {name: parameter.counted_unit for name, parameter in self.parameters.items()}
        problems = self.reader.problems
        for clause in list(self.clauses.values()):
            where = f"{page_file(clause.page)}, clause {clause.id}"
            text = rendered(clause.template, values, units, where, problems)
            self.clauses[clause.id] = dataclasses.replace(clause, text=text)
        for reading in self.readings.values():
            where = f"{READINGS_FILE}, reading {reading.number}"
            for template in (reading.question, reading.reading):
                rendered(template, values, units, where, problems)


def _others(head: Mapping[str, Any]) -> list[str]:
    """Return the pages beside the steps that state clauses or parameters."""
    return [str(name) for name in head.get("pages") or ()]
