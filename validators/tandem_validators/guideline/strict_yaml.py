"""YAML that refuses what YAML lets pass: a key stated twice. Knows nothing of guidelines."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import yaml

from tandem_validators.errors import GuidelineRefused, Problem


class _StrictLoader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """A safe loader that refuses duplicate keys."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Hashable, Any]:
    seen: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
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
    raise GuidelineRefused(problem) from None
