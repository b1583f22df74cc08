"""Changes single keys of profile.yaml in its text, so that people's comments stay.

What was changed is read again and compared: the text is refused rather than bent.
"""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tandem_flows.workspace.keys import FILE, KeyPlace
from tandem_validators.errors import InputRefused, Problem
from tandem_validators.guideline.strict_yaml import load_yaml

_FILE = "profile.yaml"
Block = dict[str, Any]


def set_top_key(text: str, key: str, value: object) -> str:
    """Return the profile's text with a top key set to `value`."""
    lines = text.splitlines()
    for index, line in enumerate(lines):
        if re.match(rf"^{key}:", line):
            lines[index] = f"{key}: {value}"
    return _checked(text, lines, lambda block: block.__setitem__(key, value), key)


def set_key_place(text: str, place: KeyPlace) -> str:
    """Return the profile's text with the one key that says where the stores' key is."""
    key, value = ("key_file", place.name) if place.kind == FILE else ("key", str(place))
    lines = text.splitlines()
    for index, line in enumerate(lines):
        if re.match(r"^key(_file)?:", line):
            lines[index] = f"{key}: {value}"

    def change(block: Block) -> None:
        for name in ("key", "key_file"):
            block.pop(name, None)
        block[key] = value

    return _checked(text, lines, change, key)


def set_practice_key(text: str, practice_id: str, key: str, value: object | None) -> str:
    """Return the text with a key of a practice set to `value`, or removed when it is None."""
    lines = text.splitlines()
    head = _head_of(lines, practice_id)
    if head is not None:
        indent = _indent(lines[head]) + 2
        end = head + 1
        while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) >= indent):
            end += 1
        kept = [line for line in lines[head + 1 : end] if not re.match(rf"\s+{key}:", line)]
        new = [] if value is None else [f"{' ' * indent}{key}: {value}"]
        lines = [*lines[: head + 1], *new, *kept, *lines[end:]]

    def change(block: Block) -> None:
        practice = block["practices"][practice_id]
        practice.pop(key, None)
        if value is not None:
            practice[key] = value

    return _checked(text, lines, change, f"practice {practice_id}, key '{key}'")


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it holds either what it held or all of `text`."""
    unfinished = path.with_name(f".{path.name}")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.chmod(path.stat().st_mode & 0o777)
    os.replace(unfinished, path)


def _head_of(lines: list[str], practice_id: str) -> int | None:
    """Return the line that opens the block of a practice."""
    is_inside = False
    for index, line in enumerate(lines):
        if line and not line[0].isspace() and not line.startswith("#"):
            is_inside = line.startswith("practices:")
        elif is_inside and re.match(rf"\s+{re.escape(practice_id)}:\s*(#.*)?$", line):
            return index
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _checked(before: str, lines: list[str], change: Callable[[Block], object], where: str) -> str:
    """Return the new text; raise InputRefused when it does not say exactly what was meant."""
    after = "\n".join(lines) + "\n"
    wanted = copy.deepcopy(load_yaml(before, _FILE))
    change(wanted)
    if load_yaml(after, _FILE) == wanted:
        return after
    remedy = "Change this key by hand; nothing was changed."
    raise InputRefused(Problem(f"{_FILE}, {where}", "is written in a way of its own", remedy))
