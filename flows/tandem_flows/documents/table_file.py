"""A table as a CSV file for another system to take in; it says nothing of itself."""

from __future__ import annotations

import polars as pl

from tandem_flows.documents.file import Writer, text_file
from tandem_flows.documents.text import is_obeyed, plain


def csv_file(frame: pl.DataFrame) -> Writer:
    """Return a writer of `frame` as CSV: UTF-8, one row of headings, days as ISO text.

    A text that a spreadsheet program would take for a formula gets an apostrophe in front.
    """
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    safe = frame.with_columns(
        pl.col(name).map_elements(_as_text, return_dtype=pl.String) for name in texts
    )
    return text_file(safe.write_csv())


def _as_text(text: str) -> str:
    said = plain(text)
    return f"'{said}" if is_obeyed(said) else said
