"""The operations pages show the pictures that are there, each with words for who cannot see it."""

import struct

from tests.orchestrate.administrator import WIDTH
from tests.orchestrate.pictures import OPERATE, shown, there

_MOST_BYTES = 150_000


def test_every_picture_is_shown_and_every_picture_shown_is_there():
    assert sorted(shown()) == sorted(there())


def test_every_picture_says_in_words_what_it_shows():
    assert [name for name, alt in shown().items() if len(alt.split()) < 6] == []


def test_every_picture_has_a_caption():
    text = "\n".join(page.read_text(encoding="utf-8") for page in OPERATE.glob("*.md"))

    assert text.count("<figcaption>") == len(shown())


def test_every_picture_is_as_wide_as_a_page_and_small():
    for name, path in there().items():
        content = path.read_bytes()
        width = struct.unpack(">I", content[16:20])[0]
        assert content[:8] == b"\x89PNG\r\n\x1a\n", name
        assert width == WIDTH, name
        assert len(content) < _MOST_BYTES, name
