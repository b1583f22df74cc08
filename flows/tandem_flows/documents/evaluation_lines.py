"""The lines of the measures in words, and their tables. Small cells are hidden before."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tandem_flows.documents.paper import Column, Grid, Part, Words, says
from tandem_flows.rules.measures.catalogue import MEASURES, Measure, measure_of
from tandem_flows.rules.measures.figure import Figure, excluded
from tandem_flows.rules.measures.line_words import cohort_words, line_words
from tandem_flows.rules.measures.savings import CAVEAT
from tandem_flows.rules.measures.suppress import SUPPRESSED, is_suppressed
from tandem_flows.rules.measures.targets import TARGET, edge_words, target_of, verdict_words
from tandem_validators.guideline.values import Values

HIDDEN = "hidden: few people"
UNKNOWN = "not known"
_OFTEN = 3  # lines from which on a note that all carry is said once
_EVERYBODY = "all patients"
QUALITATIVE = ("M9", "M10", "M11")
_COLUMNS = (
    Column("Line", share=5),
    Column("Counted", "counted:", 2),
    Column("Of", "of:", 2),
    Column("Result", "result:", 2),
    Column("Target", "target:", 2),
    Column("Left out, and notes", share=6),
)


def measure_parts(figures: Sequence[Figure], values: Values, *, of_people: bool) -> list[Part]:
    """Return a part with a table for each measure: what was counted, or what people said."""
    wanted = [of for of in MEASURES if (of.prefix in QUALITATIVE) is of_people]
    return [_part(measure, figures, values) for measure in wanted]


def _part(measure: Measure, figures: Sequence[Figure], values: Values) -> Part:
    """Return the lines of a measure, each beside its cohorts; hidden ones only by name."""
    mine = _by_line([figure for figure in figures if measure_of(figure.measure) == measure])
    hidden = [figure for figure in mine if _is_named_only(figure, values)]
    shown = [figure for figure in mine if not _is_named_only(figure, values)]
    said_of_all = _said_of_all(shown)
    under = f"What is divided: {measure.divided}. In {measure.unit} unless the line says otherwise."
    rows = tuple(_row(figure, said_of_all, values) for figure in shown)
    names = "; ".join(_named_together(hidden))
    return Part(
        f"{measure.prefix}. {measure.title}",
        says((under, *(f"{note[:1].upper()}{note[1:]}." for note in said_of_all)), " "),
        grid=Grid("", _COLUMNS, rows) if rows else None,
        closing=f"Hidden, as few people stand behind them: {names}." if names else "",
    )


def _named_together(figures: Sequence[Figure]) -> list[str]:
    """Return the name of each line, with those it speaks of where it is not of all alone."""
    cohorts: dict[str, list[str]] = {}
    for figure in figures:
        words = cohort_words(figure.cohort) or _EVERYBODY
        cohorts.setdefault(line_words(figure.measure), []).append(words)
    return [
        line if of == [_EVERYBODY] else f"{line}: {', '.join(of)}" for line, of in cohorts.items()
    ]


def _by_line(figures: Sequence[Figure]) -> list[Figure]:
    """Return the lines with their cohorts together, both in the order in which they came."""
    first = {figure.measure: place for place, figure in reversed(list(enumerate(figures)))}
    return sorted(figures, key=lambda figure: first[figure.measure])


def _is_named_only(figure: Figure, values: Values) -> bool:
    """Whether the line is hidden; where a target is set, the line says so itself."""
    return is_suppressed(figure) and target_of(figure, values) is None


def _said_of_all(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return the notes that every line with numbers carries: they are said once."""
    known = [figure.notes for figure in figures if figure.value is not None]
    if len(known) < _OFTEN:
        return ()
    return tuple(note for note in known[0] if all(note in notes for notes in known))


def _name(figure: Figure) -> str:
    return says((line_words(figure.measure), cohort_words(figure.cohort)), ", ")


def _row(figure: Figure, said_of_all: Collection[str], values: Values) -> tuple[Words, ...]:
    hidden = is_suppressed(figure)
    left_out = "" if hidden else excluded(figure.exclusions).replace("_", " ")
    told = [f"left out: {left_out}"] if left_out not in ("", "none") else []
    return tuple(
        Words(text)
        for text in (
            _name(figure),
            "" if hidden else number(figure.numerator),
            "" if hidden else number(figure.denominator),
            said(figure),
            target_words(figure, values),
            "; ".join([*told, *_own_notes(figure, said_of_all)]),
        )
    )


def _own_notes(figure: Figure, said_of_all: Collection[str]) -> list[str]:
    """Return the notes but those said elsewhere: of all lines, of raw, and of the target."""
    elsewhere = (SUPPRESSED, CAVEAT, *said_of_all)
    return [n for n in figure.notes if n not in elsewhere and not n.startswith(TARGET)]


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
    verdict = verdict_words(figure, target)
    return says((f"{number(target)} {edge_words(figure)}", f"({verdict})" if verdict else ""), " ")


def number(amount: float | None) -> str:
    """Return a number as people write it."""
    if amount is None:
        return ""
    return f"{amount:,.0f}" if float(amount).is_integer() else f"{amount:,.2f}"


def dollars(amount: float) -> str:
    """Return whole US dollars, with a true minus sign."""
    sign = "\N{MINUS SIGN}" if round(amount) < 0 else ""
    return f"{sign}${abs(amount):,.0f}"
