"""One cycle for all tests of faults, gone through once; each case works on a copy."""

import pytest

from tests.faults.cycles import begun, ended


@pytest.fixture(scope="session")
def whole_cycle(tmp_path_factory):
    """Two weeks and the reports after them: every step of the process."""
    cycle = begun(tmp_path_factory.mktemp("cycle"))
    yield cycle
    ended(cycle)


@pytest.fixture(scope="session")
def first_steps(tmp_path_factory):
    """The first three steps: contacts, lists, and the patients of the first call."""
    cycle = begun(tmp_path_factory.mktemp("steps"), until=3)
    yield cycle
    ended(cycle)
