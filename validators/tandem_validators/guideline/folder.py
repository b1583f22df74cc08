"""Where the written process lies, and the digest over its files. Reads no page's content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

GUIDELINE_FILE = "guideline.yaml"
READINGS_FILE = "interpretations.yaml"

_REPOSITORY = Path(__file__).resolve().parents[3] / "guidelines"
_INSTALLED = Path(__file__).resolve().parents[1] / "_guidelines"


def guideline_folder() -> Path:
    """Return the folder of the written process: the checkout's, else the installed copy."""
    return _REPOSITORY if _REPOSITORY.is_dir() else _INSTALLED


def guideline_files(pages: Iterable[str]) -> list[str]:
    """Return the files that a guideline consists of, given the names of its pages."""
    return [page_file(page) for page in pages] + [GUIDELINE_FILE, READINGS_FILE]


def page_file(page: str) -> str:
    """Return the file of a page."""
    return f"{page}.md"


def digest_of(folder: Path, files: Iterable[str]) -> str:
    """Return the SHA-256 over the sorted names and bytes of `files` in `folder`."""
    digest = hashlib.sha256()
    for name in sorted(files):
        content = (folder / name).read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
