"""Makes a screenshot small: few colours on a palette, packed as tightly as zlib can.

Pages are flat: a picture keeps its look when all but its commonest colours change in steps. Knows
the PNG that Chromium writes (8 bits, red, green, blue, perhaps alpha, not interlaced) and no other.
"""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import chain

_HEAD = b"\x89PNG\r\n\x1a\n"
# each divides the whole range, so that black stays black and white stays white
_STEPS = (1, 3, 5, 15, 17, 51)
_COLOURS, _EXACT = 256, 40


def smaller(png: bytes) -> bytes:
    """Return the picture with the finest steps that fit on a palette."""
    width, _, _, kind = struct.unpack(">IIBB", png[16:26])
    samples = {2: 3, 6: 4}[kind]
    packed = b"".join(content for name, content in _chunks(png) if name == b"IDAT")
    rows = [
        [row[at : at + 3] for at in range(0, len(row), samples)]
        for row in _unfiltered(zlib.decompress(packed), width * samples, samples)
    ]
    palette, kept = _palette(Counter(chain.from_iterable(rows)))
    lines = b"".join(b"\0" + bytes(map(kept.__getitem__, row)) for row in rows)
    size = struct.pack(">IIBBBBB", width, len(rows), 8, 3, 0, 0, 0)
    parts = (
        (b"IHDR", size),
        (b"PLTE", palette),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return _HEAD + b"".join(_chunk(name, content) for name, content in parts)


def _palette(counted: Counter[bytes]) -> tuple[bytes, dict[bytes, int]]:
    """Return the palette, and the place in it of each colour; the commonest stay as they are."""
    exact = {colour: colour for colour, _ in counted.most_common(_EXACT)}
    for step in _STEPS:
        table = bytes((value + step // 2) // step * step for value in range(256))
        kept = {colour: exact.get(colour, colour.translate(table)) for colour in counted}
        places = {colour: place for place, colour in enumerate(sorted(set(kept.values())))}
        if len(places) <= _COLOURS:
            return b"".join(places), {colour: places[near] for colour, near in kept.items()}
    raise ValueError("a picture of too many colours for a palette")


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_HEAD)
    while at < len(png):
        size, name = struct.unpack(">I4s", png[at : at + 8])
        yield name, png[at + 8 : at + 8 + size]
        at += size + 12


def _chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def _unfiltered(lines: bytes, width: int, samples: int) -> Iterator[bytes]:
    """Yield each row of bytes as it was before its filter."""
    above = bytes(width)
    for at in range(0, len(lines), width + 1):
        above = _row(lines[at], bytearray(lines[at + 1 : at + 1 + width]), above, samples)
        yield above


def _row(method: int, row: bytearray, above: bytes, samples: int) -> bytes:
    if method == 0:
        return bytes(row)
    for at in range(len(row)):
        left = row[at - samples] if at >= samples else 0
        corner = above[at - samples] if at >= samples else 0
        row[at] = (row[at] + _guess(method, left, above[at], corner)) & 255
    return bytes(row)


def _guess(method: int, left: int, up: int, corner: int) -> int:
    """Return what the filter took away, from the three neighbours."""
    if method < 4:
        return (left, up, (left + up) // 2)[method - 1]
    by_left, by_up, by_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
    if by_left <= by_up and by_left <= by_corner:
        return left
    return up if by_up <= by_corner else corner
