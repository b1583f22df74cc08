"""Frozen values as plain data and back, so that a manifest can be kept as JSON.

Unknown keys are passed over: an older release may hold what the code no longer asks for.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Value = TypeVar("Value")


def to_plain(value: Any) -> Any:
    """Return a value as mappings, lists, texts and numbers."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[Value], data: Mapping[str, Any]) -> Value:
    """Return the value of a frozen dataclass that `to_plain` took apart."""
    hints: dict[str, Any] = _hints(kind)  # type: ignore[arg-type]
    return kind(**{name: _read(hints[name], data[name]) for name in hints if name in data})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(hint: Any, data: Any) -> Any:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return from_plain(hint, data)
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (tuple, list, Sequence):
        return tuple(_read(inner[0], item) for item in data)
    if origin in (dict, Mapping):
        return {_key(inner[0], key): _read(inner[1], item) for key, item in data.items()}
    if origin in (Union, types.UnionType):
        return data  # only plain values stand beside None here
    return data


def _key(hint: Any, key: str) -> Any:
    return int(key) if hint is int else key
