"""A card: a box with a number, a heading and lines that say more."""

from __future__ import annotations

from dataclasses import dataclass

from tandem_site.drawing.lettering import LINE, wrapped
from tandem_site.drawing.shapes import box, disc, words_at

HEADING, BODY = 13.0, 12.0
_PAD, _BADGE = 10.0, 11.0
# below this width the heading stands under the badge, not beside it
_SLIM = 150.0


@dataclass(frozen=True)
class Card:
    """What stands in a box; a card without a number has no badge."""

    heading: str
    lines: tuple[str, ...] = ()
    number: int | None = None
    kind: str = ""


def card_height(card: Card, width: float) -> float:
    """Return the height a card needs at a width."""
    heading, body = _set(card, width)
    height = len(heading) * HEADING * LINE + len(body) * BODY * LINE
    return round(height + 2 * _PAD - 2 + _drop(card, width))


def drawn_card(card: Card, x: float, y: float, width: float, height: float) -> list[str]:
    """Return the shapes of a card at a place; it may be higher than it needs."""
    heading, body = _set(card, width)
    shapes = [box(x, y, width, height, f"dg-card {card.kind}".strip())]
    if card.number is not None:
        middle = y + _PAD + HEADING * 0.55
        shapes.append(disc(x + _PAD + _BADGE, middle, _BADGE, "dg-badge"))
        shapes.append(
            words_at(x + _PAD + _BADGE, middle + 4.3, str(card.number), "dg-number", "middle")
        )
    top = y + _PAD + _drop(card, width)
    return shapes + _lettered(heading, body, x + _indent(card, width), top)


def _lettered(heading: list[str], body: list[str], x: float, y: float) -> list[str]:
    shapes = []
    for words in heading:
        shapes.append(words_at(x, round(y + HEADING * 0.88, 1), words, "dg-heading"))
        y += HEADING * LINE
    for words in body:
        shapes.append(words_at(x, round(y + BODY * 0.92, 1), words))
        y += BODY * LINE
    return shapes


def _set(card: Card, width: float) -> tuple[list[str], list[str]]:
    """Return heading and lines broken to the room inside the card."""
    room = width - _indent(card, width) - _PAD
    heading = wrapped(card.heading, room, HEADING, is_bold=True)
    return heading, [part for text in card.lines for part in wrapped(text, room, BODY)]


def _indent(card: Card, width: float) -> float:
    is_beside = card.number is not None and width >= _SLIM
    return _PAD + 2 * _BADGE + 8 if is_beside else _PAD


def _drop(card: Card, width: float) -> float:
    return 2 * _BADGE + 4 if card.number is not None and width < _SLIM else 0.0
