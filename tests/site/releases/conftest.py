"""Repositories with no, one and two releases; and the two published with their draft."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tandem_site.publish.whole import publish_site
from tests.site.releases.trial import release_first, release_second, unreleased


@pytest.fixture(scope="session")
def once(agreeing: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Only for reading: 0.1.0 is released."""
    repository = unreleased(agreeing, tmp_path_factory.mktemp("once") / "repository")
    release_first(repository)
    return repository


@pytest.fixture(scope="session")
def twice(once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Only for reading: 0.1.0 and 0.2.0 are released."""
    repository = shutil.copytree(once, tmp_path_factory.mktemp("twice") / "repository")
    release_second(repository)
    return repository


@pytest.fixture
def fresh(agreeing: Path, tmp_path: Path) -> Path:
    """A copy of its own without a release."""
    return unreleased(agreeing, tmp_path / "repository")


@pytest.fixture
def released_once(once: Path, tmp_path: Path) -> Path:
    """A copy of its own with 0.1.0."""
    return shutil.copytree(once, tmp_path / "repository")


@pytest.fixture(scope="session")
def site(twice: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both versions and the draft, published."""
    return publish_site(twice, tmp_path_factory.mktemp("published") / "site").folder
