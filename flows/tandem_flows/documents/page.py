"""A document as one HTML file: no scripts, nothing from outside; it prints as it shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tandem_flows.documents.file import About
from tandem_flows.documents.paper import Paper, as_data
from tandem_flows.documents.template_files import filled


@dataclass(frozen=True)
class PageFile:
    """Writes a document as HTML."""

    paper: Paper

    def __call__(self, path: Path, about: About) -> None:
        """Write the page to `path`."""
        path.write_bytes(self.content(about))

    def content(self, about: About) -> bytes:
        """Return the page."""
        data = as_data(self.paper, about)
        return filled(about.templates, self.paper.kind, ".html.j2", data).encode("utf-8")
