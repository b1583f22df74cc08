"""The order of the pages: the steps as they are taken, then what one looks up, then the rest."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

from tandem_site.edition import Edition
from tandem_site.generate import REFERENCE


def navigation(edition: Edition, written: Iterable[str]) -> list[dict[str, Any]]:
    """Return the navigation; `written` are all Markdown files below `guidelines/`."""
    steps = [page.file for page in edition.pages]
    rest = sorted((file for file in written if file not in steps), key=_folder_first)
    return [
        {"Home": "index.md"},
        {"The steps": [{page.title: page.file} for page in edition.pages]},
        {"Look up": [{title: file} for file, title in REFERENCE.items()]},
        *({_title(folder): list(files)} for folder, files in groupby(rest, key=_folder)),
    ]


def _folder_first(file: str) -> tuple[str, str]:
    return _folder(file), file


def _folder(file: str) -> str:
    return str(PurePosixPath(file).parent)


def _title(folder: str) -> str:
    name = PurePosixPath(folder).name.replace("-", " ")
    return name.capitalize() or "More"
