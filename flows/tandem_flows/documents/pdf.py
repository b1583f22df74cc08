"""A document as a tagged PDF that anyone can read (PDF/UA-1), set without system libraries.

The text comes as data; nothing of it is read as markup. The typesetter's own fonts are used, then
those in the workspace's `templates/fonts`, then the system's; a letter that none of them has is
shown as a mark, so that a name in any script never stops a document.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from tandem_flows.documents.file import About
from tandem_flows.documents.paper import Paper, as_data
from tandem_flows.documents.template_files import OURS, found, refused

_STANDARD: Final = "ua-1"
_UNSHOWN, _MOST_LETTERS = "\ufffd", 200
_NO_FONT = re.compile(r'text `"(.+?)"` could not be displayed', re.DOTALL)
_TOLD = "Letters that could not be printed here are shown as \ufffd. The page has them."


@dataclass(frozen=True)
class PdfFile:
    """Writes a document as PDF."""

    paper: Paper

    def __call__(self, path: Path, about: About) -> None:
        """Write the PDF to `path`; raise InputRefused when an own template cannot be set."""
        template = self._template(about)
        path.write_bytes(_set(template, as_data(self.paper, about), about))

    def content(self, about: About) -> bytes:
        """Return what the PDF says, and the template that sets it."""
        return self._template(about).read_bytes() + _text(as_data(self.paper, about)).encode()

    def _template(self, about: About) -> Path:
        return found(about.templates, self.paper.kind, ".typ") or OURS / "paper.typ"


def _set(template: Path, data: dict[str, Any], about: About) -> bytes:
    import typst

    made = datetime(about.made_on.year, about.made_on.month, about.made_on.day, tzinfo=UTC)
    text, only_ours = _text(data), True
    for _ in range(_MOST_LETTERS):
        try:
            return typst.compile(
                template,
                root=template.parent,
                font_paths=_fonts(about),
                sys_inputs={"data": text},
                ignore_system_fonts=only_ours,
                format="pdf",
                pdf_standards=_STANDARD,
                timestamp=made,
            )
        except typst.TypstError as error:
            letters = _NO_FONT.search(str(error))
        if letters is None:
            break
        text, only_ours = (text, False) if only_ours else (_without(text, letters[1]), False)
    raise refused(template) from None


def _without(text: str, letters: str) -> str:
    """Return the data with letters that no font has shown as a mark, and a note on it."""
    data = json.loads(text.replace(_escaped(letters), _UNSHOWN))
    data["notes"] = [*(note for note in data["notes"] if note != _TOLD), _TOLD]
    return _text(data)


def _escaped(letters: str) -> str:
    return json.dumps(letters, ensure_ascii=False)[1:-1]


def _fonts(about: About) -> list[Path]:
    folder = about.templates / "fonts" if about.templates else None
    return [folder] if folder and folder.is_dir() else []


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, default=str)
