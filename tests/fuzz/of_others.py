"""Files from other programs: care plans, sealed files, certificates, exports of the record."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from tandem_flows.audit.examine import examine
from tandem_flows.audit.export import FORMAT, INDEX
from tandem_flows.exchange.care_plan import CarePlan
from tandem_flows.exchange.json_form import as_json, read_json
from tandem_flows.inbox.opened import read_file
from tandem_validators.errors import InputRefused
from tests.fuzz.changing import zipped
from tests.fuzz.parsers import Change, Parser


def parsers(archive: Change) -> Sequence[Parser]:
    """Return the parsers of files that other programs write."""
    return (
        Parser("care plan", "care-plan.json", _plans, _care_plan),
        Parser("export of the record", "export.zip", _exports, _export, archive),
    )


@cache
def _plan() -> CarePlan:
    from tests.exchange.plans import plan

    return plan()


def _plans() -> list[bytes]:
    return [as_json(_plan()).replace("Quillfeather", "Zyxquist").encode()]


def _care_plan(path: Path) -> object:
    return read_json(read_file(path).decode("utf-8", errors="replace"), path.name)


def _exports() -> list[bytes]:
    index = {
        "format": FORMAT,
        "guideline": {},
        "partnerships": [{"practice_id": "lakeside", "head": "0" * 64, "entries": 0}],
        "files": {},
        "period": {"start": date(2026, 1, 1).isoformat(), "end": date(2026, 2, 1).isoformat()},
    }
    return [zipped([(INDEX, json.dumps(index).encode())])]


def _export(path: Path) -> object:
    _, problems = examine(path)
    if problems:
        raise InputRefused(problems)
    return None
