"""The first pages of the evaluation: what was saved, rung by rung, and cost before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tandem_flows.documents.evaluation_lines import HIDDEN, UNKNOWN, dollars, notes_of
from tandem_flows.documents.paper import CARD, Column, Grid, Part, Words
from tandem_flows.documents.pictures.picture import Picture
from tandem_flows.documents.pictures.spans import Span, spans
from tandem_flows.rules.measures.figure import Figure
from tandem_flows.rules.measures.suppress import is_suppressed
from tandem_validators.guideline.values import Values

_RUNGS = (
    ("raw", "Raw: before and after", "the enrolled with their own months before"),
    ("adjusted", "Adjusted: the ratio of all who wait", "moved as those who wait moved; a rough "
     "check"),
    ("matched", "Matched: adjusted for cost before listing", "quarter by quarter with what a "
     "patient of their cost before would have cost, by those who wait"),
    ("chance", "Where chance decided", "the same, of patients whose place was drawn"),
)  # fmt: skip
_WHY = (
    "Read the raw number last. Patients come onto the list after a costly year, and most would "
    "cost less the next year without any help. In the Camden programme admissions fell by well "
    "over a third after enrolment, and by as much among patients who were not enrolled."
)
_ZERO = (
    "When an interval holds zero, nobody can say from these numbers whether money was saved. When "
    "no answer is shown, that is no zero: it is not known."
)


def savings_part(by_name: Mapping[str, Figure], values: Values) -> Part:
    """Return the rungs of net savings as a picture and a table, with why raw alone misleads."""
    lines = [(title, of, by_name[f"M8_net_{kind}"]) for kind, title, of in _RUNGS]
    needed = max(values.number("min_compared_patients"), values.number("small_cell_max") + 1)
    rows = [_span(title, line) for title, _, line in lines]
    told = "; ".join(f"{row.label}: {row.said}" for row in rows)
    title = "Net savings, US dollars, with the range that chance allows"
    drawn = _drawn("savings", title, told, rows, "nothing saved")
    few = (
        "No answer is shown, as it is not known or would rest on few people: it needs at least "
        f"{needed} enrolled and {needed} who wait."
    )
    why = (("", _WHY), ("", _ZERO)) + (() if drawn else (("", few),))
    columns = (
        Column("Compared", share=3), Column("How", share=4), Column("Net savings", share=2),
        Column("Interval", share=3), Column("Notes", share=6),
    )  # fmt: skip
    grid = Grid(
        f"Intervals are made so that about {values.number('confidence_percent')} of 100 of them "
        "hold the truth, where the comparison is a fair one.",
        columns,
        tuple(_row(title, of, line, needed) for title, of, line in lines),
    )
    return Part(
        "Net savings, rung by rung", look=CARD, sentences=why,
        pictures=drawn, grid=grid,
    )  # fmt: skip


def cost_part(by_name: Mapping[str, Figure]) -> Part:
    """Return cost a month before and after, and what was to be expected without the programme."""
    wanted = (
        ("M6_total_before", "Before enrolment", False),
        ("M6_total_after", "After enrolment", False),
        ("M8_before_matched", "Compared patients, before listing", False),
        ("M8_expected_matched", "Expected without the programme", True),
        ("M8_after_matched", "Compared patients, as it was", False),
        ("M8_waiting_before", "Those who wait, before listing", True),
        ("M8_waiting_after", "Those who wait, while waiting", True),
    )
    there = [(words, by_name[name], a) for name, words, a in wanted if name in by_name]
    rows = [_span(words, line, is_apart=is_apart) for words, line, is_apart in there]
    told = "; ".join(f"{row.label}: {row.said}" for row in rows)
    title = "Cost per member per month, US dollars"
    columns = (Column("Which", share=4), Column("Dollars", share=2), Column("Interval", share=3),
               Column("Notes", share=7))  # fmt: skip
    cells = tuple(
        tuple(
            Words(_unbroken(t))
            for t in (words, _said(line), _bounds(line), "; ".join(notes_of(line)))
        )
        for words, line, _ in there
    )
    fall = _fall(by_name)
    return Part(
        "Cost before and after", sentences=(("", fall),) if fall else (),
        pictures=_drawn("cost", title, told, rows), grid=Grid("", columns, cells),
    )  # fmt: skip


def _drawn(
    name: str, title: str, told: str, rows: Sequence[Span], at_zero: str | None = None
) -> tuple[Picture, ...]:
    """Return the rows as a picture; none when there is no number to draw."""
    if all(row.value is None for row in rows):
        return ()
    return (spans(name, title, told, rows, at_zero),)


def _fall(by_name: Mapping[str, Figure]) -> str:
    """Return in words what came without the programme, where it could be estimated."""
    found = [by_name.get(f"M8_{name}_matched") for name in ("before", "expected", "after")]
    known = [line.value for line in found if line is not None and line.value is not None]
    if len(known) < len(found):
        return ""
    before, expected, after = known
    moved = (
        "that change is mostly regression to the mean, less the rise in prices"
        if expected < before
        else "the waiting did not fall back"
    )
    return (
        f"The enrolled cost {dollars(before)} a month before they were listed. Judged by those "
        f"who wait, they would have cost {dollars(expected)} without the programme: {moved}. They "
        f"cost {dollars(after)}."
    )


def _span(title: str, line: Figure, *, is_apart: bool | None = None) -> Span:
    low, high = line.interval or (None, None)
    apart = title.startswith("Raw") if is_apart is None else is_apart
    return Span(title, line.value, low, high, _said(line), apart)


def _said(line: Figure) -> str:
    if is_suppressed(line):
        return HIDDEN
    return UNKNOWN if line.value is None else dollars(line.value)


def _bounds(line: Figure) -> str:
    if line.interval is None:
        return ""
    return f"{dollars(line.interval[0])} to {dollars(line.interval[1])}"


def _row(title: str, of: str, line: Figure, needed: int) -> tuple[Words, ...]:
    told = notes_of(line)
    if is_suppressed(line):
        told.append(f"shown from {needed} patients on each side on")
    shown = (title, of, _said(line), _bounds(line), "; ".join(told))
    return tuple(Words(_unbroken(text)) for text in shown)


def _unbroken(text: str) -> str:
    """Return dollars that no line break parts from their minus sign."""
    return text.replace("\N{MINUS SIGN}", "\N{MINUS SIGN}\N{WORD JOINER}")
