"""Our template for Word, made here so that no file of unknown making lies among the sources.

It holds the marks that `word` fills in. `tandem init` puts it beside the other originals, to be
restyled in a word processor: styles, header and footer, a logo, the order of the parts.
"""

from __future__ import annotations

import io
from functools import cache, partial
from typing import Any

_INK, _SOFT, _BRAND = "1B2A35", "40525F", "12324A"


@cache
def word_template() -> bytes:
    """Return the template; the entries of its archive tell when it was made."""
    from docx import Document
    from docx.shared import Cm

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.59), Cm(27.94)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(1.9))
    _style(document)
    _write(document)
    _footer(section.footer)
    document.core_properties.language, document.core_properties.comments = "en-US", ""
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _style(document: Any) -> None:
    from docx.shared import Pt

    looks = (("Normal", 10.5, _INK), ("Heading 1", 18, _BRAND), ("Heading 2", 13, _BRAND))
    for name, size, colour in looks:
        style = document.styles[name]
        style.font.name, style.font.size = "Calibri", Pt(size)
        _colour(style, colour)
        style.element.rPr.rFonts.attrib.pop(_name("w:asciiTheme"), None)
        style.element.rPr.rFonts.attrib.pop(_name("w:hAnsiTheme"), None)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    for name, size in (("Caption", 9), ("Footer", 8)):
        style = document.styles[name]
        style.font.size, style.font.bold = Pt(size), False
        _colour(style, _SOFT)


def _colour(style: Any, colour: str) -> None:
    """Give a style a colour of its own, which no theme changes."""
    from docx.shared import RGBColor

    style.font.color.rgb = RGBColor.from_string(colour)
    for name in ("w:themeColor", "w:themeShade", "w:themeTint"):
        style.element.rPr.find(_name("w:color")).attrib.pop(_name(name), None)


def _write(document: Any) -> None:
    add = document.add_paragraph
    document.add_heading("{{ title }}", level=1)
    _each(document, "line in lead", lambda: add("{{ line }}"))
    _each(document, "note in notes", lambda: add("{{ note }}", style="Intense Quote"))
    add("{%p for part in parts %}")
    document.add_heading("{{ part.heading }}", level=2)
    _if(document, "part.under", lambda: add("{{ part.under }}", style="Caption"))
    _if(document, "part.tags", lambda: add("{{ part.tags | join(' · ') }}"))
    _each(
        document, "name, said in part.sentences", lambda: _pair(add(), "{{ name }} ", "{{ said }}")
    )
    fact = partial(_pair, name="{{ fact.name }}: ", said="{{ fact.said.text }}")
    _each(document, "fact in part.facts", lambda: fact(add()))
    _each(document, "entry in part.entries", lambda: add("{{ loop.index }}. {{ entry }}"))
    _if(document, "part.grid and part.grid.rows", lambda: _table(document))
    _if(document, "part.closing", lambda: add("{{ part.closing }}"))
    add("{%p endfor %}")


def _each(document: Any, loop: str, write: Any) -> None:
    document.add_paragraph(f"{{%p for {loop} %}}")
    write()
    document.add_paragraph("{%p endfor %}")


def _if(document: Any, condition: str, write: Any) -> None:
    document.add_paragraph(f"{{%p if {condition} %}}")
    write()
    document.add_paragraph("{%p endif %}")


def _pair(paragraph: Any, name: str, said: str) -> None:
    paragraph.add_run(name).bold = True
    paragraph.add_run(said)


def _table(document: Any) -> None:
    """Add a table whose rows and columns are told by the data; the first row is its heading."""
    table = document.add_table(rows=4, cols=3, style="Table Grid")
    head, before, row, after = (line.cells for line in table.rows)
    _set(head, "{%tc for column in part.grid.columns %}", "{{ column.title }}", "{%tc endfor %}")
    _set(before, "{%tr for row in part.grid.rows %}")
    _set(row, "{%tc for words in row %}", "{{ words.text }}", "{%tc endfor %}")
    _set(after, "{%tr endfor %}")
    for cell in head:
        cell.paragraphs[0].runs[0].bold = True
    table.rows[0]._tr.get_or_add_trPr().append(_mark("w:tblHeader"))
    # as wide as the page, each column by what it holds: how many there are is told by the data
    width = table._tbl.tblPr.find(_name("w:tblW"))
    width.set(_name("w:type"), "pct")
    width.set(_name("w:w"), "5000")
    for cell in (cell for line in table.rows for cell in line.cells):
        cell._tc.tcPr.remove(cell._tc.tcPr.find(_name("w:tcW")))


def _set(cells: Any, *texts: str) -> None:
    for cell, text in zip(cells, texts, strict=False):
        cell.text = text


def _footer(footer: Any) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.add_run("{{ lines | join(' ') }}")


def _mark(name: str) -> Any:
    from docx.oxml import OxmlElement

    mark = OxmlElement(name)
    mark.set(_name("w:val"), "true")
    return mark


def _name(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))
