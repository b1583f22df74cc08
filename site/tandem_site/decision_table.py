"""A decision table: every combination of answers with what follows, and its shortest exact form.

Knows no rule: `blocks` asks the flow's own functions. `ANY` stands for each value a question has.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from tandem_site.templating import filled

ANY, OR = "any", " *or* "
Answers = tuple[str, ...]
Outcomes = dict[Answers, Answers]


@dataclass(frozen=True)
class Line:
    """One combination of answers and what follows from it, each cell as Markdown."""

    answers: Answers
    outcome: Answers


@dataclass(frozen=True)
class DecisionTable:
    """The questions, the headings of what follows, and a line for every combination."""

    questions: Answers
    headings: Answers
    lines: tuple[Line, ...]


def every_combination(choices: Sequence[Sequence[str]]) -> list[Answers]:
    """Return every combination of the `choices`, the first question changing slowest."""
    return list(product(*choices))


def decided_table(
    questions: Answers,
    headings: Answers,
    combinations: Sequence[Answers],
    outcomes: Callable[[Sequence[Answers]], Sequence[Answers]],
) -> DecisionTable:
    """Return the table whose outcomes the flow's function gives for all `combinations` at once."""
    lines = zip(combinations, outcomes(combinations), strict=True)
    return DecisionTable(questions, headings, tuple(Line(*line) for line in lines))


def collapsed(table: DecisionTable) -> DecisionTable:
    """Return the table with fewer lines that says the same: an answer that matters not is `any`.

    Every combination of the table fits exactly one line. A combination that cannot be is not in
    the table, so a line may fit it too.
    """
    outcomes = {line.answers: line.outcome for line in table.lines}
    return replace(table, lines=tuple(_merged(outcomes)))


def without_last(table: DecisionTable) -> DecisionTable:
    """Return the table without its last heading, such as the reason in words."""
    lines = tuple(replace(line, outcome=line.outcome[:-1]) for line in table.lines)
    return replace(table, headings=table.headings[:-1], lines=lines)


def _merged(outcomes: Outcomes) -> list[Line]:
    """Return lines for `outcomes`: answers to the first question from which alike follows merge."""
    if set(outcomes) <= {()}:
        return [Line((), outcome) for outcome in outcomes.values()]
    groups = _groups(outcomes)
    return [
        Line((_name(answers, groups), *line.answers), line.outcome)
        for answers, rest in groups
        for line in _merged(rest)
    ]


def _groups(outcomes: Outcomes) -> list[tuple[list[str], Outcomes]]:
    """Gather the answers to the first question after which nothing known differs."""
    groups: list[tuple[list[str], Outcomes]] = []
    for answer in dict.fromkeys(first for first, *_ in outcomes):
        rest = {asked[1:]: outcome for asked, outcome in outcomes.items() if asked[0] == answer}
        for answers, known in groups:
            if _is_alike(known, rest):
                answers.append(answer)
                known |= rest
                break
        else:
            groups.append(([answer], rest))
    return groups


def _is_alike(known: Outcomes, rest: Outcomes) -> bool:
    """Whether some combinations are in both, and all of those have the same outcome."""
    shared = known.keys() & rest.keys()
    return bool(shared) and all(known[asked] == rest[asked] for asked in shared)


def _name(answers: list[str], groups: list[tuple[list[str], Outcomes]]) -> str:
    return ANY if len(groups) == 1 and len(answers) > 1 else OR.join(answers)


def markdown(table: DecisionTable) -> str:
    """Return the table as Markdown."""
    return filled("decision-table.md.j2", table=table)
