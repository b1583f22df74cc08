"""A row or an entry has one spelling, which any JSON library can write."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem_flows.store.canonical import canonical

PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=3),
)


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), PLAIN))
def test_the_spelling_is_compact_json_with_sorted_keys(entry: dict[str, object]) -> None:
    # keys sort by their UTF-8 bytes; Python sorts code points, which is the same order
    plain = json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    assert canonical(entry) == plain


def test_what_was_read_back_is_spelled_the_same() -> None:
    entry = {"as_of": date(2026, 1, 2), "recorded_at": datetime(2026, 1, 2, 3, 4, 5, 60)}

    text = canonical(entry)

    assert text == '{"as_of":"2026-01-02","recorded_at":"2026-01-02T03:04:05.000060"}'
    assert canonical(json.loads(text)) == text


def test_what_has_no_spelling_is_refused() -> None:
    with pytest.raises(TypeError):
        canonical({"frame": object()})
