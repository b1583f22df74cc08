"""What Prefect's server and its clients are told for one workspace. Starts nothing.

The server listens on this machine only, behind a random word of its own for each workspace, and
tells nobody about its use. Values that an organisation may set itself (its database, for example)
are left as its environment has them.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tandem_validators.guideline.folder import guideline_folder

if TYPE_CHECKING:
    from prefect.settings.legacy import Setting

HOST = "127.0.0.1"
HOME_VARIABLE = "TANDEM_PREFECT_HOME"
_USER = "tandem"
_WORD_BYTES = 24
# A row a transaction (the default) makes SQLite answer "database is locked"; batches do not.
# The recorder waits this long for a batch to fill, and so does a command that ends. Prefect cuts
# its seconds to whole ones: less than 1 is no pause at all, and the idle server takes a processor.
_BATCHES = {
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_READ_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_FLUSH_INTERVAL": "0.5",
}
_QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
}


def site_folder() -> Path:
    """Return where the guideline's pages are built, in a checkout; elsewhere there are none."""
    return guideline_folder().parent / "build" / "site"


def api_url(port: int) -> str:
    """Return the address of the API on a port of this machine."""
    return f"http://{HOST}:{port}/api"


def ui_url(port: int) -> str:
    """Return the address of the pages on a port of this machine."""
    return f"http://{HOST}:{port}/v2"


def auth_string(home: Path) -> str:
    """Return the workspace's own `user:word` for its server; made once, readable by its owner."""
    path = home / "auth"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(f"{_USER}:{secrets.token_urlsafe(_WORD_BYTES)}", encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def server_environment(home: Path, port: int) -> Mapping[str, str]:
    """Return the environment of a server whose home is `home`."""
    return {
        **os.environ,
        **_BATCHES,
        **_QUIET,
        HOME_VARIABLE: str(home),
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": api_url(port),
        # behind a reverse proxy the browser finds the API elsewhere
        "PREFECT_SERVER_UI_API_URL": os.environ.get("PREFECT_SERVER_UI_API_URL", api_url(port)),
        "PREFECT_UI_URL": os.environ.get("PREFECT_UI_URL", ui_url(port)),
        "PREFECT_SERVER_API_HOST": HOST,
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_API_AUTH_STRING": auth_string(home),
        "PREFECT_API_AUTH_STRING": auth_string(home),
        "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
        # blocks are stored connections to services elsewhere: none is used here
        "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
    }


def client_settings(home: Path, port: int, *, heartbeats: bool) -> Mapping[Setting, Any]:
    """Return the settings of a process that runs flows against the server on `port`.

    Heartbeats find runs whose machine died; they cost a second a flow, so a command goes without.
    """
    from prefect import settings

    chosen: dict[Setting, Any] = {
        settings.PREFECT_HOME: home,
        settings.PREFECT_API_URL: api_url(port),
        settings.PREFECT_UI_URL: os.environ.get("PREFECT_UI_URL", ui_url(port)),
        settings.PREFECT_API_AUTH_STRING: auth_string(home),
        settings.PREFECT_SERVER_ALLOW_EPHEMERAL_MODE: False,
        settings.PREFECT_RESULTS_PERSIST_BY_DEFAULT: False,
        settings.PREFECT_LOGGING_LOG_PRINTS: False,
        settings.PREFECT_LOGGING_EXTRA_LOGGERS: [],
    }
    return chosen if heartbeats else {**chosen, settings.PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
