"""The shapes a picture is made of, each as a piece of SVG text with a class for the style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import hypot

Point = tuple[float, float]
_HEAD = 7.0


@dataclass(frozen=True)
class Drawing:
    """A finished picture: its size in units, and its shapes from back to front."""

    width: float
    height: float
    shapes: tuple[str, ...]


def words_at(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    """Return a line of words whose baseline begins, ends or is centred at a place."""
    place = f'x="{x:g}" y="{y:g}"' + (f' text-anchor="{anchor}"' if anchor != "start" else "")
    return f'<text {place} class="{_classes("dg-words", kind)}">{escape(words)}</text>'


def box(x: float, y: float, width: float, height: float, kind: str = "", radius: int = 6) -> str:
    """Return a rectangle with rounded corners."""
    size = f'width="{width:g}" height="{height:g}" rx="{radius}"'
    return f'<rect x="{x:g}" y="{y:g}" {size} class="{_classes("dg-box", kind)}"/>'


def disc(x: float, y: float, radius: float, kind: str = "") -> str:
    """Return a filled circle, or a ring if its kind is one."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" class="{_classes("dg-disc", kind)}"/>'


def line(points: Sequence[Point], kind: str = "") -> str:
    """Return a line through `points`."""
    return f'<polyline points="{_listed(points)}" class="{_classes("dg-line", kind)}"/>'


def arrow(points: Sequence[Point], kind: str = "") -> str:
    """Return a line through `points` with a head at the last one."""
    (x0, y0), (x, y) = points[-2], points[-1]
    length = hypot(x - x0, y - y0)
    along, across = (x - x0) / length, (y - y0) / length
    back_x, back_y = x - along * _HEAD, y - across * _HEAD
    half = _HEAD * 0.55
    head = [
        (x, y),
        (back_x - across * half, back_y + along * half),
        (back_x + across * half, back_y - along * half),
    ]
    tip = f'<polygon points="{_listed(head)}" class="{_classes("dg-head", kind)}"/>'
    return line([*points[:-1], (back_x, back_y)], kind) + tip


def _listed(points: Sequence[Point]) -> str:
    return " ".join(f"{round(x, 1):g},{round(y, 1):g}" for x, y in points)


def _classes(first: str, kind: str) -> str:
    return f"{first} {kind}".strip()
