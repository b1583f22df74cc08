"""What may be said when a run is started from the UI: the form's own fields, and nothing free.

Prefect's page also has a name, a message and tags for the run, and a switch by which the form is
not checked. Whatever is typed there would be kept for ever, so it is dropped before Prefect sees
it; a run gets its name from what it does.
"""

from __future__ import annotations

import json
import re
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_STARTS = re.compile(r"^/api/deployments/[0-9a-f-]{36}/create_flow_run$")
_WHEN = ("type", "state_details")


class OnlyTheForm:
    """An application in which a run is started with the form's fields and its time alone."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; one that starts a run is cut down first."""
        if scope["type"] != "http" or not _STARTS.match(scope["path"]):
            await self._application(scope, receive, send)
            return
        body = cut_down(await _whole(receive))
        headers = [pair for pair in scope["headers"] if pair[0] != b"content-length"]
        length = (b"content-length", str(len(body)).encode())
        waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def given() -> Message:
            return waiting.pop() if waiting else await receive()

        await self._application({**scope, "headers": [*headers, length]}, given, send)


def cut_down(body: bytes) -> bytes:
    """Return what is left of a request to start a run; what is no JSON object starts nothing."""
    try:
        asked = json.loads(body)
    except ValueError:
        return b"null"
    if not isinstance(asked, dict):
        return b"null"
    kept: dict[str, Any] = {"parameters": asked.get("parameters") or {}}
    state = asked.get("state")
    if isinstance(state, dict):
        kept["state"] = {name: state[name] for name in _WHEN if name in state}
        details = kept["state"].get("state_details")
        if isinstance(details, dict):
            kept["state"]["state_details"] = {"scheduled_time": details.get("scheduled_time")}
    return json.dumps({**kept, "enforce_parameter_schema": True}).encode()


async def _whole(receive: Receive) -> bytes:
    parts = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)
