"""Prefect's server as uvicorn runs it here: with a content-security policy, and never forgotten.

Prefect's pages ask a foreign host for settings on every load, whatever they are told; the policy
makes the browser refuse. A server whose last user was killed ends itself.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from prefect.server.api.server import create_app
from starlette.types import ASGIApp, Receive, Send

from tandem_flows.server import locks, mail_block  # noqa: F401  (its block is known by this)
from tandem_flows.server.front import Front
from tandem_flows.server.home import Home
from tandem_flows.server.settings import HOME_VARIABLE, site_folder
from tandem_flows.server.sqlite import let_writers_wait
from tandem_flows.server.starting import OnlyTheForm

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "worker-src 'self' blob:; connect-src 'self' ws: wss:; frame-ancestors 'none'"
)
_LOOK_SECONDS = 5.0

Message = MutableMapping[str, Any]


class WithPolicy:
    """An application whose every answer carries the content-security policy."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer as the application does, and add the policy to the head."""

        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                policy = (b"content-security-policy", POLICY.encode())
                message["headers"] = [*message["headers"], policy]
            await send(message)

        await self._application(scope, receive, send_with_policy)


def _end_when_unused(home: Home) -> None:
    """End this process once nobody uses it; whoever comes next waits for the turn meanwhile."""
    while True:
        time.sleep(_LOOK_SECONDS)
        if not home.folder.is_dir():  # the workspace was removed
            os.kill(os.getpid(), signal.SIGTERM)
            return
        with locks.held_if_free(home.turn) as is_my_turn:
            if not is_my_turn:
                continue
            with locks.held_if_free(home.users) as is_unused:
                if is_unused:
                    os.kill(os.getpid(), signal.SIGTERM)
                    threading.Event().wait()


def application() -> WithPolicy:
    """Return Prefect's server for the workspace that the environment names."""
    home = Home(Path(os.environ[HOME_VARIABLE]))
    if not locks.keep(home.life):
        sys.exit("another server runs for this workspace")
    threading.Thread(target=_end_when_unused, args=(home,), daemon=True).start()
    let_writers_wait()
    return WithPolicy(Front(OnlyTheForm(create_app()), home, site_folder()))
