"""Writing a frame to a file: whole or not at all, readable by its owner only (it may hold PHI)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from tandem_validators.errors import InputRefused, Problem

_OWNER_ONLY = 0o600


def write_frame(frame: pl.DataFrame, path: Path) -> None:
    """Write `frame` as CSV or Parquet, as the file's name says."""
    with whole_file(path) as unfinished:
        if path.suffix.lower() == ".parquet":
            frame.write_parquet(unfinished)
        else:
            frame.write_csv(unfinished)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Yield a place to write to; it becomes `path` once all is written.

    Raises InputRefused when the folder of `path` is not there.
    """
    if not path.parent.is_dir():
        remedy = "Make the folder, or name another file."
        raise InputRefused(Problem(path.name, "lies in a folder that is not there", remedy))
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.touch(mode=_OWNER_ONLY)
    try:
        yield unfinished
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
