"""The page of the command line says what the program's own help says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem_site.blocks.commands import CommandHelp, command_helps
from tests.cli.places import typed
from tests.cli.test_help import commands

HELPS = {command.words.removeprefix("tandem").strip(): command for command in command_helps()}


def test_every_command_is_on_the_page() -> None:
    groups = {words.rsplit(" ", 1)[0] for words in commands() if " " in words}

    assert set(HELPS) == {"", *groups, *commands()}


@pytest.mark.parametrize("words", commands())
def test_a_command_is_told_as_its_help_tells_it(words: str) -> None:
    printed = flat(typed(*words.split(), "--help").out)

    told = HELPS[words]

    assert [part for part in parts_of(told) if flat(part) not in printed] == []


def test_the_page_shows_markup_characters_as_they_are(built: Path) -> None:
    page = (built / "reference/command-line.html").read_text(encoding="utf-8")

    assert "inbox/&lt;practice&gt;" in page
    assert "<code>-p, --practice &lt;str&gt;</code>" in page
    assert 'id="tandem-run"' in page


def parts_of(told: CommandHelp) -> list[str]:
    """Return the texts of a command, without the marks that keep `<` from being markup."""
    names = [name for name, _ in told.options]
    meanings = [meaning.replace("&lt;", "<") for _, meaning in told.options]
    paragraphs = [paragraph.replace("&lt;", "<") for paragraph in told.paragraphs]
    return [*paragraphs, *told.examples, *names, *meanings]


def flat(text: str) -> str:
    """Return a text without its line breaks: the program wraps where the window ends."""
    return "".join(text.split()).replace("\\", "")
