"""Panels of cards that follow each other: what happens once, what repeats, what comes seldom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem_site.drawing.card import Card, card_height, drawn_card
from tandem_site.drawing.shapes import Drawing, arrow, box, words_at

_GAP, _PAD, _TITLE = 22.0, 12.0, 30.0
_BACK = 30.0
NARROW = 340.0


@dataclass(frozen=True)
class Panel:
    """Cards under one title, `share` of the width. `again` says when they come again, by an arrow.

    `part` names the panel in the picture's text, for whoever reads it with a program.
    """

    title: str
    cards: tuple[Card, ...]
    again: str = ""
    share: float = 1.0
    part: str = ""


def wide(panels: Sequence[Panel], across: float) -> Drawing:
    """Return the panels beside each other; the one with an arrow back has its cards in a row."""
    room = across - _GAP * (len(panels) - 1)
    whole = sum(panel.share for panel in panels)
    widths = [room * panel.share / whole for panel in panels]
    height = max(_height(panel, width) for panel, width in zip(panels, widths, strict=True))
    shapes: list[str] = []
    x, level = 0.0, height / 2 if any(panel.again for panel in panels) else _TITLE + 24
    for panel, width in zip(panels, widths, strict=True):
        if x:
            shapes.append(arrow([(x - _GAP, level), (x - 2, level)]))
        shapes.append(_grouped(panel, _panel(panel, x, 0, width, height)))
        x += width + _GAP
    return Drawing(across, height, tuple(shapes))


def narrow(panels: Sequence[Panel]) -> Drawing:
    """Return the panels below each other, each with its cards in a column."""
    shapes: list[str] = []
    y = 0.0
    for panel in panels:
        if y:
            shapes.append(arrow([(NARROW / 2, y - _GAP), (NARROW / 2, y - 2)]))
        height = _column_height(panel, NARROW)
        drawn = _frame(panel, 0, y, NARROW, height) + _column(panel, 0, y, NARROW)
        shapes.append(_grouped(panel, drawn))
        y += height + _GAP
    return Drawing(NARROW, y - _GAP, tuple(shapes))


def _grouped(panel: Panel, shapes: Sequence[str]) -> str:
    named = f' data-part="{panel.part}"' if panel.part else ""
    return f"<g{named}>" + "\n".join(shapes) + "</g>"


def _height(panel: Panel, width: float) -> float:
    if not panel.again:
        return _column_height(panel, width)
    inner = _row_width(panel, width)
    return _TITLE + max(card_height(card, inner) for card in panel.cards) + _PAD + _BACK


def _panel(panel: Panel, x: float, y: float, width: float, height: float) -> list[str]:
    drawn = _row(panel, x, y, width, height) if panel.again else _column(panel, x, y, width)
    return _frame(panel, x, y, width, height) + drawn


def _frame(panel: Panel, x: float, y: float, width: float, height: float) -> list[str]:
    kind = "dg-panel dg-again" if panel.again else "dg-panel"
    return [
        box(x, y, width, height, kind, 10),
        words_at(x + _PAD, y + 20, panel.title, "dg-title"),
    ]


def _row_width(panel: Panel, width: float) -> float:
    count = len(panel.cards)
    return (width - 2 * _PAD - (count - 1) * _GAP) / count


def _row(panel: Panel, x: float, y: float, width: float, height: float) -> list[str]:
    inner, top = _row_width(panel, width), y + _TITLE
    bottom = y + height - _BACK - 4
    shapes: list[str] = []
    left = x + _PAD
    for place, card in enumerate(panel.cards):
        if place:
            shapes.append(arrow([(left - _GAP, (top + bottom) / 2), (left, (top + bottom) / 2)]))
        shapes += drawn_card(card, left, top, inner, bottom - top)
        left += inner + _GAP
    first, last = x + _PAD + inner / 2, x + width - _PAD - inner / 2
    low = y + height - 14
    shapes.append(arrow([(last, bottom), (last, low), (first, low), (first, bottom)], "dg-back"))
    return [*shapes, *_told(panel.again, (first + last) / 2, low)]


def _told(words: str, x: float, y: float) -> list[str]:
    half = len(words) * 3.6 + 8
    ground = box(x - half, y - 9, 2 * half, 18, "dg-label", 9)
    return [ground, words_at(x, y + 4, words, "dg-small", "middle")]


def _column_height(panel: Panel, width: float) -> float:
    inner = width - 2 * _PAD - (_BACK if panel.again else 0)
    cards = sum(card_height(card, inner) for card in panel.cards)
    gap = _GAP if panel.again else _PAD
    told = _BACK if panel.again else 0
    return _TITLE + cards + gap * (len(panel.cards) - 1) + _PAD + told


def _column(panel: Panel, x: float, y: float, width: float) -> list[str]:
    inner = width - 2 * _PAD - (_BACK if panel.again else 0)
    gap = _GAP if panel.again else _PAD
    shapes: list[str] = []
    top = y + _TITLE
    middles: list[float] = []
    for place, card in enumerate(panel.cards):
        height = card_height(card, inner)
        if place and panel.again:
            shapes.append(arrow([(x + _PAD + inner / 2, top - gap), (x + _PAD + inner / 2, top)]))
        shapes += drawn_card(card, x + _PAD, top, inner, height)
        middles.append(top + height / 2)
        top += height + gap
    if not panel.again:
        return shapes
    right, lane = x + _PAD + inner, x + width - 16
    back = [(right, middles[-1]), (lane, middles[-1]), (lane, middles[0]), (right, middles[0])]
    words = words_at(x + _PAD, top - gap + 22, panel.again, "dg-small")
    return [*shapes, arrow(back, "dg-back"), words]
