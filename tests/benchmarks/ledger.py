"""How fast a long record is verified, in its store and as an export.

Run `python -m tests.benchmarks.ledger` from the repository, with nothing else running; it prints
the load it found. `--entries` makes the record shorter. It prints numbers of one run; it judges
nothing.
"""

import argparse
import os
import tempfile
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from tandem_flows.audit.bundle import export
from tandem_flows.audit.examine import examine
from tandem_flows.audit.export import Partnership
from tandem_flows.store.entries import Entry
from tandem_validators.guideline.folder import guideline_folder
from tandem_validators.guideline.load import load_guideline
from tests.benchmarks.trust import show, spent
from tests.store.places import CALL, RUN, new_store

_AT_ONCE = 50_000
_PERIOD = (date(2026, 1, 1), date(2026, 12, 31))


def large_record(folder: Path, entries: int):
    """Return a store whose record has `entries` lines as full as those of a sent file."""
    store, guideline = new_store(folder), load_guideline()
    run = replace(RUN, guideline_version=guideline.version, guideline_digest=guideline.digest)
    with store.kept():
        for first in range(0, entries, _AT_ONCE):
            numbers = range(first, min(first + _AT_ONCE, entries))
            store.record([sent_file(number) for number in numbers], run)
    return store


def sent_file(number: int) -> Entry:
    details = {"file": f"packet-{number}.xlsx", "channel": "secure_email", "of": "lakeside"}
    on = date(2026, 1, 12)
    return Entry(
        "disclosure",
        "share",
        ("SHR-03", "SHR-21"),
        round_id="R1",
        call_date=CALL,
        case_id=f"C{number:08}",
        organisation="plan",
        due_on=on,
        done_on=on,
        count=number % 30,
        details=details,
        source_hash="0" * 64,
    )


def show_verification(folder: Path, entries: int) -> None:
    store = large_record(folder, entries)
    assert store.verify() == []
    show(f"verify a record of {entries:,} entries", spent(store.verify))
    file = folder / "export.zip"
    guideline = load_guideline()
    kept = Partnership("lakeside", store.ledger(), store.manifest(), store.ledger_head())
    file.write_bytes(export([kept], guideline, guideline_folder(), (), _PERIOD))
    del kept
    show(
        f"verify the export of it, findings too ({file.stat().st_size / 1e6:.0f} MB)",
        spent(partial(examined, file)),
    )


def examined(file: Path) -> None:
    found = examine(file)
    assert found.problems == [] and found.reach.why is None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000, help="lines of the record")
    asked = parser.parse_args()
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as folder:
        show_verification(Path(folder), asked.entries)
    print(f"load after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
