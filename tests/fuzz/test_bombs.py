"""Files made to take all memory or time, one of each kind, given to the parsers they aim at."""

import io
import zipfile

import pytest

from tandem_validators.errors import GuidelineRefused
from tandem_validators.guideline.strict_yaml import load_yaml
from tests.broken.files import GOOD, HEADINGS, xlsx_file, zip_bomb
from tests.fuzz.changing import zipped
from tests.fuzz.hostile import alias_bomb, laughs
from tests.fuzz.looking import REFUSED, looked_at
from tests.fuzz.parsers import every_parser

PARSERS = {parser.name: parser for parser in every_parser()}
_BOOK = "practice list, XLSX"


def looked(name, content, folder):
    return looked_at(PARSERS[name].reading(content, folder), with_lines=False)


def with_part(content, part, text):
    """Return a workbook in which one part is another text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(list((parts | {part: text}).items()))


def book():
    return xlsx_file(List=(HEADINGS, GOOD))


@pytest.mark.parametrize(
    "part",
    [
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/sharedStrings.xml",
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
    ],
)
@pytest.mark.parametrize("name", [_BOOK, "sheet: call"])
def test_entities_that_grow_are_never_worked_out(name, part, tmp_path, tally):
    content = book() if name == _BOOK else PARSERS[name].seeds()[0]
    hostile = (laughs() + "<sst><si><t>&l9;</t></si></sst>").encode()

    look = looked(name, with_part(content, part, hostile), tmp_path)

    assert look.defect is None
    tally.add("inputs", "billion laughs", 1, look.ended == REFUSED)


@pytest.mark.parametrize("name", [_BOOK, "sheet: call", "export of the record"])
def test_a_zip_bomb_is_refused(name, tmp_path, tally):
    look = looked(name, zip_bomb(), tmp_path)

    assert (look.ended, look.defect) == (REFUSED, None)
    tally.add("inputs", "zip bomb", 1, 1)


@pytest.mark.parametrize("name", ["profile.yaml", "guideline.yaml", "changes.yaml"])
@pytest.mark.parametrize(
    "text",
    [alias_bomb(), "[" * 100_000, "{a: " * 50_000, "- " * 60_000, "? " * 60_000],
    ids=["aliases", "lists", "blocks", "dashes", "keys"],
)
def test_yaml_that_grows_or_nests_is_refused(name, text, tmp_path, tally):
    look = looked(name, text.encode(), tmp_path)

    assert (look.ended, look.defect) == (REFUSED, None)
    tally.add("inputs", "YAML that grows or nests", 1, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: !!python/object/apply:os.getcwd []", "could not determine a constructor"),
        ("a: !!python/name:os.system", "could not determine a constructor"),
        (alias_bomb(), "a name that stands for another part"),
        ("a: &a [1]\nb: *a", "a name that stands for another part"),
    ],
    ids=["a call", "a name of code", "aliases", "one alias"],
)
def test_yaml_says_nothing_but_plain_values(text, words, tally):
    with pytest.raises(GuidelineRefused, match=words):
        load_yaml(text, "profile.yaml")

    tally.add("inputs", "YAML that is code, or stands for other parts", 1, 1)


@pytest.mark.parametrize("name", ["care plan", "answers of the page of a call"])
def test_json_that_nests_is_refused(name, tmp_path, tally):
    look = looked(name, b"[" * 1_000_000, tmp_path)

    assert (look.ended, look.defect) == (REFUSED, None)
    tally.add("inputs", "JSON that nests", 1, 1)


@pytest.mark.parametrize("name", ["practice list, CSV", "team list", "answers to surveys"])
def test_a_giant_cell_is_read_or_refused(name, tmp_path, tally):
    seed = PARSERS[name].seeds()[0]

    look = looked(name, seed.replace(b"Zyxquist", b"Z" * 5_000_000), tmp_path)

    assert look.defect is None
    tally.add("inputs", "giant cell", 1, look.ended == REFUSED)
