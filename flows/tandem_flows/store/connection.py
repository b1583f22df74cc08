"""Opens an encrypted store for a moment, waiting while another process has it. Knows no tables."""

from __future__ import annotations

import atexit
import importlib.util
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path

import duckdb

from tandem_flows.store.engine_words import damaged, full, tells_of_damage, unopened
from tandem_validators.errors import Problem, StoreRefused

_WAIT_SECONDS = 60.0
_FIRST_PAUSE_SECONDS = 0.02
_LONGEST_PAUSE_SECONDS = 0.5
_FOR_OWNER_ONLY = 0o077
_INSTALL_AGAIN = "Install the locked dependencies again (`make install`)."


# One engine a process: loading the encryption costs more than a whole session of a store.
_TURN = threading.RLock()


@contextmanager
def opened(path: Path, key: str, *, create: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection whose database is the store at `path`; let it go whatever happens.

    Raises StoreRefused when the file is missing, the key is wrong or another process keeps it.
    """
    if not create and not path.is_file():
        remedy = "Check the practice's name, or run `tandem run ready` for it first."
        raise StoreRefused(Problem(f"store {path.name}", "does not exist", remedy))
    with _TURN, _refused_in_words(path), _attached(encrypting_engine(), path, key) as connection:
        yield connection


@contextmanager
def _refused_in_words(path: Path) -> Iterator[None]:
    """Raise StoreRefused in place of the engine's own words: the disk is full, a block damaged."""
    try:
        yield
        return
    except (duckdb.IOException, duckdb.FatalException, duckdb.InvalidInputException) as error:
        is_damaged = tells_of_damage(str(error))
        if isinstance(error, duckdb.InvalidInputException) and not is_damaged:
            raise
    encrypting_engine.cache_clear()  # an engine that failed to write serves no more
    raise StoreRefused(damaged(path) if is_damaged else full(path))


@contextmanager
def opened_beside(path: Path, key: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection to a second store while another is open in this process."""
    with closing(_new_engine()) as engine, _attached(engine, path, key) as connection:
        yield connection


@contextmanager
def _attached(
    connection: duckdb.DuckDBPyConnection, path: Path, key: str
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Attach the store, with every file that the engine makes meanwhile for its owner only."""
    others = os.umask(_FOR_OWNER_ONLY)
    try:
        _attach_when_free(connection, path, key)
        try:
            connection.execute("USE store")
            yield connection
        finally:
            _let_go(connection)
    finally:
        os.umask(others)


def copy_whole(connection: duckdb.DuckDBPyConnection, path: Path, key: str) -> None:
    """Copy the store that is open to `path` under the same key, while others wait.

    Raises StoreRefused when the copy cannot be written; the store is untouched.
    """
    try:
        connection.execute(f"ATTACH '{_quoted(path)}' AS beside (ENCRYPTION_KEY ?)", [key])
        connection.execute("COPY FROM DATABASE store TO beside")
    except duckdb.Error:
        remedy = "Look whether the disk is full and the folder is yours, and try again."
        problem = Problem(f"copy {path.name}", "cannot be written", remedy)
    else:
        path.chmod(0o600)
        return
    finally:
        connection.execute("DETACH DATABASE IF EXISTS beside")
    raise StoreRefused(problem)


def _let_go(connection: duckdb.DuckDBPyConnection) -> None:
    """Detach, after undoing a transaction that a failure left open."""
    with suppress(duckdb.TransactionException):
        connection.execute("ROLLBACK")
    connection.execute("USE memory")
    connection.execute("DETACH store")


@cache
def encrypting_engine() -> duckdb.DuckDBPyConnection:
    """Return the process's engine; raise StoreRefused when it cannot encrypt."""
    return _new_engine()


def _new_engine() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    _load_encryption(connection)
    connection.execute("SET temp_file_encryption = true")
    connection.execute(f"SET temp_directory = '{_quoted(_spill_folder())}'")
    return connection


def _load_encryption(connection: duckdb.DuckDBPyConnection) -> None:
    """Load what encrypts; DuckDB takes only what its makers signed for this very version."""
    extension = _encryption_extension()
    try:
        connection.execute(f"LOAD '{_quoted(extension)}'")
        return
    except duckdb.Error:
        what = "is not what DuckDB's makers signed for this version"
    raise StoreRefused(Problem("duckdb-extension-httpfs", what, _INSTALL_AGAIN))


@cache
def _spill_folder() -> Path:
    """Return this process's folder for what does not fit into memory: its own, and encrypted."""
    folder = Path(tempfile.mkdtemp(prefix="tandem-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _attach_when_free(connection: duckdb.DuckDBPyConnection, path: Path, key: str) -> None:
    """Attach, and wait as long as another process writes: DuckDB lets one process in at a time."""
    deadline, pause = time.monotonic() + _WAIT_SECONDS, _FIRST_PAUSE_SECONDS
    # the key is bound, so that it stands in no query log
    attach = f"ATTACH '{_quoted(path)}' AS store (ENCRYPTION_KEY ?)"
    while True:
        try:
            connection.execute(attach, [key])
            return
        except duckdb.Error as error:
            problem = unopened(str(error), path)
        if problem is not None:
            raise StoreRefused(problem)
        if time.monotonic() > deadline:
            what = f"is kept by another process for over {_WAIT_SECONDS:.0f} s"
            remedy = "Wait for the other run to end, or stop it, and run this again."
            raise StoreRefused(Problem(f"store {path.name}", what, remedy))
        time.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE_SECONDS)


def _encryption_extension() -> Path:
    """Return DuckDB's httpfs: it brings the OpenSSL that encrypted files are written with."""
    spec = importlib.util.find_spec("duckdb_extension_httpfs")
    folders = list(spec.submodule_search_locations or []) if spec else []
    found = [file for folder in folders for file in Path(folder).rglob("*.duckdb_extension")]
    if found:
        return found[0]
    raise StoreRefused(Problem("duckdb-extension-httpfs", "is not installed", _INSTALL_AGAIN))


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
