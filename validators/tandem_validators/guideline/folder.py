"""Where the written process lies, and the digest over its files. Reads no page's content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from tandem_validators.guideline.model import STEPS

GUIDELINE_FILE = "guideline.yaml"
READINGS_FILE = "interpretations.yaml"

_REPOSITORY = Path(__file__).resolve().parents[3] / "guidelines"
_INSTALLED = Path(__file__).resolve().parents[1] / "_guidelines"


def guideline_folder() -> Path:
    """Return the folder of the written process: the checkout's, else the installed copy."""
    return _REPOSITORY if _REPOSITORY.is_dir() else _INSTALLED


def guideline_files() -> list[str]:
    """Return the names of the files that a guideline consists of."""
    return [page_file(step) for step in STEPS] + [GUIDELINE_FILE, READINGS_FILE]


def page_file(step: str) -> str:
    """Return the file of a step's page."""
    return f"{step}.md"


def digest_of(folder: Path, files: Iterable[str]) -> str:
    """Return the SHA-256 over the sorted names and bytes of `files` in `folder`."""
    digest = hashlib.sha256()
    for name in sorted(files):
        content = (folder / name).read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
