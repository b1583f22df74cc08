"""The event log (OCEL 2.0) tells every entry, whatever letters are in it."""

from __future__ import annotations

import json
from datetime import datetime

import polars as pl
import pytest

from tandem_flows.audit.event_log import event_log
from tests.audit.forging import entries_of, table_of


def of(files: dict[str, bytes]) -> pl.DataFrame:
    return table_of(files).with_columns(practice_id=pl.lit("lakeside"))


def test_the_event_log_relates_every_event_to_its_partnership(files: dict[str, bytes]) -> None:
    log = json.loads(files["events/events.ocel.json"])

    known = {item["id"] for item in log["objects"]}
    kinds = {item["name"] for item in log["eventTypes"]}
    assert len(log["events"]) == len(entries_of(files))
    for event in log["events"]:
        related = {relation["objectId"] for relation in event["relationships"]}
        assert event["type"] in kinds
        assert related <= known
        assert any(name.startswith("partnership:") for name in related)


@pytest.mark.parametrize(
    "words", ['"', "\\", "a\n\t\x01\x7f", "é 漢 😀 \u2028", "{}", "", "</script>", '","x":"']
)
def test_odd_words_are_told_as_they_are(files: dict[str, bytes], words: str) -> None:
    odd = of(files).with_columns(code=pl.lit(words), case_id=pl.lit(words), step=pl.lit(words))

    log = json.loads(event_log(odd))

    for event in log["events"]:
        assert {"name": "code", "value": words} in event["attributes"]
        assert event["type"].startswith(f"{words}: ")
    assert f"case:lakeside/{words}" in [item["id"] for item in log["objects"]]


def test_an_entry_tells_what_it_has_and_nothing_else(files: dict[str, bytes]) -> None:
    (row,) = of(files).head(1).rows(named=True)
    at = datetime(2026, 1, 5, 9, 30)
    bare = dict.fromkeys(("clauses", "code", "organisation", "as_of", "due_on", "done_on", "count"))
    bare |= dict.fromkeys(("round_id", "call_date", "case_id", "handoff_id"))
    entries = [row | bare | {"recorded_at": at}, row | {"sequence": 2, "clauses": ["A", "B"]}]

    log = json.loads(event_log(pl.DataFrame(entries, schema=of(files).schema)))

    first, second = log["events"]
    assert (first["id"], first["time"]) == ("lakeside/1", "2026-01-05T09:30:00Z")
    assert first["attributes"] == []
    assert [one["objectId"] for one in first["relationships"]] == ["partnership:lakeside"]
    assert {"name": "clauses", "value": "A B"} in second["attributes"]
    assert {"name": "count", "value": row["count"]} in second["attributes"]


def test_no_entry_is_no_event(files: dict[str, bytes]) -> None:
    log = json.loads(event_log(of(files).clear()))

    assert (log["objects"], log["events"], len(log["objectTypes"])) == ([], [], 5)
