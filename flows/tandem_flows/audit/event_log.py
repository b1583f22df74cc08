"""The ledger as an object-centric event log (OCEL 2.0, JSON), for process mining. Pure.

Events are ledger entries; their objects are the partnership, the round, the call, the case and the
handoff that they concern. All of them are opaque ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson
import polars as pl

_OBJECTS = ("partnership", "round", "call", "case", "handoff")
_EVENT_ATTRIBUTES = {
    "clauses": "string",
    "code": "string",
    "organisation": "string",
    "as_of": "date",
    "due_on": "date",
    "done_on": "date",
    "count": "integer",
}


def event_log(ledger: pl.DataFrame) -> bytes:
    """Return the entries of `ledger`, whose rows carry a `practice_id`, as OCEL 2.0 JSON."""
    rows = list(ledger.sort("recorded_at", "practice_id", "sequence").iter_rows(named=True))
    objects = {found: kind for row in rows for kind, found in _objects(row)}
    content = {
        "objectTypes": [{"name": kind, "attributes": []} for kind in _OBJECTS],
        "eventTypes": [
            {"name": name, "attributes": _attribute_types()}
            for name in sorted({_activity(row) for row in rows})
        ],
        "objects": [
            {"id": found, "type": kind, "attributes": [], "relationships": []}
            for found, kind in sorted(objects.items())
        ],
        "events": [_event(row) for row in rows],
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _event(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": f"{row['practice_id']}/{row['sequence']}",
        "type": _activity(row),
        "time": f"{row['recorded_at'].isoformat()}Z",
        "attributes": [
            {"name": name, "value": _value(row[name])}
            for name in _EVENT_ATTRIBUTES
            if row[name] is not None
        ],
        "relationships": [{"objectId": found, "qualifier": kind} for kind, found in _objects(row)],
    }


def _activity(row: Mapping[str, Any]) -> str:
    return f"{row['step']}: {row['action']}"


def _objects(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the objects that an entry concerns, each with an id that no other kind shares."""
    practice = row["practice_id"]
    yield "partnership", f"partnership:{practice}"
    named = {
        "round": row["round_id"],
        "call": row["call_date"],
        "case": row["case_id"],
        "handoff": row["handoff_id"],
    }
    for kind, value in named.items():
        if value is not None:
            yield kind, f"{kind}:{practice}/{value}"


def _attribute_types() -> list[dict[str, str]]:
    return [{"name": name, "type": kind} for name, kind in _EVENT_ATTRIBUTES.items()]


def _value(value: object) -> object:
    if isinstance(value, list):
        return " ".join(str(item) for item in value)
    return value if isinstance(value, int) else str(value)
