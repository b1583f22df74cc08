"""The ledger as an object-centric event log (OCEL 2.0, JSON), for process mining. Pure.

Events are ledger entries; their objects are the partnership, the round, the call, the case and the
handoff that they concern. All of them are opaque ids.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from types import MappingProxyType

import orjson
import polars as pl

# each kind of object, and the column of the ledger that names it
_OBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "partnership": "practice_id",
        "round": "round_id",
        "call": "call_date",
        "case": "case_id",
        "handoff": "handoff_id",
    }
)
_EVENT_ATTRIBUTES = {
    "clauses": "string",
    "code": "string",
    "organisation": "string",
    "as_of": "date",
    "due_on": "date",
    "done_on": "date",
    "count": "integer",
}
_ESCAPED = r'[\x00-\x1f"\\]'
_NEXT = ",\n"
_TEXT = "text"


def event_log(ledger: pl.DataFrame) -> bytes:
    """Return the entries of `ledger`, whose rows carry a `practice_id`, as OCEL 2.0 JSON.

    Each event and each object stands on a line of its own.
    """
    ordered = ledger.sort("recorded_at", "practice_id", "sequence")
    events = ordered.select(_event().alias(_TEXT), pl.concat_str(_activity()).alias("type"))
    activities = [
        {"name": name, "attributes": _attribute_types()} for name in sorted(set(events["type"]))
    ]
    kinds = orjson.dumps({"objectTypes": _types(), "eventTypes": activities}).removesuffix(b"}")
    objects, told = _lines(_objects(ordered)), _lines(events.select(_TEXT))
    return b"".join((kinds, b',\n"objects":[\n', objects, b'],\n"events":[\n', told, b"]}\n"))


def _lines(texts: pl.DataFrame) -> bytes:
    """Return the texts of a column one after the other, with a comma between them."""
    content = io.BytesIO()
    texts.write_csv(content, include_header=False, quote_style="never", line_terminator=_NEXT)
    return content.getvalue().removesuffix(_NEXT.encode()) + b"\n"


def _event() -> pl.Expr:
    """Return each entry as the text of its event."""
    at = pl.col("recorded_at").dt.to_string("%Y-%m-%dT%H:%M:%S%.6f").str.strip_suffix(".000000")
    number = pl.format("{}/{}", "practice_id", "sequence")
    return pl.concat_str(
        pl.lit('{"id":"'),
        _escaped(number),
        pl.lit('","type":"'),
        _escaped(pl.concat_str(_activity())),
        pl.lit('","time":"'),
        at,
        pl.lit('Z","attributes":['),
        _listed([_attribute(name) for name in _EVENT_ATTRIBUTES]),
        pl.lit('],"relationships":['),
        _listed([_relationship(kind) for kind in _OBJECTS]),
        pl.lit("]}"),
    )


def _activity() -> list[pl.Expr]:
    return [_word("step"), pl.lit(": "), _word("action")]


def _word(name: str) -> pl.Expr:
    return pl.col(name).fill_null("None")


def _attribute(name: str) -> pl.Expr:
    """Return the text of an attribute of each event; null where the entry has none."""
    cell = pl.col(name)
    if name == "clauses":
        cell = cell.list.join(" ")
    text = cell.cast(pl.String)
    value = text if name == "count" else pl.concat_str(pl.lit('"'), _escaped(text), pl.lit('"'))
    return _pair("name", pl.lit(f'"{name}"'), "value", value)


def _relationship(kind: str) -> pl.Expr:
    """Return the text of what relates each event to its object of a kind; null where none is."""
    named = pl.concat_str(pl.lit('"'), _escaped(_object(kind)), pl.lit('"'))
    return _pair("objectId", named, "qualifier", pl.lit(f'"{kind}"'))


def _pair(first: str, one: pl.Expr, second: str, other: pl.Expr) -> pl.Expr:
    start, between = f',{{"{first}":', f',"{second}":'
    return pl.concat_str(pl.lit(start), one, pl.lit(between), other, pl.lit("}"))


def _listed(texts: list[pl.Expr]) -> pl.Expr:
    """Return the texts that there are, as the inside of a list."""
    return pl.concat_str(texts, ignore_nulls=True).str.strip_prefix(",")


def _object(kind: str) -> pl.Expr:
    """Return the id of the object of a kind, one that no other kind shares; null where none is."""
    if kind == "partnership":
        return pl.format("partnership:{}", "practice_id")
    return pl.format(f"{kind}:{{}}/{{}}", "practice_id", pl.col(_OBJECTS[kind]))


def _objects(ledger: pl.DataFrame) -> pl.DataFrame:
    """Return each object once, as the text of it, in order of its id."""
    named = [
        ledger.select(_object(kind).alias("id")).unique().with_columns(kind=pl.lit(kind))
        for kind in _OBJECTS
    ]
    text = pl.format(
        '{{"id":"{}","type":"{}","attributes":[],"relationships":[]}}',
        _escaped(pl.col("id")),
        "kind",
    )
    return pl.concat(named).drop_nulls().sort("id", "kind").select(text.alias(_TEXT))


def _escaped(text: pl.Expr) -> pl.Expr:
    """Return texts as they stand between quotes in JSON."""
    return text.map_batches(_spelled, pl.String)


def _spelled(texts: pl.Series) -> pl.Series:
    """Return texts with their letters escaped; hardly any has one, so most are left alone."""
    if not texts.str.contains(_ESCAPED).any():
        return texts
    return texts.map_elements(lambda said: orjson.dumps(said).decode()[1:-1], pl.String)


def _types() -> list[dict[str, object]]:
    return [{"name": kind, "attributes": []} for kind in _OBJECTS]


def _attribute_types() -> list[dict[str, str]]:
    return [{"name": name, "type": kind} for name, kind in _EVENT_ATTRIBUTES.items()]
