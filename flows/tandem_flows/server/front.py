"""What the server shows beside Prefect's own pages: the guideline in force, and problem reports.

Reports are read from the workspace when they are asked for, behind the workspace's login, and are
never stored by Prefect or by the browser.
"""

from __future__ import annotations

import html
import re
import secrets
from base64 import b64decode
from binascii import Error as NotBase64
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from tandem_flows.server.home import GUIDELINE, REPORTS, Home
from tandem_flows.server.settings import auth_string

_REPORT = re.compile(r"^P-[A-Z2-9]{8}$")
_NOT_BUILT = (
    "The pages of the guideline are not built on this machine. Run `tandem site build` in the "
    "checkout, or open the published guideline."
)
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<body><h1>{title}</h1><p>Refused, and nothing was stored. What to do about each problem:</p>
<ol>{items}</ol><p>Correct it and run the same deployment again.</p></body></html>"""


class Front:
    """An application that answers for our own pages and leaves all else to Prefect's."""

    def __init__(self, prefect: ASGIApp, home: Home, site: Path) -> None:
        self._prefect, self._home = prefect, home
        self._own = Starlette(
            routes=[
                Mount(GUIDELINE, _guideline(site)),
                Route(f"{REPORTS}/{{report_id}}", self._report),
            ]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        is_own = scope["type"] == "http" and scope["path"].startswith((GUIDELINE, REPORTS))
        await (self._own if is_own else self._prefect)(scope, receive, send)

    async def _report(self, request: Request) -> Response:
        if not self._is_known(request.headers.get("authorization", "")):
            asked = {"WWW-Authenticate": 'Basic realm="CareTandem: the line in prefect/auth"'}
            return PlainTextResponse("Log in first.", 401, headers=asked)
        report_id = request.path_params["report_id"]
        path = self._home.folder.parent / "store" / "problems" / f"{report_id}.txt"
        if not _REPORT.match(report_id) or not path.is_file():
            return PlainTextResponse("There is no such report in this workspace.", 404)
        lines = path.read_text(encoding="utf-8").splitlines()
        items = "".join(f"<li>{html.escape(line)}</li>" for line in lines[1:])
        page = _PAGE.format(title=f"Report {report_id}: {html.escape(lines[0])}", items=items)
        return HTMLResponse(page, headers={"Cache-Control": "no-store"})

    def _is_known(self, header: str) -> bool:
        kind, _, word = header.partition(" ")
        try:
            given = b64decode(word).decode()
        except (NotBase64, UnicodeDecodeError):
            return False
        known = auth_string(self._home.folder)
        return kind == "Basic" and secrets.compare_digest(given.encode(), known.encode())


def _guideline(site: Path) -> ASGIApp:
    if site.is_dir():
        return StaticFiles(directory=site, html=True)
    return PlainTextResponse(_NOT_BUILT, 404)
