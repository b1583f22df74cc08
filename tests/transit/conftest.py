"""A workspace in which one practice's files travel sealed; each test gets a copy of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tandem_flows.transit.openpgp import OwnKey
from tests.steps.conftest import fresh_template
from tests.steps.workspaces import FIRST_CALL
from tests.transit.keys import Gpg, gpg_of, new_key, public_of
from tests.transit.sealing import SealedPractice, again, sealed_practice

__all__ = ["fresh_template"]


@pytest.fixture(scope="session")
def first_ready(fresh_template: Path, tmp_path_factory: pytest.TempPathFactory) -> SealedPractice:
    """The contacts are recorded; only for copying."""
    practice = sealed_practice(fresh_template, tmp_path_factory.mktemp("sealed"))
    practice.run("ready")
    return practice


@pytest.fixture(scope="session")
def first_shared(
    first_ready: SealedPractice, tmp_path_factory: pytest.TempPathFactory
) -> SealedPractice:
    """The first call's patients are marked and its sheets are made; only for copying."""
    practice = again(first_ready, tmp_path_factory.mktemp("shared"))
    practice.run("identify")
    practice.run("share", call=FIRST_CALL)
    practice.run("prework", call=FIRST_CALL)
    return practice


@pytest.fixture
def ready(first_ready: SealedPractice, tmp_path: Path) -> SealedPractice:
    return again(first_ready, tmp_path / "copy")


@pytest.fixture
def shared(first_shared: SealedPractice, tmp_path: Path) -> SealedPractice:
    return again(first_shared, tmp_path / "copy")


@pytest.fixture(scope="module")
def plan() -> OwnKey:
    return new_key("plan@example.org")


@pytest.fixture(scope="module")
def practice() -> OwnKey:
    return new_key("practice@example.org")


@pytest.fixture(scope="module")
def gpg(tmp_path_factory: pytest.TempPathFactory, plan: OwnKey) -> Gpg:
    made = gpg_of(tmp_path_factory.mktemp("gpg") / "home", "practice@example.org")
    made.knows(public_of(plan))
    return made
