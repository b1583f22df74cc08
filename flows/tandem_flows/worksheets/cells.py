"""One value written into one cell: text always as text, so that nothing is run as a formula."""

from __future__ import annotations

from datetime import date
from typing import Any

from tandem_flows.worksheets.layout import cell_text


def write_value(worksheet: Any, row: int, index: int, value: object, look: Any) -> None:
    """Write `value` as what it is: a blank, yes or no, a number, a day, or else as text."""
    if value is None or value == "":
        worksheet.write_blank(row, index, None, look)
    elif isinstance(value, bool):
        worksheet.write_string(row, index, "yes" if value else "no", look)
    elif isinstance(value, int | float):
        worksheet.write_number(row, index, value, look)
    elif isinstance(value, date):
        worksheet.write_datetime(row, index, value, look)
    else:
        worksheet.write_string(row, index, cell_text(str(value)), look)
