"""The lines of the measures in words, and their tables. Small cells are hidden before."""

from __future__ import annotations

from collections.abc import Sequence

from tandem_flows.documents.paper import Column, Grid, Part, Words
from tandem_flows.rules.measures.catalogue import MEASURES, Measure, measure_of
from tandem_flows.rules.measures.figure import ALL, LED_BY, Figure, excluded
from tandem_flows.rules.measures.savings import CAVEAT
from tandem_flows.rules.measures.suppress import SUPPRESSED, is_suppressed
from tandem_flows.rules.measures.targets import is_reached, target_of
from tandem_validators.guideline.values import Values

HIDDEN = "hidden: few people"
UNKNOWN = "not known"
QUALITATIVE = ("M9", "M10", "M11")
_COHORTS = {cohort: f"{lead} leads" for lead, cohort in LED_BY.items()} | {ALL: ""}
_COLUMNS = (
    Column("Line", share=4),
    Column("Counted", "counted:", 2),
    Column("Of", "of:", 2),
    Column("Result", "result:", 2),
    Column("Target", "target:", 2),
    Column("Left out, and notes", share=7),
)


def measure_parts(figures: Sequence[Figure], values: Values, *, of_people: bool) -> list[Part]:
    """Return a part with a table for each measure: what was counted, or what people said."""
    wanted = [of for of in MEASURES if (of.prefix in QUALITATIVE) is of_people]
    return [_part(measure, figures, values) for measure in wanted]


def _part(measure: Measure, figures: Sequence[Figure], values: Values) -> Part:
    mine = [figure for figure in figures if measure_of(figure.measure) == measure]
    under = f"What is divided: {measure.divided}. In {measure.unit} unless the line says otherwise."
    rows = tuple(_row(figure, values) for figure in mine)
    return Part(f"{measure.prefix}. {measure.title}", under, grid=Grid("", _COLUMNS, rows))


def _row(figure: Figure, values: Values) -> tuple[Words, ...]:
    hidden, cohort = is_suppressed(figure), _COHORTS.get(figure.cohort, figure.cohort)
    name = figure.measure.replace("_", " ")
    left_out = "" if hidden else excluded(figure.exclusions).replace("_", " ")
    told = [f"left out: {left_out}"] if left_out not in ("", "none") else []
    return tuple(
        Words(text)
        for text in (
            f"{name}, {cohort.replace('_', ' ')}" if cohort else name,
            "" if hidden else number(figure.numerator),
            "" if hidden else number(figure.denominator),
            said(figure),
            target_words(figure, values),
            "; ".join([*told, *(n for n in figure.notes if n != SUPPRESSED)]),
        )
    )


def notes_of(figure: Figure) -> list[str]:
    """Return the notes of a figure but those that the report says in another place."""
    spoken = (SUPPRESSED, CAVEAT)
    return [note for note in figure.notes if note not in spoken and " % interval " not in note]


def said(figure: Figure, unit: str = "") -> str:
    """Return the value in words: the number with its unit, hidden, or not known."""
    if is_suppressed(figure):
        return HIDDEN
    return UNKNOWN if figure.value is None else number(figure.value) + unit


def target_words(figure: Figure, values: Values) -> str:
    """Return the target of a figure and whether it was reached; nothing without one."""
    target = target_of(figure, values)
    if target is None:
        return ""
    words = {True: " (reached)", False: " (not reached)", None: ""}
    return number(target) + words[is_reached(figure, target)]


def number(amount: float | None) -> str:
    """Return a number as people write it."""
    if amount is None:
        return ""
    return f"{amount:,.0f}" if float(amount).is_integer() else f"{amount:,.2f}"


def dollars(amount: float) -> str:
    """Return whole US dollars, with a true minus sign."""
    sign = "\N{MINUS SIGN}" if round(amount) < 0 else ""
    return f"{sign}${abs(amount):,.0f}"
