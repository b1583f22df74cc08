"""A digest over everything that a test result depends on, so that a result can say what it tested.

Left out are what no test reads: builds, released folders, and the editor's list of changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tandem_site.releases.changes import CHANGES_FILE
from tandem_validators.guideline.folder import digest_of
from tandem_validators.guideline.releases import FOLDER, LOCK_FILE

FOLDERS = ("flows", "validators", "site", "tests", "guidelines")
# under this name the digest stands beside the clauses in the results file; no clause has it
MADE_FROM = "made_from"
FILES = ("mkdocs.yml", "pyproject.toml", "requirements.lock")
_NOT_READ = (f"guidelines/{FOLDER}/", f"guidelines/{LOCK_FILE}", f"guidelines/{CHANGES_FILE}")


def sources_digest(repository: Path) -> str:
    """Return the SHA-256 over names and bytes of guideline, code, site and tests."""
    return digest_of(repository, _names(repository))


def _names(repository: Path) -> Iterator[str]:
    yield from (name for name in FILES if (repository / name).is_file())
    for folder in FOLDERS:
        for path in (repository / folder).rglob("*"):
            name = path.relative_to(repository).as_posix()
            if path.is_file() and not name.startswith(_NOT_READ) and not _is_made(name):
                yield name


def _is_made(name: str) -> bool:
    """Whether a tool made the file: bytecode, caches, things hidden by a dot."""
    return any(part == "__pycache__" or part.startswith(".") for part in name.split("/"))
