"""Tables in Word: as our template has one, and how wide its columns are once it is filled in.

Here: what a word processor has to be told in its own language. Not here: what stands in a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_RULE, _BAND = "B9C4CC", "E9EEF2"
# inside a cell, in twentieths of a point
_AIR = {"top": 40, "left": 90, "bottom": 40, "right": 90}


def add_table(document: Any) -> None:
    """Add a table whose rows and columns are told by the data; the first row is its heading."""
    table = document.add_table(rows=4, cols=3, style="Table Grid")
    head, before, row, after = (line.cells for line in table.rows)
    _set(head, "{%tc for column in part.grid.columns %}", "{{ column.title }}", "{%tc endfor %}")
    _set(before, "{%tr for row in part.grid.rows %}")
    _set(row, "{%tc for words in row %}", "{{ words.text }}", "{%tc endfor %}")
    _set(after, "{%tr endfor %}")
    for cell in head:
        cell.paragraphs[0].runs[0].bold = True
        cell._tc.get_or_add_tcPr().append(_with("w:shd", val="clear", color="auto", fill=_BAND))
    table.rows[0]._tr.get_or_add_trPr().append(_mark("w:tblHeader"))
    for line in (table.rows[0], table.rows[2]):  # a row is not cut by the end of a page
        line._tr.get_or_add_trPr().insert(0, _mark("w:cantSplit"))
    _look(table._tbl.tblPr)
    # as wide as the page, each column by what it holds: how many there are is told by the data
    width = table._tbl.tblPr.find(word_name("w:tblW"))
    width.set(word_name("w:type"), "pct")
    width.set(word_name("w:w"), "5000")
    for cell in (cell for line in table.rows for cell in line.cells):
        cell._tc.tcPr.remove(cell._tc.tcPr.find(word_name("w:tcW")))


def _set(cells: Any, *texts: str) -> None:
    for cell, text in zip(cells, texts, strict=False):
        cell.text = text


def set_widths(tables: Iterable[Any], parts: Iterable[Mapping[str, Any]]) -> None:
    """Give the columns of each table the widths that they have in every form, by their headings.

    A table that is none of the document's, in a template of the organisation, stays as it is.
    """
    grids = [part["grid"]["columns"] for part in parts if part["grid"]]
    shares = {
        tuple(column["title"] for column in columns): [column["share"] for column in columns]
        for columns in grids
    }
    for table in tables:
        rows = table._tbl.tr_lst
        titles = tuple(_text(cell) for cell in rows[0].tc_lst) if rows else ()
        told = shares.get(titles)
        if told is not None:
            _set_columns(table._tbl, told)


def _set_columns(table: Any, shares: Sequence[int]) -> None:
    columns = table.tblGrid.gridCol_lst
    whole = sum(column.w for column in columns)
    widths = [whole * share // sum(shares) for share in shares]
    for column, width in zip(columns, widths, strict=False):
        column.w = width
    for row in table.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=False):
            cell.width = width


def _text(cell: Any) -> str:
    return "".join(paragraph.text for paragraph in cell.p_lst)


def _look(properties: Any) -> None:
    """Give a table thin soft lines, and air around its words."""
    borders, margins = _with("w:tblBorders"), _with("w:tblCellMar")
    for side in (*_AIR, "insideH", "insideV"):
        borders.append(_with(f"w:{side}", val="single", sz="4", space="0", color=_RULE))
    for side, width in _AIR.items():
        margins.append(_with(f"w:{side}", w=str(width), type="dxa"))
    look = properties.find(word_name("w:tblLook"))
    look.addprevious(borders)
    look.addprevious(margins)


def _mark(name: str) -> Any:
    return _with(name, val="true")


def _with(name: str, **attributes: str) -> Any:
    """Return an element of Word's language with its attributes."""
    from docx.oxml import OxmlElement

    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(word_name(f"w:{attribute}"), value)
    return element


def word_name(name: str) -> str:
    """Return the full name of an element or attribute of Word's language."""
    from docx.oxml.ns import qn

    return str(qn(name))
