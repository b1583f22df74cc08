"""The report of the evaluation as a page that prints: counts and rates, nothing of any patient.

It is one HTML file without scripts or outside references. Cells that rest on a few people are
hidden before they come here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tandem_flows.documents.file import Writer, text_file
from tandem_flows.marks import implements
from tandem_flows.rules.measures.catalogue import MEASURES, Measure, measure_of
from tandem_flows.rules.measures.figure import ALL, LEADS, Figure, Stamp, excluded
from tandem_flows.rules.measures.suppress import is_suppressed
from tandem_flows.rules.measures.targets import is_reached, target_of
from tandem_validators.guideline.values import Values

_TEMPLATES = Path(__file__).parent / "templates"
_QUALITATIVE = ("M9", "M10", "M11")
_COHORTS = {f"lead_{lead}": f"{lead} leads" for lead in LEADS} | {ALL: "all"}


@dataclass(frozen=True)
class Line:
    """One line of a table of the report, in words."""

    name: str
    cohort: str
    numerator: str
    denominator: str
    value: str
    target: str
    is_reached: bool | None
    excluded: str
    note: str


@dataclass(frozen=True)
class Section:
    """One measure with its lines."""

    measure: Measure
    lines: tuple[Line, ...]


@implements("EVL-07", "EVL-14", "EVL-19")
def evaluation_page(
    figures: Sequence[Figure], stamp: Stamp, practice_name: str, as_of: date, values: Values
) -> Writer:
    """Return a writer of the report: numbers first, then what patients and staff said.

    Raw and adjusted net savings stand side by side with the reason why raw alone misleads.
    """
    sections = [_section(measure, figures, values) for measure in MEASURES]
    by_name = {figure.measure: figure for figure in figures if figure.cohort == ALL}
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    page = environment.get_template("evaluation.html.j2").render(
        practice_name=practice_name,
        as_of=as_of,
        through=min((figure.data_through for figure in figures), default=as_of),
        stamp=stamp,
        values=values,
        quantitative=[s for s in sections if s.measure.prefix not in _QUALITATIVE],
        qualitative=[s for s in sections if s.measure.prefix in _QUALITATIVE],
        raw=_line(by_name["M8_net_raw"], values),
        adjusted=_line(by_name["M8_net_adjusted"], values),
    )
    return text_file(page)


def _section(measure: Measure, figures: Sequence[Figure], values: Values) -> Section:
    mine = [figure for figure in figures if measure_of(figure.measure) == measure]
    return Section(measure, tuple(_line(figure, values) for figure in mine))


def _line(figure: Figure, values: Values) -> Line:
    target = target_of(figure, values)
    hidden = is_suppressed(figure)
    return Line(
        name=figure.measure.replace("_", " "),
        cohort=_COHORTS.get(figure.cohort, figure.cohort.replace("_", " ")),
        numerator="" if hidden else _number(figure.numerator),
        denominator="" if hidden else _number(figure.denominator),
        value="hidden" if hidden else _number(figure.value) or "not known",
        target="" if target is None else _number(target),
        is_reached=None if target is None else is_reached(figure, target),
        excluded="" if hidden else excluded(figure.exclusions).replace("_", " "),
        note="; ".join(figure.notes),
    )


def _number(number: float | None) -> str:
    if number is None:
        return ""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.2f}"
