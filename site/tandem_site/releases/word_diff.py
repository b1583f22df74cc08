"""Two wordings of one sentence as HTML: what was taken out and what was put in, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from markupsafe import Markup

# a word or a mark of punctuation, with the space that follows it
_TOKENS = re.compile(r"(?:\w+(?:[-'\u2019.]\w+)*|[^\w\s])\s*")
# below this likeness the words that stayed are chance, and whole sentences are easier to read
_LIKE_ENOUGH = 0.4


def word_difference(was: str, now: str) -> Markup:
    """Return `now` with the words of `was` that it dropped; equal texts come back unmarked."""
    before, after = _TOKENS.findall(was), _TOKENS.findall(now)
    matcher = SequenceMatcher(None, _bare(before), _bare(after), autojunk=False)
    if matcher.ratio() < _LIKE_ENOUGH:
        return _marked(before, after)
    pieces: list[Markup] = []
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        old, new = before[start:end], after[new_start:new_end]
        pieces.append(Markup("{}").format("".join(new)) if kind == "equal" else _marked(old, new))
    return Markup("").join(pieces).strip()


def _bare(tokens: Sequence[str]) -> list[str]:
    return [token.strip() for token in tokens]


def _marked(before: Sequence[str], after: Sequence[str]) -> Markup:
    old, new = "".join(before), "".join(after)
    taken = Markup("<del>{}</del>").format(old.strip()) if old else Markup("")
    put = Markup("<ins>{}</ins>").format(new.strip()) if new else Markup("")
    between = " " if old and new else ""
    ended = " " if (new or old)[-1:].isspace() else ""
    return Markup("{}{}{}{}").format(taken, between, put, ended)
