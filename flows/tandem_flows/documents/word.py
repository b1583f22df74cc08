"""A document as a Word file, filled into a template that can be restyled in a word processor.

Without a template of the organisation, ours is used (`word_template`). Equal contents give equal
bytes: the day of making is given, and the archive holds no times.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from tandem_flows.documents.file import About
from tandem_flows.documents.paper import Paper, as_data
from tandem_flows.documents.template_files import found, refused
from tandem_flows.documents.untimed import without_times
from tandem_flows.documents.word_table import set_widths
from tandem_flows.documents.word_template import word_template


@dataclass(frozen=True)
class WordFile:
    """Writes a document as DOCX."""

    paper: Paper

    def __call__(self, path: Path, about: About) -> None:
        """Write the file to `path`; raise InputRefused when an own template cannot be set."""
        own = found(about.templates, self.paper.kind, ".docx")
        template = own.read_bytes() if own else word_template()
        try:
            content = _filled(template, as_data(self.paper, about), about)
        except _faults():
            fault = refused(own) if own else None
            if fault is None:
                raise
        else:
            path.write_bytes(content)
            return
        raise fault

    def content(self, about: About) -> bytes:
        """Return what the file says, and the template that sets it."""
        own = found(about.templates, self.paper.kind, ".docx")
        template = own.read_bytes() if own else without_times(word_template())
        return template + repr(as_data(self.paper, about)).encode("utf-8", "replace")


def _faults() -> tuple[type[Exception], ...]:
    from docx.opc.exceptions import PackageNotFoundError
    from jinja2 import TemplateError
    from lxml.etree import LxmlError  # type: ignore[import-untyped]

    return (
        TemplateError,
        LxmlError,
        PackageNotFoundError,
        zipfile.BadZipFile,
        ValueError,
        KeyError,
    )


def _filled(template: bytes, data: dict[str, Any], about: About) -> bytes:
    from docxtpl import DocxTemplate  # type: ignore[import-untyped]
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    document = DocxTemplate(io.BytesIO(template))
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    document.render(data, environment, autoescape=True)
    set_widths(document.docx.tables, data["parts"])
    properties = document.docx.core_properties
    day = about.made_on
    properties.title = data["title"]
    properties.created = properties.modified = datetime(day.year, day.month, day.day)
    properties.author = properties.last_modified_by = "CareTandem"
    properties.revision = 1
    content = io.BytesIO()
    document.save(content)
    return without_times(content.getvalue())
