"""What ledger, hashing and encryption cost beside a plain run of the same work.

Run `python -m tests.benchmarks.trust` from the repository with nothing else running: it takes about
three minutes. It prints the load it found, and seconds of the processor beside those of the clock.
It prints numbers of one run; it judges nothing.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

from tandem_flows.demo.workspace import demo_workspace
from tandem_flows.store import connection, handoffs, ledger
from tandem_flows.store.canonical import content_hash, row_digest
from tandem_flows.store.entries import Entry
from tandem_flows.store.handoffs import Place
from tandem_flows.store.writing import Staged
from tandem_validators.handoffs.registry import handoff
from tests.benchmarks.cycle import cycle
from tests.steps.workspaces import copied
from tests.store.places import CALL, RUN, agenda, new_store

_WRITTEN_ROWS = 20_000
_ROUNDS = 3


@dataclass(frozen=True)
class Spent:
    """What some work took, in seconds of the clock and of the processor."""

    clock_s: float
    processor_s: float


def spent(work) -> Spent:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - clock, time.process_time() - processor)


@contextmanager
def without_ledger() -> Iterator[None]:
    """Write handoffs and no line about them."""
    with patch.object(ledger, "append", lambda _opened, _entries, _run: ledger.GENESIS):
        yield


@contextmanager
def without_hashing() -> Iterator[None]:
    """Neither salt nor digest a row, nor chain an entry: each entry gets its number instead."""
    count = iter(range(10**12))
    same = "0" * 64
    with (
        patch.object(handoffs, "row_digest", lambda _salt, _row: same),
        patch.object(handoffs, "content_hash", lambda _digests: same),
        patch.object(handoffs, "new_salt", lambda: same[:32]),
        patch.object(ledger, "entry_hash", lambda _head, _row: f"{next(count):064}"),
    ):
        yield


@contextmanager
def without_encryption() -> Iterator[None]:
    """Attach stores as plain files."""

    def attach(opened, path, _key) -> None:
        opened.execute(f"ATTACH '{path}' AS store")

    with patch.object(connection, "_attach_when_free", attach):
        yield


PROTECTIONS = {
    "ledger": without_ledger,
    "hashing": without_hashing,
    "encryption": without_encryption,
}


def written(folder: Path) -> None:
    """Write one large handoff, twice over: a new version each."""
    store = new_store(folder)
    store.open_round(RUN)
    place = Place(handoff("agenda"), "R1", CALL)
    for version in range(2):
        frame = agenda(*(f"C-{version}-{number}" for number in range(_WRITTEN_ROWS)))
        staged = Staged(place, frame, Entry("handoff", "share", ("SHR-03",)))
        store.commit([staged], RUN, f"inputs {version}")


def one_cycle(template: Path, folder: Path) -> None:
    cycle(copied(template, folder))


def least(work, removed: tuple[str, ...], rounds: int = _ROUNDS) -> Spent:
    """Return the quickest of a few rounds of `work` with some protections taken away."""
    found = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
            for name in removed:
                stack.enter_context(PROTECTIONS[name]())
            found.append(spent(partial(work, Path(folder))))
    return min(found, key=lambda one: one.processor_s)


def show_costs(what: str, work) -> None:
    """Print the work with all protections, with each of them alone taken away, and with none."""
    least(work, (), 1)  # what is loaded once is loaded
    plain = least(work, tuple(PROTECTIONS))
    print(f"{what:<52}{'processor':>11}{'clock':>9}{'ratio':>8}")
    kept = {f"with {name} alone": tuple(PROTECTIONS.keys() - {name}) for name in PROTECTIONS}
    for name, removed in {**kept, "with all, as it runs": ()}.items():
        found = least(work, removed)
        show(f"  {name}", found, found.processor_s / plain.processor_s)
    show("  plain: none of them", plain, 1.0)


def show(what: str, found: Spent, ratio: float | None = None) -> None:
    shown = "" if ratio is None else f"{ratio:7.2f}x"
    print(f"{what:<52}{found.processor_s:9.2f} s{found.clock_s:7.2f} s{shown}", flush=True)


def show_hashing() -> None:
    rows = agenda(*(f"C-{number}" for number in range(100_000))).rows(named=True)
    salted = partial(content_hash, (row_digest("0" * 32, row) for row in rows))
    show("salt and digest 100,000 rows of an agenda", spent(salted))


def main() -> None:
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template"
        demo_workspace(template / "workspace")
        show_costs("one cycle, eight steps, without Prefect", partial(one_cycle, template))
        shutil.rmtree(template)
        show_costs(f"two handoffs of {_WRITTEN_ROWS:,} rows", written)
        show_hashing()
    print(f"load after: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
