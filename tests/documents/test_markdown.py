"""What people write is words in Markdown too: no element, link, table, list or line of its own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tandem_flows.documents.markdown import APART, as_words
from tandem_flows.documents.text import plain
from tests.fuzz.hostile import FORMULAS, JSON, LETTERS, MARKUP, PATHS, YAML

_RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PIECES = st.sampled_from(
    [
        *FORMULAS,
        *MARKUP,
        *LETTERS,
        *(piece for piece in PATHS if len(piece) < 100),
        *(piece for piece in (*YAML, *JSON) if len(piece) < 100),
        *"\\`*_{}[]()<>#+-.!|~=&:@\r\n\t\x0b\x85\u2028",
        "# a", "- a", "1. a", "2) a", "> a", "---", "===", "***", "```", "~~~", "    a", "| a |",
        "|---|", "![x](http://x/y.png)", "[a]: http://x", "[a][b]", "<http://x>", "http://x.org",
        "https://x.org", "www.x.org", "WWW.x", "a@x.org", "mailto:a@x.org", "&lt;b&gt;", "&#60;",
        "~~a~~", "<!--", "-->", "<details open ontoggle=alert(1)>", "$$", ":::", "\\", "\\|",
        "Lakeside", " ", "\u00a0", "\u3000",
    ]
)  # fmt: skip
HOSTILE = (
    st.lists(st.one_of(PIECES, st.text(max_size=8)), min_size=1, max_size=8)
    .map("".join)
    .filter(bool)
)


def parts(page: str) -> list[object]:
    """Return what a page is made of, without the words."""
    return [
        (token.type, token.tag, token.level, dict(token.attrs))
        for block in _RENDERER.parse(page)
        for token in (block, *(block.children or []))
        if token.type not in ("text", "text_special")
    ]


def shown(page: str) -> str:
    """Return the words that a reader sees."""
    return "".join(
        token.content for block in _RENDERER.parse(page) for token in block.children or []
    )


def linked_by_itself(page: str) -> list[str]:
    """Return what a renderer would make a link of although nobody wrote one.

    Prefect's looks twice: at the page as it is written, and at the words that come of it.
    """
    written = re.findall(r"(?i)(?<!\\)://|www\.|mailto:|xmpp:|(?<!\\)@", page)
    return written + re.findall(r"(?i)https?://|www\.|[-.\w+]@[-\w]", shown(page))


@settings(deadline=None)
@given(said=HOSTILE)
def test_words_are_shown_as_they_are_wherever_they_stand(said):
    quoted = as_words(said)

    for place in ("{}", "# {}", "**{}**", "- {}: 1", "x {} y", "| a |\n|---|\n| {} |"):
        assert parts(place.format(quoted)) == parts(place.format("x"))
        assert linked_by_itself(place.format(quoted)) == []
    words = " ".join(plain(said).replace(APART, "").split())
    assert shown(quoted).replace(APART, "") == (words or "(no words)")


@pytest.mark.parametrize("said", ["", " ", "\n", "\u200e", "\x00"])
def test_what_holds_no_words_says_so(said):
    assert as_words(said) == "(no words)"


def test_common_words_stay_readable_as_they_are_written():
    said = "3 patients listed, 2 by both; background 4.2 of 15 facts (as of 2026-01-13)"

    assert as_words(said) == said
