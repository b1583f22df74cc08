"""Counts that tests leave of what they tried: faults put in, hostile inputs given.

A test counts through the fixture `tally`; what a passed test counted is kept under its name in
build/trial-counts.json, beside that of the other runs on the same sources. The site adds it up.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tandem_site.releases.sources import MADE_FROM, sources_digest
from tandem_site.trials import TRIALS_FILE

FUZZ_CASES = 10_000
_NAME = "trial"


class Tally:
    """Counts the trials of one test, by table and kind."""

    def __init__(self, kept: list[tuple[str, object]]) -> None:
        self._kept = kept

    def add(self, table: str, kind: str, tried: int, refused: int = 0) -> None:
        """Count `tried` trials of a kind, of which `refused` were refused in plain words."""
        self._kept.append((_NAME, [table, kind, tried, refused]))


class TrialCounts:
    """Writes what the passed tests of a run counted, once the run is over."""

    def __init__(self, config: pytest.Config) -> None:
        self.path = Path(config.rootpath, TRIALS_FILE)
        self.root = config.rootpath
        self.sources = sources_digest(config.rootpath)
        self.found: defaultdict[str, list[Any]] = defaultdict(list)
        from_all = config.args_source is pytest.Config.ArgsSource.TESTPATHS
        self.is_whole = from_all and not config.getoption("keyword")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            counted = [given for name, given in report.user_properties if name == _NAME]
            if counted:
                self.found[report.nodeid] = counted

    def pytest_sessionfinish(self) -> None:
        """Keep the counts of this run and, on the same sources, those of the runs before.

        On other sources only a whole run takes their place, so that no few tests pass for all.
        """
        if not self.found or sources_digest(self.root) != self.sources:
            return
        held = self._held()
        if held is None and not self.is_whole:
            return
        self.path.parent.mkdir(exist_ok=True)
        content = {MADE_FROM: self.sources, "tests": (held or {}) | self.found}
        text = json.dumps(content, indent=1, sort_keys=True)
        self.path.write_text(f"{text}\n", encoding="utf-8")

    def _held(self) -> dict[str, list[Any]] | None:
        """Return what runs on the same sources counted; None where there are counts of others."""
        if not self.path.is_file():
            return {}
        content = json.loads(self.path.read_text(encoding="utf-8"))
        tests: dict[str, list[Any]] = content["tests"]
        return tests if content.get(MADE_FROM) == self.sources else None
