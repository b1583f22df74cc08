"""The one run of all vignettes that the tests of this folder look at."""

import pytest

from tandem_flows.vignettes.story import read_vignettes
from tests.vignettes.thread import run_thread


@pytest.fixture(scope="session")
def thread(tmp_path_factory):
    return run_thread(tmp_path_factory.mktemp("vignettes"), read_vignettes())
