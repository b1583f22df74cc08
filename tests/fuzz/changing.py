"""Changing an input at random: bytes, lines, cells, and the parts of an archive.

The same seed gives the same input, so that what was found can be looked at again.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from tests.fuzz.hostile import EVERY, alias_bomb, laughs

_WORDS = re.compile(rb"[A-Za-z0-9_./@-]+")
_LARGEST = 300_000


def changed(content: bytes, other: bytes, chance: Random) -> bytes:
    """Return `content` with one to four changes; `other` is another input of the same kind."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        content = chance.choice(_CHANGES)(content, other, chance)[:_LARGEST]
    return content


def changed_archive(content: bytes, other: bytes, chance: Random) -> bytes:
    """Return a ZIP in which a part was changed, doubled, renamed or taken away; or its bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError):
        return changed(content, other, chance)
    if chance.random() < 0.15 or not parts:
        return _bytes_of(content, other, chance)
    at = chance.randrange(len(parts))
    name, text = parts[at]
    parts[at] = (name, changed(text, text, chance))
    what = chance.random()
    if what < 0.08:
        parts[at] = (_said(chance)[:60] or "x", text)
    elif what < 0.14:
        del parts[at]
    elif what < 0.2:
        parts.append((name, text))
    elif what < 0.26:
        parts[at] = (name, laughs().encode() + b"<a>&l9;</a>")
    return zipped(parts)


def zipped(parts: list[tuple[str, bytes]]) -> bytes:
    """Return a ZIP of the parts as they are, two of one name too."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts:
            info = zipfile.ZipInfo(name.encode("utf-8", "replace").decode())
            archive.writestr(info, text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _said(chance: Random) -> str:
    return chance.choice(EVERY)


def _place(content: bytes, chance: Random) -> tuple[int, int]:
    """Return where a word of the content begins and ends; any place if it has none."""
    start = chance.randrange(len(content) + 1)
    found = _WORDS.search(content, start) or _WORDS.search(content)
    return found.span() if found else (start, start)


def _word(content: bytes, other: bytes, chance: Random) -> bytes:
    """Put something hostile in place of a word."""
    start, end = _place(content, chance)
    return content[:start] + _said(chance).encode("utf-8", "replace") + content[end:]


def _beside(content: bytes, other: bytes, chance: Random) -> bytes:
    """Put something hostile behind a word."""
    _, end = _place(content, chance)
    return content[:end] + _said(chance).encode("utf-8", "replace") + content[end:]


def _bytes_of(content: bytes, other: bytes, chance: Random) -> bytes:
    """Change some bytes to any others."""
    spoiled = bytearray(content)
    for _ in range(chance.choice((1, 3, 20))):
        if spoiled:
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
    return bytes(spoiled)


def _cut(content: bytes, other: bytes, chance: Random) -> bytes:
    """Leave out a stretch, often the end."""
    start = chance.randrange(len(content) + 1)
    end = len(content) if chance.random() < 0.5 else start + chance.randrange(200)
    return content[:start] + content[end:]


def _lines(content: bytes, other: bytes, chance: Random) -> bytes:
    """Double a line, leave one out, or exchange two."""
    lines = content.split(b"\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    what = chance.randrange(3)
    if what == 0:
        lines.insert(second, lines[first])
    elif what == 1:
        del lines[first]
    else:
        lines[first], lines[second] = lines[second], lines[first]
    return b"\n".join(lines)


def _spliced(content: bytes, other: bytes, chance: Random) -> bytes:
    """Take the beginning of one input and the end of another."""
    return content[: chance.randrange(len(content) + 1)] + other[chance.randrange(len(other) + 1) :]


def _marked(content: bytes, other: bytes, chance: Random) -> bytes:
    """Put a mark of another encoding in front, or write it in one."""
    how: Callable[[], bytes] = chance.choice(
        (
            lambda: b"\xff\xfe" + content,
            lambda: b"\xef\xbb\xbf" + content,
            lambda: content.decode("utf-8", "replace").encode("utf-16"),
            lambda: content.decode("utf-8", "replace").encode("latin-1", "replace"),
            lambda: alias_bomb().encode() + content,
            lambda: content.replace(b"\n", b"\r"),
        )
    )
    return how()


_CHANGES = (_word, _word, _word, _beside, _bytes_of, _cut, _lines, _lines, _spliced, _marked)
