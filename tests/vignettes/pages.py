"""The summary as a person reads it: its words without the markup, as a whole and by patient."""

from __future__ import annotations

import html
import re

from tandem_flows.vignettes.partnership import CALLS
from tests.vignettes.thread import Thread


def summary_text(thread: Thread, call: int) -> str:
    """Return the words of the summary of a call."""
    return _words(_page(thread, call))


def told_of(thread: Thread, name: str) -> tuple[str, list[str]]:
    """Return what the summary says of one vignette, and its next steps, one text each."""
    parts = _page(thread, thread.vignettes[name].call).split("<article>")
    (told,) = [part for part in parts if thread.case_id(name) in part.split("</article>")[0]]
    told = told.split("</article>")[0]
    return _words(told), [_words(row) for row in told.split("<tr>")[2:]]


def _page(thread: Thread, call: int) -> str:
    return thread.document(f"summary-{CALLS[call]}.html").read_text("utf-8")


def _words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())
