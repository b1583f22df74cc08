"""The fields of the practice's list: the type each has in the frame and the reader of its cells.

Here: data only. Not here: the spellings of the headings (`aliases`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import polars as pl

from tandem_flows.inbox import cells

_TEXT = (
    "first_name",
    "last_name",
    "gender",
    "phone",
    "address",
    "city",
    "state",
    "zip_code",
    "member_id",
    "practice_patient_id",
    "risk_definition",
    "risk_drivers",
    "pcp_name",
    "last_visit_purpose",
    "added_late_reason",
)
SCHEMA: Mapping[str, Any] = MappingProxyType(
    {"row": pl.Int64, "rank": pl.Int64, "birth_date": pl.Date, "last_visit_date": pl.Date}
    | {"urgent": pl.Boolean}
    | dict.fromkeys(_TEXT, pl.String)
)
READERS: Mapping[str, Callable[[cells.Cell], object]] = MappingProxyType(
    {
        "rank": cells.as_whole,
        "birth_date": cells.as_date,
        "last_visit_date": cells.as_date,
        "gender": cells.as_gender,
        "urgent": cells.as_yes_no,
        "zip_code": cells.as_zip_code,
    }
)
