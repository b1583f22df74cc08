"""What is installed: Python, the pinned packages, and the engine that encrypts the stores."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from tandem_validators.errors import Problem

_OURS = "caretandem"
_REMEDY = "Install the locked dependencies again (`make install`)."


def python() -> str | Problem:
    """Return the version of Python, or why it does not fit."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    wanted = metadata.metadata(_OURS)["Requires-Python"]
    if version in SpecifierSet(wanted):
        return version
    remedy = "Make the environment again with a Python in this range."
    return Problem(f"Python {version}", f"is outside {wanted}", remedy)


def packages() -> str | list[Problem]:
    """Return that all packages are those that were seen to work together, or which are not."""
    wanted = [Requirement(text) for text in metadata.requires(_OURS) or ()]
    runs = [item for item in wanted if "extra" not in str(item.marker or "")]
    problems = [problem for item in runs for problem in _misfits(item)]
    return problems or f"{len(runs)} as pinned"


def _misfits(item: Requirement) -> Iterator[Problem]:
    try:
        installed = metadata.version(item.name)
    except metadata.PackageNotFoundError:
        yield Problem(f"package {item.name}", "is not installed", _REMEDY)
        return
    if not item.specifier.contains(installed, prereleases=True):
        yield Problem(f"package {item.name}", f"is {installed}, not {item.specifier}", _REMEDY)


def encryption() -> str:
    """Return that stores can be opened; raise StoreRefused when the engine cannot encrypt."""
    from tandem_flows.store.connection import encrypting_engine

    encrypting_engine()
    return "AES by OpenSSL"
