"""Workbooks of a few kilobytes that would fill the memory, hold up the run, or show a reader other
parts than were looked at. Each is a list of two patients in which something was put in place.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

from tests.broken.files import GOOD, HEADINGS, OTHER, xlsx_file
from tests.fuzz.changing import zipped

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
LINKS, STRINGS = "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"
_FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(xlsx_file(List=(HEADINGS, GOOD, OTHER)))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(changed: Mapping[str, bytes], without: str = "") -> bytes:
    kept = {name: part for name, part in parts().items() if name != without}
    return zipped(list((kept | dict(changed)).items()))


def sheet(rows: str) -> bytes:
    return f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>".encode()


def strings(*texts: str) -> bytes:
    said = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return f"<sst {MAIN}>{said}</sst>".encode()


def in_another_folder() -> bytes:
    links = parts()[LINKS].replace(b"worksheets/", b"elsewhere/")
    return with_parts({"xl/elsewhere/sheet1.xml": sheet(_FAR), LINKS: links}, SHEET)


def as_a_picture() -> bytes:
    links = parts()[LINKS].replace(b"worksheets/sheet1.xml", b"media/image1.png")
    return with_parts({"xl/media/image1.png": sheet(_FAR), LINKS: links}, SHEET)


def in_other_letters() -> bytes:
    return with_parts({"xl/Worksheets/Sheet1.XML": sheet(_FAR)}, SHEET)


def twice_in_other_letters() -> bytes:
    return with_parts({"xl/worksheets/SHEET1.xml": sheet(_FAR)})


def with_blanks_around_the_place() -> bytes:
    return with_parts({SHEET: sheet(_FAR.replace('r="XFD', 'r = "XFD'))})


def without_a_place() -> bytes:
    first = f'<row r="1">{"<c><v>1</v></c>" * 16384}</row>'
    return with_parts({SHEET: sheet(f'{first}<row r="1048576"><c><v>1</v></c></row>')})


def behind_a_comment_of_utf_16() -> bytes:
    """One reader sees a comment, another the cells in it."""
    hidden = _FAR.encode() + b" " * (len(_FAR) % 2)
    ends = [text.encode("utf-16-le") for text in (f"<worksheet {MAIN}><!--", "--></worksheet>")]
    return with_parts({SHEET: b"\xff\xfe" + ends[0] + hidden + ends[1]})


def tags_that_never_end() -> bytes:
    return with_parts({SHEET: sheet("<c " * 200_000)})


def a_tag_without_end() -> bytes:
    return with_parts({SHEET: sheet("<c " + " ".join(f'a{n}=""' for n in range(400_000)) + "/>")})


def a_deep_nest() -> bytes:
    return with_parts({"xl/nest.xml": b"<a>" * 100_000 + b"</a>" * 100_000})


def with_a_document_type() -> bytes:
    return with_parts({"xl/more.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})


def one_long_text_in_many_cells() -> bytes:
    rows = "".join(f'<row r="{n}"><c t="s"><v>0</v></c></row>' for n in range(1, 2001))
    return with_parts({STRINGS: strings("z" * 1_000_000), SHEET: sheet(rows)})


def many_tabs_of_one_part() -> bytes:
    tabs = "".join(f'<sheet name="T{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 3000))
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    book = f'<workbook {MAIN} xmlns:r="{links}"><sheets>{tabs}</sheets></workbook>'
    far = '<row r="1000"><c r="BTX1000"><v>1</v></c></row>'
    return with_parts({BOOK: book.encode(), SHEET: sheet(far)})


def a_part_that_lies_about_its_size() -> bytes:
    """A hundred million letters, of which the archive says that they are a hundred."""
    content = bytearray(with_parts({STRINGS: strings("a" * 110_000_000)}))
    at = content.rfind(STRINGS.encode()) - 46  # its line in the table of contents
    assert content[at : at + 4] == b"PK\x01\x02"
    content[at + 24 : at + 28] = struct.pack("<I", 100)
    return bytes(content)


def many_merged_cells() -> bytes:
    merged = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(2, 20_000))
    whole = parts()[SHEET].decode()
    end = f"</sheetData><mergeCells>{merged}</mergeCells>"
    return with_parts({SHEET: whole.replace("</sheetData>", end).encode()})


FAR, DAMAGED, CELLS = "far beyond any list", "is damaged", "far more cells"
BOOKS: tuple[tuple[Callable[[], bytes], str], ...] = (
    (in_another_folder, FAR),
    (as_a_picture, DAMAGED),
    (in_other_letters, FAR),
    (twice_in_other_letters, "holds a part of it twice"),
    (with_blanks_around_the_place, FAR),
    (without_a_place, FAR),
    (behind_a_comment_of_utf_16, DAMAGED),
    (tags_that_never_end, DAMAGED),
    (a_tag_without_end, DAMAGED),
    (a_deep_nest, DAMAGED),
    (with_a_document_type, DAMAGED),
    (one_long_text_in_many_cells, "repeats long texts"),
    (many_tabs_of_one_part, CELLS),
    (a_part_that_lies_about_its_size, "unpacks to more than 100 MB"),
    (many_merged_cells, "has 18998 mistakes more"),
)
