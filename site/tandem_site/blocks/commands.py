"""The command line: every command of the program with its own help, as the program prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tandem_site.templating import filled

if TYPE_CHECKING:
    from tandem_site.edition import Edition

_PROGRAM = "tandem"
_EXAMPLE = "Example:"


@dataclass(frozen=True)
class CommandHelp:
    """One command: how it is called, what it does, its examples and its options with their help."""

    words: str
    usage: str
    paragraphs: tuple[str, ...]
    examples: tuple[str, ...]
    options: tuple[tuple[str, str], ...]

    @property
    def anchor(self) -> str:
        """Its permanent anchor on the page."""
        return self.words.replace(" ", "-")


def commands(_edition: Edition) -> str:
    """Return the help of every command, in the order in which the program lists them."""
    return filled("commands.md.j2", commands=command_helps())


def command_helps() -> list[CommandHelp]:
    """Return the help of the program and of each of its commands."""
    from typer.main import get_command

    from tandem_flows.cli.app import app

    return [_help(words, command, context) for words, command, context in _walk(get_command(app))]


def _walk(program: Any) -> Iterator[tuple[str, Any, Any]]:
    """Yield each command with the words that call it; groups before what is in them."""
    waiting = [(_PROGRAM, program, None)]
    while waiting:
        words, command, parent = waiting.pop(0)
        context = type(command).context_class(command, info_name=words.split()[-1], parent=parent)
        yield words, command, context
        inner = getattr(command, "commands", {})
        found = [(f"{words} {name}", inner[name], context) for name in inner]
        waiting = found + waiting


def _help(words: str, command: Any, context: Any) -> CommandHelp:
    text = (command.help or "").replace("\b\n", "").replace("\b", "")
    told, _, examples = text.partition(_EXAMPLE)
    records = [parameter.get_help_record(context) for parameter in command.get_params(context)]
    return CommandHelp(
        words=words,
        usage=" ".join(command.get_usage(context).removeprefix("Usage: ").split()),
        paragraphs=tuple(_plain(part) for part in re.split(r"\n\s*\n", told.strip())),
        examples=tuple(line.strip() for line in examples.strip().splitlines() if line.strip()),
        options=tuple((name, _plain(told_of)) for name, told_of in filter(None, records)),
    )


def _plain(text: str) -> str:
    """Return a text on one line; a word in angle brackets is no markup, unless it is code."""
    parts = " ".join(text.split()).split("`")
    return "`".join(
        part if place % 2 else part.replace("<", "&lt;") for place, part in enumerate(parts)
    )
