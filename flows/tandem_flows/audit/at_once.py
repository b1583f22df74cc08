"""Whether a whole record of an export holds, asked of engines over all entries at once.

Only a yes counts: it means that every line is spelled as its row of the table is, and follows from
the line before it. After a no, `lines` reads the entries one by one, says where it breaks, and
decides. Pure.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa

from tandem_flows.store.chain import GENESIS, HASHES, spelling

# of these kinds of cells the engine's spelling is that of the chain
_SPELLED = (pl.String, pl.Int64, pl.Date, pl.Datetime("us"), pl.List(pl.String))
# names of columns stand in a question to the engine
_NAME = re.compile(r"[a-z_]{1,40}")
_PREVIOUS, _OWN = b'"previous_hash":"', b'"entry_hash":"'
_HEX, _AFTER = 64, b'",'
_LINE = "said line"  # with a blank, so that no column of the table has this name


def holds_at_once(frame: pl.DataFrame, content: bytes) -> bool:
    """Whether the table `frame` and the lines in `content` are the same unbroken chain."""
    lines = content.splitlines()
    if not _can_be_asked(frame) or not len(lines) == frame.height > 0:
        return False
    with ThreadPoolExecutor(1) as beside:
        is_spelled_so = beside.submit(_is_spelled_so, frame, content, lines)
        follows = _is_numbered(frame["sequence"]) and _follows(lines)
        return follows and is_spelled_so.result()


def _can_be_asked(frame: pl.DataFrame) -> bool:
    are_names = all(_NAME.fullmatch(name) for name in frame.columns)
    is_ledger = {*HASHES, "sequence"} <= set(frame.columns)
    return are_names and is_ledger and all(kind in _SPELLED for kind in frame.schema.values())


def _is_numbered(sequence: pl.Series) -> bool:
    counted = pl.int_range(1, sequence.len() + 1, eager=True)
    return sequence.equals(counted, check_dtypes=True)


def _is_spelled_so(frame: pl.DataFrame, content: bytes, lines: Sequence[bytes]) -> bool:
    """Whether each line of `content`, with its end, is its row as the engine spells it."""
    ends = np.fromiter(accumulate(len(line) + 1 for line in lines), np.int64, len(lines))
    if int(ends[-1]) != len(content):
        return False
    places = pa.py_buffer(np.concatenate(([0], ends)))
    said = pa.LargeStringArray.from_buffers(len(lines), places, pa.py_buffer(content))
    engine = duckdb.connect(config={"enable_external_access": "false"})
    try:
        said.validate(full=True)
        engine.register("ledger", frame.to_arrow().append_column(_LINE, said))
        spelled = spelling(engine, leave_out=(_LINE,))
        same = engine.execute(
            f'SELECT count(*) FROM ledger WHERE ({spelled} || chr(10) = "{_LINE}") IS TRUE'
        ).fetchone()
    except (duckdb.Error, pa.ArrowException):
        return False
    finally:
        engine.close()
    return same == (len(lines),)


def _follows(lines: Sequence[bytes]) -> bool:
    """Whether each line holds the hash over the line before it and its own text without hashes."""
    before = GENESIS.encode()
    for line in lines:
        first, own, rest = line.partition(_OWN)
        second, previous, last = rest[_HEX:].partition(_PREVIOUS)
        is_whole = own and previous and second.startswith(_AFTER)
        if not is_whole or last[: _HEX + 2] != before + _AFTER:
            return False
        text = first + second[2:] + last[_HEX + 2 :]
        if rest[:_HEX] != _hash(before, text):
            return False
        before = rest[:_HEX]
    return True


def _hash(before: bytes, text: bytes) -> bytes:
    """As `canonical.digest`: each part after its length, as eight bytes."""
    parts = (len(before).to_bytes(8, "big"), before, len(text).to_bytes(8, "big"), text)
    return hashlib.sha256(b"".join(parts)).hexdigest().encode()
