"""YAML that refuses what YAML lets pass: a key stated twice, names that stand for other parts.

A name (`&x`) that is used again (`*x`) can make a few lines mean millions. Knows nothing of
guidelines.
"""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from tandem_validators.errors import GuidelineRefused, Problem

_SafeLoader: Any = yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader
# What YAML makes of a value can fail in Python's own words: a day that is none, a number too long.
_NO_VALUE = (ValueError, TypeError, OverflowError, RecursionError, AttributeError, KeyError)


# Far deeper than any file of ours; what lies deeper than the reader's stack ends the process.
_DEEPEST = 500


class _StrictLoader(_SafeLoader):  # type: ignore[misc]
    """A safe loader that refuses duplicate keys."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Hashable, Any]:
    seen: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, Hashable):
            raise yaml.MarkedYAMLError(
                problem="a list or block as key", problem_mark=key_node.start_mark
            )
        if key in seen:
            raise _DuplicateKey(str(key), key_node.start_mark.line + 1)
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


class _DuplicateKey(Exception):
    def __init__(self, key: str, line: int) -> None:
        super().__init__(key)
        self.key, self.line = key, line


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def load_yaml(text: str, where: str, line_offset: int = 0) -> Any:
    """Return the YAML in `text`; raise GuidelineRefused naming `where`, line and key."""
    try:
        _refuse_what_grows(text)
        return yaml.load(text, Loader=_StrictLoader)
    except _DuplicateKey as duplicate:
        line = duplicate.line + line_offset
        problem = Problem(
            f"{where}, line {line}, key '{duplicate.key}'",
            "the key stands twice in one block",
            "Keep one of the two.",
        )
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line + 1 if mark else 1) + line_offset
        problem = Problem(
            f"{where}, line {line}",
            f"is not readable YAML: {getattr(error, 'problem', None) or 'syntax error'}",
            "Correct the indentation, quotes or colon on this line.",
        )
    except _NO_VALUE:
        what = "holds a value that cannot be read: a day that is none, or a number too long"
        problem = Problem(where, what, "Put such a value between quotes, or correct it.")
    raise GuidelineRefused(problem) from None


def _refuse_what_grows(text: str) -> None:
    """Raise a YAMLError at a part that stands for another, or that lies too deep in others."""
    if not ("*" in text and "&" in text) and not _may_be_deep(text):
        return
    depth = 0
    events: Any = yaml.parse(text, Loader=_SafeLoader)
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or depth > _DEEPEST:
            words = "a part inside too many others"
            if isinstance(event, yaml.AliasEvent):
                words = "a name that stands for another part (*)"
            raise yaml.MarkedYAMLError(problem=words, problem_mark=event.start_mark)


def _may_be_deep(text: str) -> bool:
    """Whether brackets or a long line could nest so deep that the reader itself would fail."""
    brackets = text.count("[") + text.count("{")
    return brackets > _DEEPEST or any(len(line) > _DEEPEST for line in text.splitlines())


def read_text(path: Path, where: str) -> str:
    """Return the text of a file; raise GuidelineRefused when it is not saved as UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        problem = Problem(where, "is not saved as UTF-8", "Save it again with that encoding.")
    raise GuidelineRefused(problem)
