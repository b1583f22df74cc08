"""What answers are made of: rows by tab of a sheet, and who is spoken of in a call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from tandem_flows.vignettes.story import Vignette

Row = dict[str, object]
Answers = dict[str, list[Row]]


@dataclass(frozen=True)
class Told:
    """A vignette that is spoken of in a call, under the id of its case."""

    case_id: str
    story: Vignette
    is_first_time: bool


def frames(answers: Mapping[str, list[Row]]) -> dict[str, pl.DataFrame]:
    """Return the answers as frames; a tab without any is left out."""
    return {
        tab: pl.DataFrame(rows, infer_schema_length=None) for tab, rows in answers.items() if rows
    }
