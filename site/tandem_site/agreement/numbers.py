"""A number of the guideline is a parameter; typed by hand in a text, it would go stale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tandem_site.facts import Facts, body_line
from tandem_validators.errors import Problem
from tandem_validators.guideline.model import Parameter

# What may hold a digit: macros, headings, link targets, code, attributes, list numbers, dates.
_ALLOWED = re.compile(
    r"\{\{.*?\}\}|^\#.*?$|\]\([^)]*\)|`[^`]*`|\{:[^}]*\}|^\s*\d+\.\s|\b\d{4}-\d\d-\d\d\b",
    re.DOTALL | re.MULTILINE,
)
# decisions and drills tell what was, not what holds
_HISTORY = "about/decisions/"
_DIGITS = r"(?<![\w.-])\d+(?:\.\d+)?(?![\w-])"
_WORDS = (
    "two three four five six seven eight nine ten eleven twelve fourteen fifteen eighteen twenty "
    "thirty sixty ninety"
).replace(" ", "|")


def number_problems(facts: Facts) -> list[Problem]:
    """Return the numbers that stand typed in clauses, readings, descriptions and page texts."""
    parameters = facts.guideline.parameters
    counted = _counted(parameters)
    stated = re.compile(f"{_DIGITS}|{_spelled(counted)}", re.IGNORECASE)
    # a page that states no clause may count its own things, but not what a parameter counts
    told = re.compile(rf"{_DIGITS} (?:{counted})\b|{_spelled(counted)}", re.IGNORECASE)
    texts = [(stated, *text) for text in _texts(facts)] + [(told, *text) for text in _told(facts)]
    return [
        _typed(where, found, parameters)
        for number, place, first_line, text in texts
        for where, found in _numbers(number, place, first_line, text)
    ]


def _counted(parameters: Mapping[str, Parameter]) -> str:
    """Return what parameters count, as a pattern: `days|months|patients`."""
    units = {parameter.unit for parameter in parameters.values() if parameter.minimum is not None}
    return "|".join(sorted(units))


def _spelled(counted: str) -> str:
    return rf"\b(?:{_WORDS}) (?:{counted})\b"


def _texts(facts: Facts) -> Iterator[tuple[str, int, str]]:
    """Yield each text with its place; a first line of nought means that the place has no lines."""
    for clause in facts.guideline.clauses.values():
        yield f"guidelines/{clause.page}.md, clause {clause.id}", 0, clause.template
    for reading in facts.guideline.readings:
        text = f"{reading.question} {reading.reading}"
        yield f"guidelines/interpretations.yaml, reading {reading.number}", 0, text
    for page in facts.guideline.pages.values():
        yield f"guidelines/{page.file}, description", 0, page.description
        yield f"guidelines/{page.file}", body_line(page, facts.repository), page.body


def _told(facts: Facts) -> Iterator[tuple[str, int, str]]:
    for page in facts.written.values():
        if not page.name.startswith(_HISTORY):
            yield f"guidelines/{page.file}", body_line(page, facts.repository), page.body


def _numbers(
    number: re.Pattern[str], place: str, first_line: int, text: str
) -> Iterator[tuple[str, str]]:
    blanked = _ALLOWED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for match in number.finditer(blanked):
        line = first_line + blanked.count("\n", 0, match.start())
        yield (f"{place}, line {line}" if first_line else place), match[0]


def _typed(where: str, number: str, parameters: Mapping[str, Parameter]) -> Problem:
    digits = number.split()[0]
    same = [name for name, parameter in parameters.items() if str(parameter.value) == digits]
    remedy = "State it as a parameter in the front matter and refer to it."
    if same:
        remedy = f"Refer to the parameter it belongs to; of this value are: {', '.join(same)}."
    return Problem(where, f"holds the typed number {number}", remedy)
