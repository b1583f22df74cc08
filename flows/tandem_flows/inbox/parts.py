"""Where the parts of a workbook file lie: which part of the archive holds which tab."""

from __future__ import annotations

import posixpath
import zipfile
from xml.etree import ElementTree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_BOOK, _BOOK_LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def parts_by_tab(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of the archive that holds each tab, by the name of the tab."""
    links = ElementTree.fromstring(archive.read(_BOOK_LINKS))
    targets = {
        link.get("Id"): str(link.get("Target"))
        for link in links.iter(f"{{{_PACKAGE}}}Relationship")
    }
    book = ElementTree.fromstring(archive.read(_BOOK))
    return {
        str(tab.get("name")): _part(targets[tab.get(f"{{{LINKS}}}id")])
        for tab in book.iter(f"{{{MAIN}}}sheet")
    }


def _part(target: str) -> str:
    """Return the name of a part: a link from the book is relative to it, or begins with a slash."""
    return target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
