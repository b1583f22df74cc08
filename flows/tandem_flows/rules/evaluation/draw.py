"""Letting chance decide an order among equals, so that anybody can draw it again and see the same.

Here: who is equal, and the order that agreed words give. Not here: who agrees on the words, and
what the order is for (`rules/measures/estimate`).
"""

from __future__ import annotations

import hashlib

import polars as pl

METHOD = "ascending SHA-256 of the agreed words, a vertical line and the case_id (UTF-8)"


def equals(combined_list: pl.DataFrame, agendas: pl.DataFrame) -> pl.DataFrame:
    """Return case_id and origin of those nobody took up yet and nothing puts before the others.

    Left out: who stands on any agenda, and who is urgent. Patients of one origin are equals: the
    common ones go before the others.
    """
    waiting = combined_list.filter(~pl.col("is_urgent"))
    taken_up = agendas.select("case_id").unique()
    return waiting.join(taken_up, on="case_id", how="anti").select("case_id", "origin")


def drawn_order(among: pl.DataFrame, agreed_words: str) -> pl.DataFrame:
    """Return the order that `agreed_words` give: case_id, tied (the words in it) and place from 1.

    `among` has case_id and origin. The order hangs on the words and the ids alone, not on the
    order of the rows: whoever knows both can draw again.
    """
    drawn = among.with_columns(
        pl.col("case_id")
        .map_elements(lambda case_id: _drawn(agreed_words, case_id), return_dtype=pl.String)
        .alias("drawn"),
        tied=pl.concat_str("origin", pl.lit(agreed_words), separator=" "),
    )
    return drawn.select(
        "case_id",
        "tied",
        pl.col("drawn").rank("ordinal").over("tied").cast(pl.Int64).alias("place"),
    ).sort("tied", "place")


def _drawn(agreed_words: str, case_id: str) -> str:
    return hashlib.sha256(f"{agreed_words}|{case_id}".encode()).hexdigest()
