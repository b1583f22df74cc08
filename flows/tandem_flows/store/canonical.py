"""The canonical form of rows and entries, and their digests: the same content, the same bytes."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import orjson
import polars as pl

_SALT_BYTES = 16
_SPELLING = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME


def canonical(value: object) -> str:
    """Return `value` as JSON with one spelling: sorted keys, ISO dates, no blanks."""
    return orjson.dumps(value, default=_plain, option=_SPELLING).decode()


def digest(*parts: str) -> str:
    """Return the SHA-256 over `parts`, each set off so that no two lists of parts collide."""
    sha = hashlib.sha256()
    for part in parts:
        encoded = part.encode()
        sha.update(len(encoded).to_bytes(8, "big"))
        sha.update(encoded)
    return sha.hexdigest()


def new_salt() -> str:
    """Return a random salt: without it a row's digest would let one guess the row."""
    return secrets.token_hex(_SALT_BYTES)


def row_digest(salt: str, row: Mapping[str, Any]) -> str:
    """Return the salted digest of one row; it outlives the row when the row is erased.

    Empty cells are left out, so that a column which a model gains later changes no digest.
    """
    filled = {name: value for name, value in row.items() if value is not None}
    return digest(salt, canonical(filled))


def content_hash(row_digests: Iterable[str]) -> str:
    """Return a handoff's hash: over its row digests, in order."""
    return digest(*row_digests)


def same_rows(left: pl.DataFrame, right: pl.DataFrame) -> bool:
    """Whether both frames hold the same columns and the same rows in the same order."""
    return left.columns == right.columns and left.rows() == right.rows()


def entry_hash(previous_hash: str, entry: Mapping[str, Any]) -> str:
    """Return the hash that chains a ledger entry to the one before it."""
    return digest(previous_hash, canonical(entry))


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} has no canonical form")
