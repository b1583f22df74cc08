"""Workspaces that stand at a point of the process; each test gets a copy of its own."""

import pytest

from tandem_flows.demo.workspace import demo_workspace
from tests.steps.workspaces import Practice, copied


@pytest.fixture(scope="session")
def fresh_template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fresh")
    demo_workspace(folder / "workspace")
    return folder


@pytest.fixture(scope="session")
def shared_template(fresh_template, tmp_path_factory):
    folder = tmp_path_factory.mktemp("shared")
    copied(fresh_template, folder).until_share()
    return folder


@pytest.fixture(scope="session")
def researched_template(shared_template, tmp_path_factory):
    folder = tmp_path_factory.mktemp("researched")
    copied(shared_template, folder).until_prework()
    return folder


@pytest.fixture(scope="session")
def decided_template(researched_template, tmp_path_factory):
    folder = tmp_path_factory.mktemp("decided")
    copied(researched_template, folder).hold_call()
    return folder


@pytest.fixture
def fresh(fresh_template, tmp_path) -> Practice:
    """Lists and contacts lie in the inbox; nothing was run."""
    return copied(fresh_template, tmp_path)


@pytest.fixture
def shared(shared_template, tmp_path) -> Practice:
    """The first call's patients are marked."""
    return copied(shared_template, tmp_path)


@pytest.fixture
def researched(researched_template, tmp_path) -> Practice:
    """Both sides' pre-work for the first call is recorded."""
    return copied(researched_template, tmp_path)


@pytest.fixture
def decided(decided_template, tmp_path) -> Practice:
    """The first call is held and recorded."""
    return copied(decided_template, tmp_path)
