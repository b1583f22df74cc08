"""Opening the plan source: run `source.sql`, check its views, offer them in one uniform shape.

The source is read, never written: everything lives in memory and nothing spills to disk.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import TracebackType

import duckdb

from tandem_flows.source.asked import Standing
from tandem_flows.source.contract import CONTRACT, VIEWS
from tandem_flows.source.gathered import start_gathering
from tandem_flows.source.kindless import read_every_row_if_kindless
from tandem_flows.source.uniform import offer_views
from tandem_flows.source.validate import Provided, provided_columns, source_problems
from tandem_validators.errors import InputRefused, Problem

FOLDER = "{folder}"
_SHOWN = (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException)
_WRITES = (
    duckdb.StatementType.COPY,
    duckdb.StatementType.EXPORT,
    duckdb.StatementType.UPDATE,
    duckdb.StatementType.DELETE,
)


@dataclass(frozen=True)
class Source:
    """An opened plan source; schema `tandem` holds every view with all columns of the contract."""

    connection: duckdb.DuckDBPyConnection
    provided: Provided
    sql_digest: str
    standing: Standing = field(default_factory=Standing, compare=False)

    def has(self, view: str) -> bool:
        """Whether the plan brought the view; an absent optional view is there, and empty."""
        return VIEWS[view].name in self.provided

    def columns(self, view: str) -> frozenset[str]:
        """The columns of the contract that the plan brought; none for an absent view."""
        named = {column.name for column in VIEWS[view].columns}
        return frozenset(self.provided.get(view, {}).keys() & named)

    def digest(self) -> str:
        """SHA-256 over `source.sql` and the rows of every view, in whatever order they come.

        Of a row counts what the contract names, as the plan brought it.
        """
        return self._digest

    @cached_property
    def _digest(self) -> str:
        parts = [self.sql_digest]
        for view in CONTRACT:
            brought = [c.name for c in view.columns if c.name in self.columns(view.name)]
            row = f"hash({', '.join(brought)})"
            hashed = f"SELECT count(*), bit_xor({row}), sum({row}) FROM main.{view.name}"
            rows = self.connection.execute(hashed).fetchone() if brought else None
            parts.append(f"{view.name} {brought} {rows}")
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def forget(self) -> None:
        """Let go of the claims taken out so far, so that many practices fit into memory in turn."""
        self.standing.asked = None
        start_gathering(self.connection, self.columns("medical_claim"))

    def close(self) -> None:
        """Close the connection; the source can no longer be asked."""
        self.connection.close()

    def __enter__(self) -> Source:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def open_source(source_sql: Path, folder: Path) -> Source:
    """Run `source_sql` with `{folder}` standing for `folder`, and return the checked source.

    Raises InputRefused with every problem: a statement that fails, a view or column that is
    missing, values that cannot be read, dates that cannot be.
    """
    sql = _read(source_sql)
    connection = duckdb.connect(
        config={"temp_directory": "", "autoinstall_known_extensions": "false"}
    )
    try:
        problems = _run(connection, sql, folder) or source_problems(connection)
        if not problems:
            return _offered(connection, sql)
    except duckdb.Error as error:  # its own words can quote a row
        remedy = "Run SELECT * FROM each view in DuckDB after source.sql to see the message."
        what = f"cannot be read ({type(error).__name__}): a file of theirs is damaged"
        problems = [Problem("source.sql, its views", what, remedy)]
    connection.close()
    raise InputRefused(problems)


def _offered(connection: duckdb.DuckDBPyConnection, sql: str) -> Source:
    source = Source(
        connection, provided_columns(connection), hashlib.sha256(sql.encode()).hexdigest()
    )
    read_every_row_if_kindless(connection)
    offer_views(connection, source.provided)
    start_gathering(connection, source.columns("medical_claim"))
    return source


def _read(source_sql: Path) -> str:
    try:
        return source_sql.read_text(encoding="utf-8")
    except OSError as error:
        remedy = "Write the views of the plan source there; `tandem init` makes a first one."
        what = f"cannot be read ({error.strerror})"
        raise InputRefused(Problem(source_sql.name, what, remedy)) from None


def _run(connection: duckdb.DuckDBPyConnection, sql: str, folder: Path) -> list[Problem]:
    """Run the statements one by one; the folder stands inside quotes, so its quotes are doubled."""
    placed = sql.replace(FOLDER, str(folder).replace("'", "''"))
    try:
        statements = connection.extract_statements(placed)
    except duckdb.ParserException as error:
        return [
            Problem("source.sql", f"is not SQL: {_first_line(error)}", "Correct the statement.")
        ]
    problems = []
    for number, statement in enumerate(statements, start=1):
        where = f"source.sql, statement {number}"
        if statement.type in _WRITES:
            remedy = "Remove it: the plan source is only read."
            problems.append(Problem(where, f"writes ({statement.type.name})", remedy))
            continue
        try:
            connection.execute(statement)
        except duckdb.Error as error:
            problems.append(_failed(where, error))
    return problems


def _failed(where: str, error: duckdb.Error) -> Problem:
    """Only messages about names are shown: the others can quote a patient's row."""
    if isinstance(error, duckdb.IOException) and "No files found" in str(error):
        remedy = "Put the file into the workspace or correct its name; {folder} is the workspace."
        return Problem(where, "names a file that is not there", remedy)
    shown = f": {_first_line(error)}" if isinstance(error, _SHOWN) else ""
    remedy = "Correct the statement; run it in DuckDB to see the whole message."
    return Problem(where, f"fails with {type(error).__name__}{shown}", remedy)


def _first_line(error: duckdb.Error) -> str:
    return str(error).splitlines()[0]
