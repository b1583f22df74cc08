"""Pages of the invented call, and their parts run on their own in a browser."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from tandem_flows.worksheets.call_page.across import guards_as_json
from tandem_flows.worksheets.call_page.bundle import program
from tandem_flows.worksheets.call_page.facts import PageFacts, facts_as_json
from tandem_flows.worksheets.call_page.labels import headings
from tandem_flows.worksheets.call_page.page import call_page, write_call_page
from tandem_flows.worksheets.call_page.schema import spelling, tabs_as_json
from tandem_flows.worksheets.call_page.sections import REVIEW
from tandem_flows.worksheets.kinds import CALL
from tandem_flows.worksheets.layout import SheetHead, page_file_name
from tandem_flows.worksheets.tab import Tab
from tests.values import draft, standard_values
from tests.worksheets import people
from tests.worksheets.sheets import SHEET_ID, tabs_of

HEAD = SheetHead(SHEET_ID, CALL, people.CALL, people.PRACTICE)
KEY = bytes(range(32))
JSON_HEAD = {
    "format": "caretandem-answers-1",
    "sheet_id": SHEET_ID,
    "kind": CALL,
    "call_date": people.CALL.isoformat(),
    "practice": people.PRACTICE,
}


def page_facts(**changes: Any) -> PageFacts:
    body = draft().pages["call"].body
    values = standard_values()
    told = {
        "plan": "Harbor Health Plan",
        "practice": "Lakeside Family Practice",
        "minutes": values.number("call_minutes"),
        "patients_most": values.number("max_patients_per_call"),
        "headings": headings(body, tuple(section.anchor for section in REVIEW)),
        "agenda": people.agenda(),
        "team": people.team(),
        "decisions": people.of("decisions", []),
        "tasks": people.open_tasks(),
        "services": people.of("services", []),
        "goals": people.of("goals", []),
        "contacts": people.of("care_team", []),
        "answers": people.of("outreach_attempts", []),
        "prework": people.both_preworks(),
    }
    return PageFacts(**{**told, **changes})


def page_text(tabs: Sequence[Tab] = (), **changes: Any) -> str:
    return call_page(HEAD, tabs or tabs_of(CALL), page_facts(**changes), KEY)


def written_page(folder: Path, **changes: Any) -> Path:
    path = folder / page_file_name(HEAD)
    write_call_page(path, page_text(**changes))
    return path


def page_data(tabs: Sequence[Tab] = (), facts: PageFacts | None = None) -> dict[str, Any]:
    """What the parts of the program take: no screen is needed for them."""
    return {
        "head": JSON_HEAD,
        "spelling": spelling(),
        "seen_on": people.SEEN_ON.isoformat(),
        "tabs": tabs_as_json(tabs or tabs_of(CALL)),
        "guards": guards_as_json(),
        "facts": facts_as_json(facts or page_facts()),
    }


def run(blank: Any, body: str, data: Any) -> Any:
    """Run `body` with the parts of the program at hand and `data` as its argument."""
    return blank.evaluate(
        f"(data) => {{\n{program('app.js', 'draft.js', 'file.js')}\n{body}\n}}", data
    )


def goals_standing() -> pl.DataFrame:
    return people.of("goals", [])
