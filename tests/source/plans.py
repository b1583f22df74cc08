"""Small invented plans: each row states only what the test is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tandem_flows.source.open import Source, open_source
from tandem_flows.vignettes.plan_rows import (
    TYPES,
    Row,
    attributed,
    day,
    ed_line,
    fill,
    frame,
    line,
    member,
    needed,
    provider,
    stay_line,
    write_plan,
)

__all__ = [
    "AS_OF",
    "PRACTICE",
    "TYPES",
    "Row",
    "attributed",
    "day",
    "ed_line",
    "fill",
    "frame",
    "line",
    "member",
    "needed",
    "opened",
    "provider",
    "stay_line",
    "write_plan",
]

AS_OF = date(2025, 6, 30)
PRACTICE = "north"


@contextmanager
def opened(folder: Path, **views: list[Row]) -> Iterator[Source]:
    with open_source(write_plan(folder, **views), folder) as source:
        yield source
