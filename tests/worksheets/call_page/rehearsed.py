"""A whole call typed into its page by keyboard, from the first screen to the file for the inbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from tandem_flows.demo.people import TEAMS
from tests.worksheets.call_page.typist import Typist

OF_A_PATIENT = ("attempts", "goals", "assessment", "services", "tasks", "care_team")
TEAM = "lakeside"


@dataclass(frozen=True)
class Rehearsal:
    """The file that came out, the keys it took, and what the browser spent on the page."""

    file: Path
    keys: int
    letters: int
    patients: int
    page_seconds: float


def typed_by_keyboard(
    browser: Any,
    page_file: Path,
    answers: Mapping[str, pl.DataFrame],
    call_date: date,
    folder: Path,
) -> Rehearsal:
    """Type `answers` into the page and save the file it ends in to `folder`."""
    page = browser.new_page()
    page.goto(page_file.as_uri())
    page.wait_for_selector("#overview button")
    team = pl.read_csv(TEAMS / f"{TEAM}.csv")
    names = dict(team.select("person", "name").iter_rows())
    typist = Typist(page, call_date, answers, names)
    watch = page.context.new_cdp_session(page)
    watch.send("Performance.enable")
    before = _busy(watch)
    cases = answers["decisions"]["case_id"].to_list()
    _to_screen(page, typist)
    typist.type_screen(None, ())
    for case_id in _in_order(page, cases):
        typist.press("Control+Enter")
        typist.type_screen(case_id, OF_A_PATIENT)
    typist.press("Control+Enter")
    typist.type_screen(None, ())
    typist.press("Control+Enter")
    typist.type_screen(None, ())
    spent = _busy(watch) - before
    with page.expect_download() as saved:
        typist.press("Enter")
    file = folder / saved.value.suggested_filename
    saved.value.save_as(file)
    page.close()
    return Rehearsal(file, typist.keys["keys"], typist.keys["letters"], len(cases), spent)


def _to_screen(page: Any, typist: Typist) -> None:
    """Skip the bar and the overview, as the first link of the page offers."""
    typist.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    typist.press("Enter")


def _in_order(page: Any, cases: list[str]) -> list[str]:
    ids = page.eval_on_selector_all(
        "[data-screen^=case-]", "all => all.map(one => one.dataset.screen)"
    )
    shown = [str(name).removeprefix("case-") for name in ids]
    assert sorted(shown) == sorted(cases)
    return shown


def _busy(watch: Any) -> float:
    metrics = watch.send("Performance.getMetrics")["metrics"]
    wanted = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
    return float(sum(one["value"] for one in metrics if one["name"] in wanted))
