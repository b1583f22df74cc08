"""Ties a test run to the clauses: `--clause ID` runs one clause's tests; a whole run leaves what
became of each clause's tests in build/clause-results.json, which the site shows beside the text.
A digest in it says on which sources they ran: a release needs a run on its own.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tandem_site.releases.sources import MADE_FROM, sources_digest
from tests.trials import FUZZ_CASES, Tally, TrialCounts

if TYPE_CHECKING:
    from playwright.sync_api import Browser

RESULTS_FILE = "build/clause-results.json"
# what a run may be narrowed to and still have run every test of a clause that it means to run
_WHOLE_RUNS = ("", "not long", "clause")
# What became of one test, from its best phase to its worst.
_OUTCOMES = ("passed", "skipped", "failed")


def pytest_addoption(parser: pytest.Parser) -> None:
    words = "run only the tests that carry the mark of this clause (may be given several times)"
    parser.addoption("--clause", action="append", default=[], metavar="ID", help=words)
    words = "how many hostile inputs the long run tries in all"
    parser.addoption("--fuzz-cases", type=int, default=FUZZ_CASES, metavar="N", help=words)


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(ClauseResults(config), "clause-results")
        config.pluginmanager.register(TrialCounts(config), "trial-counts")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        item.user_properties += [("clause", clause) for clause in _clauses(item)]
    wanted = set(config.getoption("clause"))
    if wanted:
        others = [item for item in items if wanted.isdisjoint(_clauses(item))]
        items[:] = [item for item in items if not wanted.isdisjoint(_clauses(item))]
        config.hook.pytest_deselected(items=others)


def _clauses(item: pytest.Item) -> list[str]:
    return sorted({clause for mark in item.iter_markers("clause") for clause in mark.args})


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give Chromium, closed after each module: while it is open no other event loop may start."""
    from tests.site.browser import CHROMIUM, chromium

    if CHROMIUM is None:
        pytest.skip("Chromium is not on the PATH: install it with `apt install chromium`")
    with chromium() as opened:
        yield opened


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Tally:
    """Give what counts the trials of a test; they are shown once it has passed."""
    return Tally(request.node.user_properties)


class ClauseResults:
    """Notes how each clause's tests ended; written once, when a whole run is over."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.sources = sources_digest(config.rootpath)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        for name, clause in report.user_properties:
            if name == "clause":
                ended = (self.found[clause].get(report.nodeid, "passed"), report.outcome)
                self.found[clause][report.nodeid] = max(ended, key=_OUTCOMES.index)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if not self._is_whole() or session.shouldstop or session.shouldfail:
            return
        path = Path(self.config.rootpath, RESULTS_FILE)
        path.parent.mkdir(exist_ok=True)
        text = json.dumps(self.found | self._made_from(), indent=1, sort_keys=True)
        path.write_text(f"{text}\n", encoding="utf-8")

    def _made_from(self) -> dict[str, dict[str, str]]:
        """Return the digest of the sources, unless they were edited while the tests ran."""
        is_same = sources_digest(self.config.rootpath) == self.sources
        return {MADE_FROM: {"sources": self.sources}} if is_same else {}

    def _is_whole(self) -> bool:
        option = self.config.getoption
        narrowed = ("keyword", "clause", "deselect", "lf", "collectonly")
        return (
            self.config.args_source is pytest.Config.ArgsSource.TESTPATHS
            and option("markexpr") in _WHOLE_RUNS
            and not any(option(name, None) for name in narrowed)
        )
