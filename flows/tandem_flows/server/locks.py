"""Locks between the processes that share a workspace's server. Knows no server.

The operating system lets go of a lock when its process ends, however it ends: a count of users kept
as shared locks can never be wrong.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE_SECONDS = 0.05


@contextmanager
def held(path: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold the lock at `path`, alone or with others; wait until it is free."""
    descriptor = _opened(path)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def held_if_free(path: Path) -> Iterator[bool]:
    """Hold the lock at `path` alone if nobody has it, and yield whether that was so."""
    descriptor = _opened(path)
    try:
        yield _taken(descriptor)
    finally:
        os.close(descriptor)


def keep(path: Path) -> bool:
    """Hold the lock at `path` for the life of this process; return whether it was free."""
    return _taken(_opened(path))


def keep_shared(path: Path) -> None:
    """Hold the lock at `path` with others for the life of this process; wait until that can be."""
    fcntl.flock(_opened(path), fcntl.LOCK_SH)


def is_free_within(path: Path, seconds: float) -> bool:
    """Wait until nobody holds the lock at `path`; return whether that came about in time."""
    deadline = time.monotonic() + seconds
    while True:
        with held_if_free(path) as is_free:
            if is_free:
                return True
        if time.monotonic() > deadline:
            return False
        time.sleep(_PAUSE_SECONDS)


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
