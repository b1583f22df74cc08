"""Builds one version into a folder, for the command line. Knows MkDocs, and nothing of pages."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from tandem_site.publish.checked import checked_draft
from tandem_site.publish.placement import Placement
from tandem_validators.errors import GuidelineRefused, Problem


def build_site(repository: Path, out: Path) -> int:
    """Build the draft of `repository` into `out`, which is emptied; return how many pages it has.

    Raises GuidelineRefused with all disagreements, or with what MkDocs warns of (dead links).
    """
    return build_version(repository, out, checked_draft(repository))


def build_version(repository: Path, out: Path, placement: Placement) -> int:
    """Build one version into `out`, which is emptied; return how many pages it has.

    Raises GuidelineRefused with what MkDocs warns of.
    """
    # Material prints the day its support ends; the operations guide tells it to who must know
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    warnings = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    try:
        build(_config(repository, out, placement))
    except MkDocsException as stopped:
        raise GuidelineRefused(warnings.problems or [_stopped(stopped)]) from None
    finally:
        logger.removeHandler(warnings)
    return len(list(out.rglob("*.html")))


def _config(repository: Path, out: Path, placement: Placement) -> Any:
    file = str(repository / "mkdocs.yml")
    sources = str(placement.guidelines(repository).resolve())
    config = load_config(file, site_dir=str(out.resolve()), docs_dir=sources, strict=True)
    config.extra["placement"] = placement
    return config


class _Warnings(logging.Handler):
    """Keeps what MkDocs warns of, so that a refusal can say it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        remedy = "Correct the page it names and build again."
        self.problems.append(Problem("site", record.getMessage(), remedy))


def _stopped(error: MkDocsException) -> Problem:
    return Problem("site", f"the build stopped: {error}", "Correct this and build again.")
