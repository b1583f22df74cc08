"""Looks at a Prefect server's history from outside of Prefect: its SQLite file and its folder."""

from __future__ import annotations

import base64
import json
import sqlite3
import time
from pathlib import Path


class History:
    """The recorded history of one server."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def ask(self, question: str, *values: object) -> list[tuple]:
        with sqlite3.connect(self.home / "prefect.db", timeout=30) as connection:
            return connection.execute(question, values).fetchall()

    def settle(self) -> None:
        """Wait until the events of all failed runs, which carry their messages, are kept too."""
        failed = "SELECT count(*) FROM flow_run WHERE state_type = 'FAILED'"
        events = "SELECT count(*) FROM events WHERE event = 'prefect.flow-run.Failed'"
        deadline = time.monotonic() + 20
        while self.ask(failed) != self.ask(events):
            assert time.monotonic() < deadline, "the events of failed runs were never kept"
            time.sleep(0.1)

    def runs_of(self, flow_name: str) -> list[tuple]:
        """Name, state and state message of every run of a flow, in order."""
        return self.ask(
            "SELECT r.name, r.state_name, s.message FROM flow_run r "
            "JOIN flow f ON f.id = r.flow_id JOIN flow_run_state s ON s.id = r.state_id "
            "WHERE f.name = ? ORDER BY r.start_time",
            flow_name,
        )

    def tasks_of(self, flow_name: str) -> list[tuple]:
        """Name, state and attempts of every task run of a flow, in order."""
        return self.ask(
            "SELECT t.name, t.state_name, t.run_count FROM task_run t "
            "JOIN flow_run r ON r.id = t.flow_run_id JOIN flow f ON f.id = r.flow_id "
            "WHERE f.name = ? ORDER BY t.start_time",
            flow_name,
        )

    def parameters_of(self, flow_name: str) -> dict[str, object]:
        """Return the parameters that the latest run of a flow is kept with."""
        rows = self.ask(
            "SELECT r.parameters FROM flow_run r JOIN flow f ON f.id = r.flow_id "
            "WHERE f.name = ? ORDER BY r.start_time DESC LIMIT 1",
            flow_name,
        )
        return json.loads(rows[0][0])

    def places_of(self, text: str) -> set[str]:
        """Every column of every table, and every file of the folder, that holds `text`."""
        return {*self._columns_with(text), *self._files_with(text.encode())}

    def _columns_with(self, text: str) -> list[str]:
        columns = self.ask(
            "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c "
            "WHERE t.type = 'table'"
        )
        looks = [
            f'SELECT \'{table}.{column}\' FROM "{table}" WHERE instr(CAST("{column}" AS TEXT), ?1)'
            for table, column in columns
        ]
        with sqlite3.connect(self.home / "prefect.db", timeout=30) as connection:
            found = [connection.execute(f"{look} LIMIT 1", [text]).fetchone() for look in looks]
        return [row[0] for row in found if row]

    def _files_with(self, text: bytes) -> list[str]:
        files = [path for path in self.home.rglob("*") if path.is_file()]
        found = [path for path in files if text in _content(path)]
        return [str(path.relative_to(self.home)) for path in found]


def _content(path: Path) -> bytes:
    """Return what a file holds; what Prefect keeps of a failed flow is pickled and in base64."""
    content = path.read_bytes()
    return base64.b64decode(content) if path.parent.name == "storage" else content
