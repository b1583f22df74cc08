"""The invented sample, written once for all tests that look at it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tandem_flows.sample import SampleFacts, write_sample
from tests.sample.traits import TRAITS


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sample")


@pytest.fixture(scope="session")
def facts(folder: Path) -> SampleFacts:
    return write_sample(folder)


@pytest.fixture(scope="session")
def plan(folder: Path, facts: SampleFacts) -> duckdb.DuckDBPyConnection:
    """The plan source as a loader opens it, with the views that the traits are told in."""
    source = duckdb.connect()
    source.execute((folder / facts.source_file).read_text().replace("{folder}", str(folder)))
    for name, query in TRAITS["views"].items():
        source.execute(f"CREATE VIEW {name} AS {query}")
    return source
