"""The file of the page: its data, its program, its looks and its form on paper, as one HTML text.

Here: filling the template. Not here: what goes in (`schema`, `facts`, `sections`).
"""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tandem_flows.marks import implements
from tandem_flows.worksheets.answer_file import ANSWER_FORMAT
from tandem_flows.worksheets.call_page.across import guards_as_json
from tandem_flows.worksheets.call_page.bundle import ASSETS, looks, policy, program
from tandem_flows.worksheets.call_page.facts import PageFacts, facts_as_json
from tandem_flows.worksheets.call_page.paper import paper_of
from tandem_flows.worksheets.call_page.schema import spelling, tabs_as_json
from tandem_flows.worksheets.call_page.sections import FINISH, NEXT, REVIEW, START
from tandem_flows.worksheets.layout import SheetHead
from tandem_flows.worksheets.tab import Tab

_KEY_BYTES = 32


@implements("CAL-03", "CAL-19", "CAL-23", "CAL-24", "PCG-07", "EFF-02")
def call_page(head: SheetHead, tabs: Sequence[Tab], facts: PageFacts, key: bytes) -> str:
    """Return the page of the call `head`: it asks for the same as the sheet made of `tabs`.

    `key` encrypts the draft that a browser keeps; it stands in this page and nowhere else.
    """
    data = {
        "head": _head(head, key),
        "spelling": spelling(),
        "facts": facts_as_json(facts),
        "tabs": tabs_as_json(tabs),
        "guards": guards_as_json(),
        "layout": _layout(),
    }
    environment = Environment(
        loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("page.html.j2").render(
        head=head,
        facts=facts,
        data=_inside_html(data),
        program=program(),
        looks=looks(),
        policy=policy([program()], [looks()]),
        paper=paper_of(tabs, facts),
    )


def new_key() -> bytes:
    """Return a key for the draft of one page, from the system's source of secrets."""
    return secrets.token_bytes(_KEY_BYTES)


def write_call_page(path: Path, text: str) -> None:
    """Write the page, with the same line ends everywhere: the hashes in it are over its bytes."""
    path.write_text(text, encoding="utf-8", newline="\n")


def _head(head: SheetHead, key: bytes) -> dict[str, Any]:
    return {
        "format": ANSWER_FORMAT,
        "sheet_id": head.sheet_id,
        "kind": head.kind,
        "call_date": head.call_date.isoformat(),
        "practice": head.practice,
        "shown_date": _long(head.call_date),
        "key": base64.b64encode(key).decode("ascii"),
    }


def _layout() -> dict[str, Any]:
    return {
        "review": [asdict(section) for section in REVIEW],
        "start": [asdict(part) for part in START],
        "next": [asdict(part) for part in NEXT],
        "finish": [asdict(part) for part in FINISH],
    }


def _long(day: date) -> str:
    return f"{day:%A, %B} {day.day}, {day.year}"


def _inside_html(data: Any) -> str:
    """Return JSON that cannot end the element it stands in, whatever names and notes hold."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
