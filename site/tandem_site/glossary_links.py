"""Links the first use of each term in the prose of a page to the glossary.

Headings, code, links, tables, clause boxes and whatever else is written as HTML stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tandem_site.glossary import Term

PAGE = "glossary.md"
_NO_PROSE = re.compile(r"#|\||\s{4}|```|~~~|:{1,2} ")
_BLOCKS = "div|form|table|figure|svg|nav|section|details|dl|ol|ul|p|pre|picture"
_OPENED = re.compile(rf"<({_BLOCKS})\b[^>]*(?<!/)>", re.IGNORECASE)
_CLOSED = re.compile(rf"</({_BLOCKS})>", re.IGNORECASE)
# what of a line is no running text: code, links, images, tags, attributes
_APART = r"`[^`]*`|!?\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?|<[^>]*>|\{[:\s][^}]*\}"


def with_terms(body: str, terms: Sequence[Term]) -> str:
    """Return the Markdown `body` with a link, and the definition, at the first use of each term."""
    unseen = {_key(word): term for term in terms for word in term.words}
    if not unseen:
        return body
    pattern = _pattern(
        tuple(unseen), tuple(phrase for term in terms for phrase in term.other_senses)
    )
    return "\n".join(
        pattern.sub(lambda found: _linked(found[0], unseen), line) if is_prose else line
        for line, is_prose in _told(body)
    )


def _told(body: str) -> Iterator[tuple[str, bool]]:
    """Yield each line and whether it is prose."""
    depth, is_code = 0, False
    for line in body.split("\n"):
        if line.startswith(("```", "~~~")):
            is_code = not is_code
        inside = depth > 0 or line.lstrip().startswith("<")
        depth = max(depth + len(_OPENED.findall(line)) - len(_CLOSED.findall(line)), 0)
        yield line, not (inside or is_code or _NO_PROSE.match(line))


def _linked(words: str, unseen: dict[str, Term]) -> str:
    """Return `words`, with a link if they are a term not used before, which they now are."""
    term = unseen.get(_key(words))
    if term is None:
        return words
    for word in term.words:
        unseen.pop(_key(word), None)
    return _link(words, term)


@cache
def _pattern(keys: tuple[str, ...], other_senses: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of what is no running text, and of all words; the longer ones first."""
    longest_first = sorted({*keys, *other_senses}, key=lambda word: (-len(word), word))
    forms = "|".join(_form(word) for word in longest_first)
    return re.compile(rf"{_APART}|(?<![\w/-])(?:{forms})(?![\w/-])")


def _form(key: str) -> str:
    """A short form in capitals is told from a word by its capitals; any other word may have one."""
    return re.escape(key) if key.isupper() else f"(?i:{re.escape(key)})"


def _key(word: str) -> str:
    return word if word.isupper() else word.lower()


def _link(words: str, term: Term) -> str:
    definition = " ".join(term.definition.split()).replace('"', "'")
    return f'[{words}](@root/{PAGE}#{term.anchor} "{definition}"){{ .term }}'
