"""A copy of the repository in which one mutant at a time stands, and the tests run in it.

The copied code goes before the installed packages; nothing in the repository itself is changed.
"""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.mutants import REPOSITORY, Mutant

_COPIED = ("flows", "validators", "guidelines", "tests")
_SETTINGS = "pyproject.toml"
_PACKAGES = ("tandem_flows", "tandem_validators")
# Older than any source: compiled code of the file as it was is then not taken for the mutant's.
_LONG_AGO = 1


@dataclass(frozen=True)
class Overlay:
    """The copy in `folder`."""

    folder: Path

    def run(self, tests: Iterable[str], clauses: Iterable[str]) -> subprocess.CompletedProcess[str]:
        """Run what carries a mark of `clauses` in `tests`, up to the first failure."""
        wanted = [word for clause in clauses for word in ("--clause", clause)]
        base = ["--basetemp", str(self.folder / "tmp")]
        options = ["-x", "-q", "-m", "not long", "-p", "no:cacheprovider", "--tb=short"]
        return self.python("-m", "pytest", *options, *base, *wanted, *tests)

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python with the copy before the installed packages."""
        path = os.pathsep.join(str(self.folder / name) for name in ("flows", "validators"))
        own = {name: word for name, word in os.environ.items() if not name.startswith("PYTEST_")}
        # Nothing is compiled anew into the copy: it would outlast its mutant.
        environment = own | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder, env=environment, text=True, capture_output=True, check=False,
        )  # fmt: skip

    @contextmanager
    def with_mutant(self, mutant: Mutant) -> Iterator[None]:
        """Put the mutant into the copy, and the code as it stands back afterwards."""
        path = self.folder / mutant.file
        path.write_text(mutant.changed(path.read_text(encoding="utf-8")), encoding="utf-8")
        os.utime(path, (_LONG_AGO, _LONG_AGO))
        try:
            yield
        finally:
            shutil.copy2(self.folder / "whole" / mutant.file, path)


def make_overlay(folder: Path) -> Overlay:
    """Copy the repository to `folder`, and its code once more to `folder/whole` to restore from."""
    unwanted = shutil.ignore_patterns("__pycache__")
    for name in _COPIED:
        shutil.copytree(REPOSITORY / name, folder / name, ignore=unwanted)
    shutil.copytree(folder / "flows", folder / "whole" / "flows")
    shutil.copytree(folder / "validators", folder / "whole" / "validators")
    shutil.copy(REPOSITORY / _SETTINGS, folder)
    for name in ("flows", "validators", "tests"):
        compileall.compile_dir(folder / name, quiet=2)
    return Overlay(folder)


def imported_from(overlay: Overlay) -> list[str]:
    """Return the files from which the overlay's Python imports the packages."""
    names = ", ".join(_PACKAGES)
    files = ", ".join(f"{name}.__file__" for name in _PACKAGES)
    shown = overlay.python("-c", f"import {names}; print({files}, sep='\\n')")
    assert shown.returncode == 0, shown.stderr
    return shown.stdout.splitlines()
