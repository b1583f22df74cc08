"""How hard a text is to read: the Flesch-Kincaid grade, and the prose of a page without the rest.

Syllables are counted by the groups of vowels, less what is silent at the end of a word: enough to
compare texts, not to teach reading.
"""

from __future__ import annotations

import re
from typing import Any

from jinja2 import Environment

from tandem_site.words import bare_words
from tandem_validators.guideline.model import Guideline, Page

VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:[^laeiouyscgzxh]es|[^td]ed|[^laeiouy]e)$|e(?=ly$)")
# vowels that stand together and are spoken apart
APART = re.compile(
    r"(?<!c)ia(?!lly$|ls?$)|io(?!n|u)|(?<![ctgx])iou|ua|(?<!p)eo|iu|ying|^coo|"
    r"ea(?=$|s$)|(?<=cr)ea(?=t[ei])|ei(?=ng)|(?<=sc)ie|(?<=qu)ie|(?<=tr)ia|(?<=d)ial$"
)
NO_PROSE = re.compile(r"^(?:#|\||<|\{:|```)")


def grade(text: str) -> float:
    """Return the school grade for which `text` is written (Flesch-Kincaid)."""
    sentences = [s for s in re.split(r"(?<=[.!?:])\s+|\n", text) if re.search(r"\w", s)]
    words = re.findall(r"[A-Za-z]+(?:'[a-z]+)?", text)
    syllables = sum(syllables_of(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def syllables_of(word: str) -> int:
    """Return how many syllables a word has."""
    plain = re.sub(r"'.*", "", word.lower())
    groups = len(VOWELS.findall(plain)) + len(APART.findall(plain))
    return max(groups - bool(SILENT.search(plain)), 1)


def prose_of(page: Page, guideline: Guideline) -> str:
    """Return the running text of a page with the texts of its clauses and readings, one line each.

    Headings, tables, code and markup are left out; links stay as their words.
    """
    lines = [_without_markup(line) for line in _filled_in(page, guideline).splitlines()]
    return "\n".join(line for line in lines if line)


def _filled_in(page: Page, guideline: Guideline) -> str:
    words = {name: bare_words(one.value) for name, one in guideline.parameters.items()}
    units = {name: one.counted_unit for name, one in guideline.parameters.items()}
    readings = {reading.number: reading for reading in guideline.readings}

    def told(template: str) -> str:
        return Environment().from_string(template).render(p=words, u=units)

    def reading(number: int) -> str:
        return told(f"{readings[number].question}\n{readings[number].reading}")

    nothing: Any = lambda name: ""  # noqa: E731
    return (
        Environment()
        .from_string(page.body)
        .render(
            page=page,
            p=words,
            clause=lambda name: guideline.clauses[name].text,
            reading=reading,
            parameter=lambda name: words[name],
            ref=nothing,
            handoff=nothing,
            block=nothing,
        )
    )


def _without_markup(line: str) -> str:
    line = line.strip()
    if NO_PROSE.match(line):
        return ""
    line = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", line)
    line = re.sub(r"`[^`]*`|\{:[^}]*\}|<[^>]*>", " ", line)
    return re.sub(r"^(?:[-*]|\d+\.)\s+|[*_]", "", line).strip()
