"""A table of lines: who writes a thing and who reads it, one column each, one row a thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tandem_site.drawing.shapes import Drawing, box, disc, line, words_at

_ROW, _HEAD, _LEGEND = 21.0, 150.0, 30.0


@dataclass(frozen=True)
class Passed:
    """One thing that is passed on, and the columns that write and read it, from nought."""

    name: str
    writers: frozenset[int]
    readers: frozenset[int]


@dataclass(frozen=True)
class _Room:
    """The widths of a form."""

    names: float
    column: float
    width: float

    def x(self, place: int) -> float:
        """The middle of a column."""
        return self.names + (place + 0.5) * self.column


# words of the last column lean out to the right
_WIDE, _NARROW = _Room(150, 62, 700), _Room(120, 22.5, 345)


def wide(columns: Sequence[str], rows: Sequence[Passed]) -> Drawing:
    """Return the table for a screen."""
    return _drawn(columns, rows, _WIDE)


def narrow(columns: Sequence[str], rows: Sequence[Passed]) -> Drawing:
    """Return the table for a phone."""
    return _drawn(columns, rows, _NARROW)


def _drawn(columns: Sequence[str], rows: Sequence[Passed], room: _Room) -> Drawing:
    bottom = _HEAD + len(rows) * _ROW
    shapes = [shape for at, words in enumerate(columns) for shape in _head(at, words, bottom, room)]
    for place, row in enumerate(rows):
        shapes += _row(row, _HEAD + (place + 0.5) * _ROW, room)
    shapes += _legend(bottom + _LEGEND * 0.7)
    return Drawing(room.width, bottom + _LEGEND, tuple(shapes))


def _head(place: int, words: str, bottom: float, room: _Room) -> list[str]:
    x = room.x(place)
    band = box(x - room.column / 2, _HEAD - 4, room.column, bottom - _HEAD + 4, _band(place), 0)
    foot = _HEAD - 34
    turned = f'<g transform="rotate(-58 {x:g} {foot:g})">{words_at(x, foot, words, "dg-small")}</g>'
    number = words_at(x, _HEAD - 13.7, str(place + 1), "dg-number", "middle")
    return [band, disc(x, _HEAD - 18, 10, "dg-badge"), number, turned]


def _band(place: int) -> str:
    return "dg-band" if place % 2 == 0 else "dg-band dg-other"


def _row(row: Passed, y: float, room: _Room) -> list[str]:
    touched = sorted(row.writers | row.readers)
    shapes = [words_at(0, y + 4, row.name, "dg-code")]
    if len(touched) > 1:
        shapes.append(line([(room.x(touched[0]), y), (room.x(touched[-1]), y)], "dg-wire"))
    only_read = sorted(row.readers - row.writers)
    both = sorted(row.writers & row.readers)
    shapes += [disc(room.x(place), y, 5, "dg-reads") for place in only_read]
    shapes += [disc(room.x(place), y, 5.5, "dg-writes") for place in sorted(row.writers)]
    return shapes + [disc(room.x(place), y, 2, "dg-reads dg-inner") for place in both]


def _legend(y: float) -> list[str]:
    signs = (("dg-writes", "writes"), ("dg-reads", "reads"), ("dg-writes", "reads and writes"))
    shapes: list[str] = []
    for (kind, words), x in zip(signs, (6, 90, 166), strict=True):
        shapes += [disc(x, y, 5.5, kind), words_at(x + 11, y + 4, words, "dg-small")]
    return [*shapes, disc(166, y, 2, "dg-reads dg-inner")]
