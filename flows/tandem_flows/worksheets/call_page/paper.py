"""The page on paper: every patient with what is known, and lines to write on, without power.

Here: what is printed, as values for the template. It is the same order and wording as on the
screen, and needs no program to be printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tandem_flows.worksheets.call_page.facts import Json, PageFacts, last_time
from tandem_flows.worksheets.call_page.sections import REVIEW, Part, Section
from tandem_flows.worksheets.fields import CHOICE, TEXT, YES_NO
from tandem_flows.worksheets.layout import cell_words
from tandem_flows.worksheets.tab import Shown, Tab

# Blank rows of a list, more where more comes up, and choices that fit on one line of print.
_LIST_LINES = {"tasks": 3, "care_team": 2}
_MOST_CHOICES = 5


@dataclass(frozen=True)
class Line:
    """A heading with what is known, boxes to tick, or room to write."""

    title: str
    words: str = ""
    boxes: tuple[str, ...] = ()
    is_long: bool = False


@dataclass(frozen=True)
class Table:
    """A list to fill in: its headings, the rows that stand already, and blank ones."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class PaperSection:
    """One section of a patient's review."""

    heading: str
    told: tuple[Line, ...]
    asked: tuple[Line, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class PaperPatient:
    """One patient: name, date of birth, why on the agenda, what was said last time, the review."""

    position: str
    name: str
    born: str
    case_id: str
    reason: str
    last_time: tuple[str, ...]
    sections: tuple[PaperSection, ...]


def paper_of(tabs: Sequence[Tab], facts: PageFacts) -> tuple[PaperPatient, ...]:
    """Return the patients of the call as the paper shows them."""
    by_name = {tab.name: tab for tab in tabs}
    said = last_time(facts)
    return tuple(
        _patient(row, by_name, facts, _said(said, str(row["case_id"])))
        for row in by_name["known"].prefilled.iter_rows(named=True)
    )


def _said(said: Json, case_id: str) -> tuple[str, ...]:
    rows = [row for told in said.values() for row in told.get(case_id, [])]
    return tuple(" · ".join(f"{title}: {words}" for title, words in row) for row in rows)


def _patient(
    row: Mapping[str, object],
    tabs: Mapping[str, Tab],
    facts: PageFacts,
    said: tuple[str, ...],
) -> PaperPatient:
    case_id = str(row["case_id"])
    names = (cell_words(row.get(name)) for name in ("first_name", "last_name"))
    return PaperPatient(
        position=cell_words(row.get("position")),
        name=" ".join(names),
        born=cell_words(row.get("birth_date")),
        case_id=case_id,
        reason=cell_words(row.get("agenda_reason")),
        last_time=said,
        sections=tuple(
            _section(section, case_id, tabs, facts) for section in REVIEW if section.parts
        ),
    )


def _section(
    section: Section, case_id: str, tabs: Mapping[str, Tab], facts: PageFacts
) -> PaperSection:
    lists = [part for part in section.parts if part.is_list]
    single = [part for part in section.parts if not part.is_list]
    return PaperSection(
        heading=facts.headings[section.anchor],
        told=tuple(line for part in section.parts for line in _told(part, tabs[part.tab], case_id)),
        asked=tuple(line for part in single for line in _asked(part, tabs[part.tab], case_id)),
        tables=tuple(_table(part, tabs[part.tab], case_id) for part in lists),
    )


def _told(part: Part, tab: Tab, case_id: str) -> list[Line]:
    known = next(iter(_rows(tab, case_id)), {})
    shown = {column.name: column for column in tab.columns}
    return [
        Line(shown[name].field.title, cell_words(shown[name].label_of(known.get(name))))
        for name in part.told
        if known.get(name) is not None
    ]


def _rows(tab: Tab, case_id: str) -> list[dict[str, object]]:
    return [row for row in tab.prefilled.iter_rows(named=True) if row.get("case_id") == case_id]


def _asked(part: Part, tab: Tab, case_id: str) -> list[Line]:
    known = next(iter(_rows(tab, case_id)), {})
    shown = {column.name: column for column in tab.columns}
    return [_line(shown[name], known.get(name)) for name in part.asked]


def _line(shown: Shown, known: object) -> Line:
    is_ticked = shown.field.kind in (CHOICE, YES_NO) and len(shown.picks) <= _MOST_CHOICES
    boxes = tuple(pick.label for pick in shown.picks) if is_ticked else ()
    words = cell_words(shown.label_of(known))
    return Line(shown.field.title, words, boxes, is_long=shown.field.kind == TEXT)


def _table(part: Part, tab: Tab, case_id: str) -> Table:
    shown = {column.name: column for column in tab.columns}
    headings = tuple(shown[name].field.title for name in part.asked)
    standing = [
        tuple(cell_words(shown[name].label_of(row.get(name))) for name in part.asked)
        for row in _rows(tab, case_id)
    ]
    blank = [("",) * len(headings)] * _LIST_LINES.get(part.tab, 1)
    return Table(tab.title, headings, (*standing, *blank))
