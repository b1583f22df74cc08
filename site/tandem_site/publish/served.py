"""How the published folder answers on this machine: with the page for no page, as a host does."""

from __future__ import annotations

from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

_MISSING = "404.html"


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves files; an address without one gets the site's own page."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing of what is read: a page is many requests."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer an error; for a missing page with `404.html` of the folder."""
        page = Path(self.directory, _MISSING)
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
