"""States in a column and the moves between them: next ones straight, others along lanes beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem_site.drawing.card import Card, card_height, drawn_card
from tandem_site.drawing.shapes import Drawing, Point, arrow

_LANE, _GAP, _EDGE = 17.0, 20.0, 5.0


@dataclass(frozen=True)
class State:
    """A state as a card, and the names of the states it leads to."""

    name: str
    card: Card
    leads_to: tuple[str, ...]


@dataclass(frozen=True)
class _Column:
    """Where the cards stand, and which lane belongs to which state."""

    left: float
    right: float
    tops: dict[str, float]
    heights: dict[str, float]
    down: tuple[str, ...]
    up: tuple[str, ...]

    def middle(self, name: str) -> float:
        """The height of the middle of a card."""
        return self.tops[name] + self.heights[name] / 2


def column(states: Sequence[State], width: float) -> Drawing:
    """Return the states below each other. A lane on the left belongs to the state that is left,
    one on the right to the state that is reached."""
    placed = _placed(states, width)
    shapes = [shape for state in states for shape in _card(state, placed)]
    order = [state.name for state in states]
    for state in states:
        for target in state.leads_to:
            shapes.append(
                arrow(_way(order, state.name, target, placed), _kind(order, state, target))
            )
    last = order[-1]
    return Drawing(width, placed.tops[last] + placed.heights[last] + 2, tuple(shapes))


def _placed(states: Sequence[State], width: float) -> _Column:
    order = [state.name for state in states]
    moves = [
        (order.index(state.name), order.index(to)) for state in states for to in state.leads_to
    ]
    down = tuple(
        name for at, name in enumerate(order) if any(a == at and b > at + 1 for a, b in moves)
    )
    up = tuple(name for at, name in enumerate(order) if any(b == at and a > at for a, b in moves))
    left, right = len(down) * _LANE + _EDGE, width - len(up) * _LANE - _EDGE
    tops: dict[str, float] = {}
    heights: dict[str, float] = {}
    y = 1.0
    for state in states:
        tops[state.name], heights[state.name] = y, card_height(state.card, right - left)
        y += heights[state.name] + _GAP
    return _Column(left, right, tops, heights, down, up)


def _card(state: State, at: _Column) -> list[str]:
    name = state.name
    return drawn_card(state.card, at.left, at.tops[name], at.right - at.left, at.heights[name])


def _way(order: list[str], name: str, target: str, at: _Column) -> list[Point]:
    """Return the points of a move; arrows leave below the middle of a card and arrive above it."""
    leaves, arrives = at.middle(name) + 7, at.middle(target) - 7
    if order.index(target) == order.index(name) + 1:
        x = (at.left + at.right) / 2
        return [(x, at.tops[name] + at.heights[name]), (x, at.tops[target])]
    if order.index(target) > order.index(name):
        lane = at.left - (at.down.index(name) + 1) * _LANE
        return [(at.left, leaves), (lane, leaves), (lane, arrives), (at.left, arrives)]
    lane = at.right + (len(at.up) - at.up.index(target)) * _LANE
    return [(at.right, leaves), (lane, leaves), (lane, arrives), (at.right, arrives)]


def _kind(order: list[str], state: State, target: str) -> str:
    return "" if order.index(target) > order.index(state.name) else "dg-back"
