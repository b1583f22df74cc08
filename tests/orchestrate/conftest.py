"""One Prefect server for all tests of this folder, on a workspace of its own."""

import pytest

from tandem_flows.server.local import running_server
from tests.orchestrate.history import History
from tests.orchestrate.workspaces import keep_history, new_workspace


# an idle server takes a part of a core: it ends with this folder
@pytest.fixture(scope="package")
def server_workspace(tmp_path_factory):
    return new_workspace(tmp_path_factory.mktemp("server"))


@pytest.fixture(scope="package")
def server(server_workspace):
    with running_server(server_workspace) as running:
        keep_history(server_workspace)
        yield running


@pytest.fixture
def history(server, server_workspace):
    """What the server has recorded, as anyone who opens its file would find it."""
    return History(server_workspace.prefect_home)
