"""A repository in agreement, whole for reading and as a copy for breaking; and a site built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tandem_site.build import build_site
from tests.site.agreeing import agreeing_repository


@pytest.fixture(scope="session")
def agreeing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Only for reading: it is shared by all tests."""
    return agreeing_repository(tmp_path_factory.mktemp("agreeing"))


@pytest.fixture
def repository(agreeing: Path, tmp_path: Path) -> Path:
    """A copy of its own for a test that breaks something."""
    return shutil.copytree(agreeing, tmp_path / "repository")


@pytest.fixture(scope="session")
def built(agreeing: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the agreeing repository, built strictly."""
    out = tmp_path_factory.mktemp("built") / "draft"
    build_site(agreeing, out)
    return out
