"""What the tests tried in order to break things: faults put in, hostile inputs given, by kind.

The tests leave the counts in a file; here they are added up. A release keeps the sums.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tandem_site.releases.sources import MADE_FROM, sources_digest

TRIALS_FILE = "build/trial-counts.json"
FAULTS, INPUTS = "faults", "inputs"


@dataclass(frozen=True)
class Trial:
    """How often one kind of fault or input was tried, all without harm; how often it was refused.

    `table` is `faults` or `inputs`. What was not refused was survived, or taken as harmless text.
    """

    table: str
    kind: str
    tried: int
    refused: int


def read_trials(repository: Path) -> tuple[Trial, ...]:
    """Return the sums of the last runs of the tests by table and kind; none if none was run."""
    path = repository / TRIALS_FILE
    if not path.is_file():
        return ()
    tests = _content(path)["tests"]
    sums: dict[tuple[str, str], tuple[int, int]] = {}
    for table, kind, tried, refused in (count for counts in tests.values() for count in counts):
        before = sums.get((table, kind), (0, 0))
        sums[table, kind] = (before[0] + tried, before[1] + refused)
    return tuple(Trial(*name, *sums[name]) for name in sorted(sums))


def are_of_these_sources(repository: Path) -> bool:
    """Whether the counts were made on the sources as they are now; true where there are none."""
    path = repository / TRIALS_FILE
    return not path.is_file() or _content(path).get(MADE_FROM) == sources_digest(repository)


def _content(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
