"""Values of single cells changed inside a workbook file, everything else left byte for byte.

Here: the parts of the file format that this takes. Not here: which cells (`fill`).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date
from xml.etree import ElementTree

from tandem_flows.inbox.parts import LINKS, MAIN, parts_by_tab
from tandem_validators.errors import InputRefused, Problem

# Day 0 of a spreadsheet's calendar, as every program counts from March 1900 on.
_DAY_ZERO = date(1899, 12, 30)


def with_cells(content: bytes, filled: Mapping[str, Mapping[str, object]]) -> bytes:
    """Return the workbook with the cells of `filled`, by tab and address such as `E5`.

    Raises InputRefused for a cell that is not part of the tab.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        parts = parts_by_tab(source)
        cells = {parts[label]: values for label, values in filled.items()}
        for info in source.infolist():
            part = source.read(info)
            if info.filename in cells:
                part = _with_values(part, cells[info.filename])
            target.writestr(info, part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _with_values(part: bytes, values: Mapping[str, object]) -> bytes:
    ElementTree.register_namespace("", MAIN)
    ElementTree.register_namespace("r", LINKS)
    sheet = ElementTree.fromstring(part)
    cells = {cell.get("r"): cell for cell in sheet.iter(f"{{{MAIN}}}c")}
    for place, value in values.items():
        if place not in cells:
            remedy = "Give fewer rows, or write the sheet with more blank rows."
            raise InputRefused(Problem(f"cell {place}", "is below the rows of the sheet", remedy))
        _set(cells[place], value)
    patched: bytes = ElementTree.tostring(sheet, encoding="UTF-8", xml_declaration=True)
    return patched


def _set(cell: ElementTree.Element, value: object) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if value is None:
        return
    if isinstance(value, date):
        value = (value - _DAY_ZERO).days
    if isinstance(value, int | float) and not isinstance(value, bool):
        ElementTree.SubElement(cell, f"{{{MAIN}}}v").text = f"{value}"
        return
    cell.set("t", "inlineStr")
    holder = ElementTree.SubElement(cell, f"{{{MAIN}}}is")
    words = ElementTree.SubElement(holder, f"{{{MAIN}}}t")
    words.text = ("yes" if value else "no") if isinstance(value, bool) else str(value)
