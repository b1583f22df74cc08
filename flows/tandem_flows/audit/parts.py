"""Which files an export may hold, and whether those beside record and findings are what they seem.

Pure. A file that nothing speaks for could tell a reader anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from tandem_flows.audit.agree import other_csv
from tandem_flows.audit.export import README, README_TEXT
from tandem_flows.audit.findings import FINDINGS
from tandem_flows.audit.index import INDEX, Index, names_of, program
from tandem_flows.audit.tables import read_table
from tandem_validators.errors import Problem
from tandem_validators.guideline.folder import guideline_files

_ASK = "Ask the sender for a new export, and compare with a head that was sent before."
_FORMS = {"ledger": ("csv", "jsonl", "parquet"), "manifest": ("csv", "parquet")}
_RUNS = "runs/flow_runs"
# each of these has a check of its own for what may lie in it, but for what the sender encloses
_OTHERS = ("guideline", *FINDINGS, "seals")


def stray_files(files: Mapping[str, bytes], index: Index) -> Iterator[Problem]:
    """Yield a problem for each file that no part of an export has, and for a text that is other."""
    known = {README, INDEX, *(f"{_RUNS}.{form}" for form in ("csv", "parquet"))}
    for name in names_of(index.partnerships):
        known |= {f"{part}/{name}.{form}" for part, forms in _FORMS.items() for form in forms}
    for name in sorted(files.keys() - known):
        part = name.partition("/")[0]
        if part in _FORMS:
            yield Problem(name, "belongs to no partnership of the index", _ASK)
        elif part not in _OTHERS or "/" not in name:
            yield Problem(name, "is no part of an export", _ASK)
    if index.made_by == program() and files.get(README) != README_TEXT.encode():
        yield Problem(README, "is not the text of an export", _ASK)


def other_runs(files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield a problem when the tables of Prefect's history differ from each other."""
    if any(name.startswith(_RUNS) for name in files):
        yield from other_csv(files, _RUNS, read_table(files, _RUNS))


def unknown_runs(files: Mapping[str, bytes], named: frozenset[str]) -> int | None:
    """Return how many runs that a record names stand not in Prefect's history, if that is there."""
    runs = read_table(files, _RUNS)
    if runs is None or runs.schema.get("run_id") != pl.String:
        return None
    return len(named - set(runs["run_id"]))


def other_pages(files: Mapping[str, bytes], index: Index) -> Iterator[Problem]:
    """Yield a problem when the guideline enclosed has other pages than the index names."""
    there = {name for name in files if name.startswith("guideline/")}
    if there != {f"guideline/{name}" for name in guideline_files(index.pages)}:
        yield Problem("guideline", "holds other pages than the index names", _ASK)
