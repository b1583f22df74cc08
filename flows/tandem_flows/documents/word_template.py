"""Our template for Word, made here so that no file of unknown making lies among the sources.

It holds the marks that `word` fills in. `tandem init` puts it beside the other originals, to be
restyled in a word processor: styles, header and footer, a logo, the order of the parts.
"""

from __future__ import annotations

import io
from functools import cache, partial
from typing import Any

from tandem_flows.documents.word_table import add_table, word_name

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
        style.element.rPr.rFonts.attrib.pop(word_name("w:asciiTheme"), None)
        style.element.rPr.rFonts.attrib.pop(word_name("w:hAnsiTheme"), None)
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
        style.element.rPr.find(word_name("w:color")).attrib.pop(word_name(name), None)


def _write(document: Any) -> None:
    add = document.add_paragraph
    document.add_heading("{{ title }}", level=1)
    _each(document, "line in lead", lambda: add("{{ line }}"))
    _each(document, "note in notes", lambda: add("{{ note }}", style="Intense Quote"))
    add("{%p for part in parts %}")
    document.add_heading("{{ part.heading }}", level=2)
    _if(document, "part.under", lambda: _kept(add("{{ part.under }}", style="Caption")))
    _if(document, "part.tags", lambda: _kept(add("{{ part.tags | join(' · ') }}")))
    pair = partial(_pair, name="{{ name }} ", said="{{ said }}")
    _each(document, "name, said in part.sentences", lambda: pair(_kept(add())))
    fact = partial(_pair, name="{{ fact.name }}: ", said="{{ fact.said.text }}")
    _each(document, "fact in part.facts", lambda: fact(add()))
    _each(document, "entry in part.entries", lambda: add("{{ loop.index }}. {{ entry }}"))
    _if(document, "part.grid and part.grid.rows", lambda: add_table(document))
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


def _kept(paragraph: Any) -> Any:
    """Return the paragraph, held on the page of what follows: a name never stands alone."""
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def _pair(paragraph: Any, name: str, said: str) -> None:
    paragraph.add_run(name).bold = True
    paragraph.add_run(said)


def _footer(footer: Any) -> None:
    paragraph = footer.paragraphs[0]
    paragraph.add_run("{{ lines | map('trim', '.') | join(' · ') }}")
