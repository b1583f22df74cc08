"""How much room words take, and where a line breaks. An estimate: the reader's font is unknown."""

from __future__ import annotations

LINE = 1.35
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[] "), frozenset("mwMW@%")
# a little more than Segoe UI, Helvetica and Arial need, so that words stay inside their boxes
_MARGIN = 1.06


def text_width(words: str, size: float, is_bold: bool = False) -> float:
    """Return the width of `words` in a letter size, both in the picture's units."""
    ems = sum(_em(letter) for letter in words)
    return ems * size * _MARGIN * (1.07 if is_bold else 1.0)


def _em(letter: str) -> float:
    if letter in _NARROW:
        return 0.32
    if letter in _WIDE:
        return 0.88
    return 0.68 if letter.isupper() else 0.55


def wrapped(words: str, width: float, size: float, is_bold: bool = False) -> list[str]:
    """Return `words` as lines that fit into `width`; a single long word is not broken."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, is_bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
