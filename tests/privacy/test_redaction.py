"""What is refused is told by place, rule and count: never by a value, nor by an error behind it."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from tandem_validators.errors import RuleRefused
from tandem_validators.handoffs.registry import handoff, handoffs
from tandem_validators.handoffs.validate import validated
from tests.fuzz.hostile import CANARY

_BORN = date(1911, 11, 11)
_MARKS = (CANARY, str(_BORN), "-77717")
_CELLS = {pl.String: CANARY, pl.Date: _BORN, pl.Int64: -77_717, pl.Float64: -77_717.5}


def marked(name: str) -> pl.DataFrame:
    """Return a row of a handoff in which every value that can be wrong is, and an empty one."""
    columns = handoff(name).model.to_schema().columns
    cells = {column: [_CELLS.get(about.dtype.type), None] for column, about in columns.items()}
    return pl.DataFrame(cells, strict=False)


def behind(error: BaseException) -> str:
    """Return the words of an error and of everything that stands behind it."""
    words, seen = [], error
    while seen is not None:
        words.append(f"{seen!r} {seen}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join(words)


@pytest.mark.parametrize("name", handoffs())
def test_a_handoff_that_is_refused_tells_no_value(name: str) -> None:
    with pytest.raises(RuleRefused) as refused:
        validated(marked(name), handoff(name))

    words = behind(refused.value)
    assert f"{name}, column " in words
    assert [mark for mark in _MARKS if mark in words] == []
