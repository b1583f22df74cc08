"""Where a workspace's Prefect server keeps what it must tell others: its locks and its address."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

# below the server's address: the guideline in force, and problem reports behind the login
GUIDELINE, REPORTS = "/guideline", "/reports"


@dataclass(frozen=True)
class Address:
    """The port and the process of a server."""

    port: int
    pid: int


@dataclass(frozen=True)
class Home:
    """The server's folder in a workspace."""

    folder: Path

    @property
    def turn(self) -> Path:
        """Return the lock of whoever starts or stops the server."""
        return self.folder / "turn.lock"

    @property
    def users(self) -> Path:
        """Return the lock that everyone who uses the server shares."""
        return self.folder / "users.lock"

    @property
    def life(self) -> Path:
        """Return the lock that the server holds as long as it lives."""
        return self.folder / "server.lock"

    @property
    def serving(self) -> Path:
        """Return the lock of the one `tandem serve` of this workspace."""
        return self.folder / "serve.lock"

    @property
    def runs(self) -> Path:
        """Return the folder with a lock for each run that a deployment's process works on."""
        return self.folder / "runs"

    @property
    def log(self) -> Path:
        """Return what the server said."""
        return self.folder / "server.log"

    def address(self) -> Address | None:
        """Return the address that the latest server left, if any."""
        if not self._record.is_file():
            return None
        return Address(**json.loads(self._record.read_text(encoding="ascii")))

    def leave_address(self, address: Address) -> None:
        """Record where the server is found."""
        unfinished = self._record.with_suffix(".new")
        unfinished.touch(mode=0o600)
        unfinished.write_text(json.dumps(asdict(address)), encoding="ascii")
        unfinished.replace(self._record)

    def forget_address(self) -> None:
        """Remove the record of a server that is gone."""
        self._record.unlink(missing_ok=True)

    @property
    def _record(self) -> Path:
        return self.folder / "server.json"
