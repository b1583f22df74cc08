"""Reads the guideline's files as YAML and text, and collects what is wrong with them.

What the blocks mean is `parse`'s business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tandem_validators.errors import GuidelineRefused, Problem
from tandem_validators.guideline import keys
from tandem_validators.guideline.strict_yaml import load_yaml, read_text

_TEXTS = {"step", "title", "description"}
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)


@dataclass
class Reader:
    """Files of one folder; `problems` grows, so that one look mends them all."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)

    def page(self, file: str) -> tuple[dict[str, Any], str] | None:
        """Return the front matter and body of a page, or None with the problem kept."""
        text = self._text(file)
        if text is None:
            return None
        match = _FRONT_MATTER.match(text)
        if match is None:
            what = "has no front matter between two lines of `---`"
            self.problems.append(Problem(file, what, "Begin the page with its front matter."))
            return None
        meta = self._parsed(match[1], file, line_offset=1)
        return None if meta is None else (meta, match[2])

    def has_keys(self, meta: Any, file: str, required: set[str], optional: set[str]) -> bool:
        """Return whether front matter has its keys, each of its type; problems are kept."""
        problems = keys.key_problems(meta, file, required, optional)
        problems = problems or keys.type_problems(meta, file, str, *required & _TEXTS)
        problems = problems or keys.type_problems(meta, file, int, *required & {"order"})
        self.problems += problems
        return not problems

    def head(self, file: str) -> dict[str, Any]:
        """Return what `guideline.yaml` says of the whole, or nothing with the problem kept."""
        meta = self._yaml(file)
        if not self._has_keys(meta, file, keys.GUIDELINE):
            return {}
        self.problems += keys.type_problems(meta, file, str, "title", "version", "status")
        self.problems += keys.type_problems(meta, file, list, "pages")
        return dict(meta)

    def blocks(self, file: str) -> list[Any]:
        """Return the list that `file` holds, or nothing with the problem kept."""
        content = self._yaml(file)
        return list(keys.as_list(content, file, self.problems))

    def _has_keys(self, meta: Any, file: str, required: set[str]) -> bool:
        if meta is None:
            return False
        problems = keys.key_problems(meta, file, required)
        self.problems += problems
        return not problems

    def _yaml(self, file: str) -> Any:
        text = self._text(file)
        return None if text is None else self._parsed(text, file)

    def _text(self, file: str) -> str | None:
        path = self.folder / file
        if not path.is_file():
            self.problems.append(Problem(file, "is missing", "Restore this file of the guideline."))
            return None
        try:
            return read_text(path, file)
        except GuidelineRefused as refused:
            self.problems += refused.problems
            return None

    def _parsed(self, text: str, file: str, line_offset: int = 0) -> Any:
        try:
            return load_yaml(text, file, line_offset)
        except GuidelineRefused as refused:
            self.problems += refused.problems
            return None
