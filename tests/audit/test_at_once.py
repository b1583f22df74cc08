"""A record that is looked at as a whole is held to no less than one that is read line by line.

The forger here is a good one: JSON lines, Parquet, CSV and index all say what he wants them to say.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tandem_flows.audit.at_once import holds_at_once
from tandem_flows.audit.examine import examine
from tandem_flows.audit.lines import broken_link, read_entries
from tandem_flows.store.canonical import entry_hash
from tandem_flows.store.chain import HASHES
from tandem_validators.errors import InputRefused
from tests.audit.forging import LEDGER, indexed, table_of, with_table, written

Change = Callable[[pl.DataFrame], pl.DataFrame]
FIFTH = pl.col("sequence") == 5
SLOW = settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def put(column: str, value: object, where: pl.Expr = FIFTH) -> Change:
    cell = pl.when(where).then(pl.lit(value)).otherwise(pl.col(column)).alias(column)
    return lambda table: table.with_columns(cell)


def without_fifth(table: pl.DataFrame) -> pl.DataFrame:
    return table.filter(~FIFTH)


def counted_anew(table: pl.DataFrame) -> pl.DataFrame:
    return table.with_columns(sequence=pl.int_range(1, table.height + 1))


def linked_anew(table: pl.DataFrame) -> pl.DataFrame:
    """Let each entry name the one before it; its own hash stays as it was."""
    return table.with_columns(previous_hash=pl.col("entry_hash").shift(1, fill_value="0" * 64))


def swapped(table: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([table[:4], table[5:6], table[4:5], table[6:]])


def repeated(table: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([table[:5], table[4:5], table[5:]])


def hashed_anew(table: pl.DataFrame, link: str | None = None) -> pl.DataFrame:
    """Let every hash be that of its entry; the fifth names `link` as the one before, if any."""
    before, rows = "0" * 64, []
    for place, row in enumerate(table.iter_rows(named=True), start=1):
        plain = {name: cell for name, cell in row.items() if name not in HASHES}
        before = link if link and place == 5 else before
        own = entry_hash(before, plain)
        rows.append(row | {"previous_hash": before, "entry_hash": own})
        before = own
    return pl.DataFrame(rows, schema=table.schema)


CHANGES = {
    "a number twice, hashed anew": lambda t: hashed_anew(put("sequence", 4)(t)),
    "no number, hashed anew": lambda t: hashed_anew(put("sequence", None)(t)),
    "a number too high, hashed anew": lambda t: hashed_anew(t.with_columns(pl.col("sequence") + 1)),
    "linked to nothing, hashed anew": lambda t: hashed_anew(t, link="f" * 64),
    "a changed word": put("operator", "somebody"),
    "an emptied cell": put("code", None, pl.col("code").is_not_null()),
    "a changed day": lambda t: t.with_columns(as_of=pl.col("as_of").dt.offset_by("1d")),
    "a changed moment": lambda t: t.with_columns(pl.col("recorded_at").dt.offset_by("1us")),
    "a clause more": lambda t: t.with_columns(pl.concat_list("clauses", pl.lit("SHR-03"))),
    "another guideline": put("guideline_digest", "0" * 64),
    "removed": without_fifth,
    "removed and counted anew": lambda t: counted_anew(without_fifth(t)),
    "removed, counted and linked anew": lambda t: linked_anew(counted_anew(without_fifth(t))),
    "the first removed": lambda t: linked_anew(counted_anew(t[1:])),
    "added": repeated,
    "added, counted and linked anew": lambda t: linked_anew(counted_anew(repeated(t))),
    "moved": swapped,
    "moved, counted and linked anew": lambda t: linked_anew(counted_anew(swapped(t))),
    "the first number twice": put("sequence", 1, pl.col("sequence") == 2),
    "a number twice": put("sequence", 4),
    "no number": put("sequence", None),
    "no numbers": put("sequence", None, pl.lit(value=True)),
    "no own hash": put("entry_hash", None),
    "no hash before": put("previous_hash", None),
    "another hash before": put("previous_hash", "f" * 64),
    "no own hashes": put("entry_hash", None, pl.lit(value=True)),
    "no hashes before": put("previous_hash", None, pl.lit(value=True)),
    "no hashes at all": lambda t: put("entry_hash", None, pl.lit(value=True))(
        put("previous_hash", None, pl.lit(value=True))(t)
    ),
    "no hash from the fifth on": lambda t: linked_anew(put("entry_hash", None, ~FIFTH)(t)),
    "empty hashes": lambda t: t.with_columns(entry_hash=pl.lit(""), previous_hash=pl.lit("")),
    "hashes in capitals": lambda t: linked_anew(
        t.with_columns(pl.col("entry_hash").str.to_uppercase())
    ),
    "a forged head": put("entry_hash", "f" * 64, pl.col("sequence") == pl.col("sequence").max()),
    "a hash that ends its cell": put("entry_hash", "0" * 64 + '","previous_hash":"' + "0" * 64),
    "a longer hash before": put("previous_hash", "0" * 65),
}


def is_told(files: dict[str, bytes], folder: Path) -> bool:
    """Whether the check says that the chain breaks, or refuses the head that it ends with."""
    try:
        problems = examine(written(files, folder)).problems
    except InputRefused:
        return True
    return any(problem.where.startswith("ledger/lakeside") for problem in problems)


def test_an_untouched_record_holds_at_once(files: dict[str, bytes]) -> None:
    assert holds_at_once(table_of(files), files[LEDGER])


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_a_good_forger_does_holds_neither_at_once_nor_at_all(
    files: dict[str, bytes], tmp_path: Path, change: Change
) -> None:
    forged = with_table(files, change(table_of(files)))

    assert forged[LEDGER] != files[LEDGER]
    assert not holds_at_once(table_of(forged), forged[LEDGER])
    assert is_told(forged, tmp_path)


LINES = {
    "a field twice": lambda line: line.replace(b'{"action"', b'{"action":"x","action"'),
    "a field more": lambda line: line.replace(b'{"action"', b'{"a":1,"action"'),
    "the hash twice": lambda line: line.replace(b'{"action"', b'{"entry_hash":"x","action"'),
    "a blank": lambda line: line.replace(b'{"action"', b'{ "action"'),
    "a letter as its number": lambda line: line.replace(b'"action"', b'"\\u0061ction"'),
    "another end": lambda line: line.replace(b"\n", b"\r\n"),
    "an empty line": lambda line: line.replace(b"\n", b"\n\n"),
    "no end": lambda line: line.rstrip(b"\n"),
    "no text": lambda line: b"\xff" + line,
}


@pytest.mark.parametrize("change", LINES.values(), ids=LINES)
def test_a_line_that_is_spelled_otherwise_is_no_yes_at_once(files, change) -> None:
    content = change(files[LEDGER])

    assert content != files[LEDGER]
    assert not holds_at_once(table_of(files), content)


@SLOW
@given(data=st.data())
def test_one_changed_bit_anywhere_is_no_yes_at_once(files: dict[str, bytes], data) -> None:
    content = bytearray(files[LEDGER])
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= 1 << data.draw(st.integers(0, 7))

    assert not holds_at_once(table_of(files), bytes(content))


@pytest.mark.parametrize("name", ["x\"); ATTACH '/etc/passwd", "said line", "Sequence", ""])
def test_a_table_with_a_hostile_name_is_not_asked_about(files: dict[str, bytes], name: str) -> None:
    table = table_of(files).with_columns(pl.lit("x").alias(name))

    assert not holds_at_once(table, files[LEDGER])


def test_a_column_that_the_ledger_gains_later_is_chained_too(files: dict[str, bytes]) -> None:
    more = with_table(files, table_of(files).with_columns(more=pl.lit("x")))

    entries, _ = read_entries(more, "lakeside")

    assert broken_link(entries) == 1
    assert not holds_at_once(table_of(more), more[LEDGER])


def test_a_record_that_nobody_is_named_for_is_told(files: dict[str, bytes], tmp_path: Path) -> None:
    ghost = indexed({**files, "ledger/ghost.jsonl": b"{}\n"})

    problems = examine(written(ghost, tmp_path)).problems

    (problem,) = problems
    assert str(problem).startswith("ledger/ghost.jsonl: belongs to no partnership of the index")
