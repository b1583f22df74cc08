"""A project manager at the keyboard: goes through the page with Tab and types what the script says.

Nothing is clicked. Every control is met in its order; what the script has no answer for is passed
over with one more Tab, so that the keystrokes counted are those of someone who knows no shortcuts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

# What the control in focus is: the cell it belongs to, and how it is answered.
FOCUS = """() => {
  const here = document.activeElement;
  const cell = here.closest("[data-cell]");
  return {
    cell: cell ? cell.dataset.cell : "",
    kind: here.type === "radio" ? "chips" : here.tagName.toLowerCase(),
    value: (here.type === "radio" ? cell.querySelector("input:checked")?.value : here.value) ?? "",
    adds: here.dataset.adds ?? "",
    isNew: Boolean(here.closest(".entry") && here.closest(".entry").querySelector(".remove")),
    rowOf: here.closest(".entry")?.getAttribute("aria-label") ?? "",
    isNext: here.matches("button.next"),
    choices: cell ? [...cell.querySelectorAll("input[type=radio]")].map((one) => one.value) : [],
  };
}"""
MOST_TABS = 600
Row = dict[str, Any]


@dataclass
class Typist:
    """Types a script (the answers of each tab) and counts the keys."""

    page: Any
    call_date: date
    answers: Mapping[str, pl.DataFrame]
    people: Mapping[str, str]
    keys: Counter[str] = field(default_factory=Counter)
    waiting: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    current: dict[str, Row] = field(default_factory=dict)

    def press(self, key: str) -> None:
        self.keys["keys"] += 1
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.keys["letters"] += len(text)
        self.page.keyboard.type(text)

    def type_screen(self, case_id: str | None, lists: tuple[str, ...]) -> None:
        """Type one screen from its title to the button that goes on."""
        self.waiting.clear()
        for tab in lists:
            rows = self.answers[tab].to_dicts() if tab in self.answers else []
            self.waiting[tab] = [r for r in rows if case_id is None or r["case_id"] == case_id]
        for _ in range(MOST_TABS):
            self.press("Tab")
            at = self.page.evaluate(FOCUS)
            if at["isNext"]:
                return
            self.meet(at, case_id)
        raise AssertionError("the keyboard is caught on this screen")

    def meet(self, at: Mapping[str, Any], case_id: str | None) -> None:
        if at["adds"] and self.waiting[at["adds"]]:
            self.current[at["adds"]] = self.waiting[at["adds"]].pop(0)
            self.press("Enter")
            at = self.page.evaluate(FOCUS)
        if not at["cell"]:
            return
        tab, column = at["cell"].split()
        row = self.row_of(tab, at, case_id)
        wanted = self.shown(tab, column, row.get(column))
        if wanted and wanted != at["value"]:
            self.answer(at, wanted)

    def row_of(self, tab: str, at: Mapping[str, Any], case_id: str | None) -> Row:
        if at["isNew"]:
            return self.current[tab]
        rows = self.answers[tab].to_dicts() if tab in self.answers else []
        if case_id is not None:
            found = [row for row in rows if row["case_id"] == case_id]
            if tab == "goals" and found and self.waiting[tab]:
                self.waiting[tab].remove(found[0])
            return found[0] if found else {}
        if tab == "attendance":
            return next((r for r in rows if self.people[r["person"]] in at["rowOf"]), {})
        return rows[0] if tab == "call" else {"keep": True} if tab == "next_patients" else {}

    def shown(self, tab: str, column: str, value: object) -> str:
        """Return what a person would type or choose for `value`."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, date):
            days = (value - self.call_date).days
            return f"+{days}" if days >= 0 else f"{value:%m/%d/%Y}"
        text = str(value)
        if column in ("owner", "decided_by_plan", "decided_by_practice", "person"):
            return self.people.get(text, text)
        free = ("goal", "measure", "action", "rationale", "name", "phone", "reason")
        return text if column in free or " " in text else text.replace("_", " ")

    def answer(self, at: Mapping[str, Any], wanted: str) -> None:
        if at["kind"] == "chips":
            begins = [one for one in at["choices"] if one[0] == wanted[0]]
            for _ in range(begins.index(wanted) + 1):
                self.press(wanted[0])
            return
        if at["value"] and at["kind"] != "select":
            self.press("Control+A")
        self.type(wanted)
