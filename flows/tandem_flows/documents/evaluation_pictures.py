"""The pictures of the process in the evaluation, each with its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tandem_flows.documents.evaluation_lines import number, said, target_words
from tandem_flows.documents.paper import Column, Grid, Part, Words
from tandem_flows.documents.pictures.bars import Bar, Target, bars
from tandem_flows.documents.pictures.runs import Month, run_chart
from tandem_flows.rules.measures.ed_follow_up import windows
from tandem_flows.rules.measures.fidelity import CORE
from tandem_flows.rules.measures.figure import Figure
from tandem_flows.rules.measures.line_words import line_words
from tandem_flows.rules.measures.targets import target_of
from tandem_validators.guideline.values import Values

Lines = Sequence[tuple[str, Figure]]
_STAGES = ("listed", "discussed", "outreached", "engaged", "active", "goal_confirmed",
           "goal_achieved", "declined", "unreachable")  # fmt: skip
_GAPS = "A question mark: the month rests on few people and is hidden, or is not known."
_GOALS_THEN = "A goal counts as the record of that day had it."
_LIST = "M1_funnel_listed"
_APART = ("declined", "unreachable")
_GOALS = ("M3", "M3_strict", "M3_goals_confirmed", "M3_no_goal")
_COLUMNS = (Column("Which", share=4), Column("Counted", "counted:", 1), Column("Of", "of:", 1),
         Column("Percent", "percent:", 2), Column("Target", "target:", 2))  # fmt: skip


def process_parts(
    by_name: Mapping[str, Figure], months: Sequence[Figure], values: Values
) -> list[Part]:
    """Return the funnel, the run charts, calls after emergency visits, goals and fidelity."""
    calls = [
        (f"Within {w.name.replace('_', ' ')}", by_name[f"M2_every_visit_call_{w.name}"])
        for w in windows(values)
    ]
    calls[0] = (calls[0][0], by_name["M2"])
    goals = [(line_words(name), by_name[name]) for name in _GOALS]
    fidelity = ["M12", *(f"M12_{clause}" for clause in CORE)]
    kept = [(line_words(name), by_name[name]) for name in fidelity]
    return [
        _funnel(by_name, values),
        *_run("M1", "Active care management, month by month", months, values),
        _shares("ed", "A call soon after an emergency visit",
                "Patients whose every visit was followed by a call", calls, values),
        *_run("M2", "A call soon after an emergency visit, month by month", months, values),
        _shares("goals", "Patients' own goals", "Goals, in percent", goals, values),
        *_run("M3", "Patients' own goals, month by month", months, values, _GOALS_THEN),
        _shares("fidelity", "Process fidelity",
                "What was done on time, of what was due, by clause", kept, values),
        *_run("M12", "Process fidelity, month by month", months, values),
    ]  # fmt: skip


def _funnel(by_name: Mapping[str, Figure], values: Values) -> Part:
    names = [f"M1_funnel_{stage}" for stage in _STAGES]
    lines = [(line_words(name), by_name[name]) for name in names]
    rows = [
        Bar(words, line.numerator, _of_list(line), is_apart=stage in _APART)
        for stage, (words, line) in zip(_STAGES, lines, strict=True)
    ]
    title = "Patients on the list, stage by stage"
    return Part(
        "The way to active care management",
        pictures=(bars("funnel", title, _told(rows), rows),),
        grid=_table(lines, values),
    )


def _of_list(line: Figure) -> str:
    if line.measure == _LIST:
        return number(line.numerator) or said(line)
    if line.numerator is None or line.value is None:
        return said(line)
    return f"{number(line.numerator)} ({line.value:.0f} %)"


def _shares(name: str, heading: str, title: str, lines: Lines, values: Values) -> Part:
    """Return bars of percentages; the first of them has the target."""
    rows = [
        Bar(words, line.value, f"{line.value:.0f} %" if line.value is not None else said(line))
        for words, line in lines
    ]
    at = target_of(lines[0][1], values)
    target = None if at is None else Target(at, f"target {at:g} %", rows=1)
    is_known = any(row.length is not None for row in rows)
    drawn = (bars(name, title, _told(rows), rows, target, scale=100.0),) if is_known else ()
    return Part(heading, pictures=drawn, grid=_table(lines, values))


def _run(
    measure: str, heading: str, months: Sequence[Figure], values: Values, about: str = ""
) -> list[Part]:
    """Return the run chart of a measure; nothing before there are two months to join."""
    mine = [line for line in months if line.measure == measure]
    known = [line for line in mine if line.value is not None]
    if len(known) < 2:
        return []
    shown = [Month(line.period.end_on, line.value) for line in mine]
    told = "; ".join(f"{m.until:%B %Y}: {said(line)}" for m, line in zip(shown, mine, strict=True))
    drawn = run_chart(
        f"run-{measure}", f"{heading}, in percent", told, shown, target_of(mine[0], values)
    )
    lines = [(f"To {line.period.end_on}", line) for line in mine]
    said_of_all = [about, _GAPS if len(known) < len(mine) else ""]
    sentences = tuple(("", words) for words in said_of_all if words)
    return [Part(heading, sentences=sentences, pictures=(drawn,), grid=_table(lines, values))]


def _table(lines: Lines, values: Values) -> Grid:
    """Return the lines as a table; the target has a column where one of them has a target."""
    targets = [target_words(line, values) for _, line in lines]
    rows = [
        [words, number(line.numerator), number(line.denominator), said(line), target]
        for (words, line), target in zip(lines, targets, strict=True)
    ]
    width = len(_COLUMNS) if any(targets) else len(_COLUMNS) - 1
    shown = tuple(tuple(Words(text) for text in row[:width]) for row in rows)
    return Grid("", _COLUMNS[:width], shown)


def _told(rows: Sequence[Bar]) -> str:
    return "; ".join(f"{row.label}: {row.said}" for row in rows)
