import shutil

import pytest

from tests.cli.places import new_workspace, store_of, write
from tests.store.places import agenda


@pytest.fixture
def workspace(tmp_path):
    return new_workspace(tmp_path)


@pytest.fixture(scope="session")
def worked_once(tmp_path_factory):
    made = new_workspace(tmp_path_factory.mktemp("worked"))
    write(store_of(made), "agenda", agenda("C-1", "C-2"))
    return made


@pytest.fixture
def worked(worked_once, tmp_path):
    """A workspace in which an agenda was written; a copy, as making one takes a while."""
    return shutil.copytree(worked_once, tmp_path / "worked")
