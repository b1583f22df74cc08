"""The page as a person meets it in a browser, opened from disk without a network."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tandem_flows.worksheets.answer_file import read_answer_file
from tandem_flows.worksheets.call_page.sections import REVIEW
from tandem_flows.worksheets.check import checked
from tandem_flows.worksheets.kinds import CALL
from tests.views import VIEWS
from tests.worksheets import people
from tests.worksheets.call_page import pages
from tests.worksheets.call_page.opened import FIRST, Opened, context, opened
from tests.worksheets.sheets import expected

__all__ = ["context", "opened"]
SCREENS = ("start", FIRST, "next", "finish")


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_no_screen_breaks_a_rule_of_accessibility_or_runs_over(
    browser: Any, tmp_path: Path, width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    view = {"width": width, "height": 900}
    context = browser.new_context(viewport=view, color_scheme=scheme)
    opened = Opened(context, pages.written_page(tmp_path)).open()

    for screen in SCREENS:
        opened.go(screen)
        opened.page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        for add in opened.page.locator("[data-adds]").all():
            add.click()
        if screen == FIRST:
            opened.choose("decisions outcome", "decided")
            opened.type("tasks due_on", "2/30/2027")
        found = axe.run(opened.page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        assert not opened.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    for name in ("help", "urgent"):
        opened.page.click(f"#{name}-open")
        assert axe.run(opened.page).response["violations"] == []
        opened.page.keyboard.press("Escape")
    assert opened.errors == []
    context.close()


def test_the_page_asks_for_nothing_and_may_ask_for_nothing(opened: Opened) -> None:
    for screen in SCREENS:
        opened.go(screen)

    refused = opened.page.evaluate(
        "fetch('https://example.org').then(() => 'sent', (error) => error.name)"
    )

    assert refused == "TypeError"
    assert [url for url in opened.requests if not url.startswith("file:")] == []


@pytest.mark.clause("CAL-03", "PCG-07")
def test_one_patient_a_screen_in_the_order_of_the_guideline(opened: Opened) -> None:
    opened.go(FIRST)

    ids = opened.page.eval_on_selector_all("#screen section", "all => all.map((one) => one.id)")
    said = opened.page.inner_text("#screen")
    assert ids == [section.anchor for section in REVIEW]
    assert "reason of the plan" in said
    assert "reason of the practice" in said
    assert "Bert" not in opened.page.inner_text("#screen header")


def test_what_was_said_last_time_stands_first(opened: Opened) -> None:
    opened.go(FIRST)

    said = opened.page.inner_text(".last-time")

    assert "call the patient" in said
    assert "Eli Stone" in said


def test_names_with_markup_are_shown_and_never_run(context: Any, tmp_path: Path) -> None:
    markup = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    tabs = tuple(
        tab.__class__(**{**tab.__dict__, "prefilled": _with_names(tab.prefilled, markup)})
        for tab in pages.tabs_of(CALL)
    )
    path = tmp_path / "page.html"
    path.write_text(pages.page_text(tabs), encoding="utf-8", newline="\n")
    opened = Opened(context, path)
    alerts: list[str] = []
    opened.page.on("dialog", lambda dialog: alerts.append(dialog.message))

    opened.open().go(FIRST)

    assert markup in opened.page.inner_text("#screen-title")
    assert opened.page.locator("#screen img, #screen script").count() == 0
    assert alerts == []


def _with_names(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    is_there = "last_name" in frame.columns
    return frame.with_columns(last_name=pl.lit(name)) if is_there else frame


def test_a_wrong_date_is_told_at_once_and_a_short_one_is_written_out(opened: Opened) -> None:
    opened.go(FIRST)

    opened.type("decisions next_update_on", "2/30/2027")
    told = opened.field("decisions next_update_on").locator(".note").inner_text()
    opened.type("decisions next_update_on", "+14")

    assert "no day of the calendar" in told
    value = opened.field("decisions next_update_on").locator("input").input_value()
    assert value == "12/22/2026"
    assert opened.field("decisions next_update_on").locator(".note").is_hidden()


def test_an_answer_shows_which_others_it_needs(opened: Opened) -> None:
    opened.go(FIRST)

    opened.choose("decisions membership", "active")
    opened.choose("decisions outcome", "decided")

    assert opened.field("decisions lead").locator(".note").inner_text() == "needed"
    opened.field("decisions lead").locator("input").first.focus()
    assert "Needs an answer" in opened.field("decisions lead").locator(".note").inner_text()
    assert "Who leads" in opened.listed()
    assert opened.state(FIRST) == "begun"


def test_a_missing_point_of_contact_leads_to_where_one_is_added(opened: Opened) -> None:
    opened.go(FIRST)
    opened.choose("decisions membership", "active")
    opened.choose("decisions outcome", "decided")

    opened.page.locator("#still-open button", has_text="point of contact").click()

    assert opened.errors == []
    assert opened.page.evaluate("document.activeElement.dataset.adds") == "care_team"


@pytest.mark.clause("MEM-04")
def test_the_rest_can_wait_when_the_patient_may_have_another_provider(opened: Opened) -> None:
    opened.go(FIRST)

    opened.choose("decisions membership", "possible provider change")
    opened.choose("decisions outcome", "no discussion")
    opened.choose("decisions plan_case_status", "none")
    opened.choose("decisions report_schedule", "none")

    assert not opened.page.is_visible('#step-c [data-cell="patients risk_drivers"]')
    assert opened.page.is_visible('#step-g [data-cell="decisions outcome"]')
    assert opened.state(FIRST) == "done"


def test_a_person_who_is_named_brings_side_role_and_number_along(opened: Opened) -> None:
    opened.go(FIRST)
    opened.page.click('[data-adds="care_team"]')

    opened.type("care_team name", "Fay Brook")

    assert opened.field("care_team phone").locator("textarea").input_value() == "617-555-0100"
    assert opened.page.is_checked('[data-cell="care_team organisation"] input[value="practice"]')
    assert opened.field("care_team role").locator("select").input_value() == "clinical care manager"


@pytest.mark.clause("EFF-02")
def test_the_clock_tells_the_pace_from_the_parameters(context: Any, tmp_path: Path) -> None:
    opened = Opened(context, pages.written_page(tmp_path, minutes=30, patients_most=10))
    opened.page.clock.install()
    opened.open()
    opened.page.click("#clock-switch")
    opened.go(FIRST)

    opened.page.clock.run_for(121_000)
    in_time = opened.page.inner_text(".time")
    opened.page.clock.run_for(120_000)
    late = opened.page.inner_text(".time")

    assert "of 30:00, this patient 2:0" in in_time
    assert "of 3:00" in in_time
    assert "on time" in in_time
    assert late.startswith("4:0")
    assert "1 min behind" in late


def test_finish_lists_what_is_wrong_and_leads_to_it(opened: Opened) -> None:
    opened.go("finish")
    opened.choose("call state", "held")

    opened.page.click("#finish")
    listed = opened.page.inner_text("#to-mend")
    opened.page.locator("#to-mend button").first.click()

    assert "Bert Quill" in listed
    assert listed.count("How the discussion ended") == 3
    assert opened.page.inner_text("#screen-title").endswith("Ana Lopez")
    assert opened.page.evaluate("document.activeElement.closest('[data-cell]').dataset.cell") == (
        "decisions membership"
    )


def test_a_moved_call_ends_in_a_file_that_is_accepted(opened: Opened, tmp_path: Path) -> None:
    opened.go("finish")
    opened.choose("call state", "moved")
    opened.type("call moved_to", "+7")
    opened.type("call reason", "snow, =SUM(A1) and <b>")

    saved = opened.finished()

    path = tmp_path / saved.suggested_filename
    saved.save_as(path)
    frames = checked(read_answer_file(path), expected(CALL))
    assert path.name == f"call-{people.CALL}-{pages.SHEET_ID}.json"
    assert frames["call"]["moved_to"].to_list() == [people.NEXT_CALL]
    assert frames["call"]["reason"].to_list() == ["snow, =SUM(A1) and <b>"]


def saved_copy(opened: Opened, folder: Path) -> Path:
    opened.go("finish")
    opened.page.click("summary:has-text('Copies')")
    with opened.page.expect_download() as saved:
        opened.page.click("text=Save a copy to go on elsewhere")
    path = folder / saved.value.suggested_filename
    saved.value.save_as(path)
    return path


def take_over(opened: Opened, path: Path) -> str:
    opened.go("finish")
    opened.page.click("summary:has-text('Copies')")
    opened.page.set_input_files("#taken-over", path)
    opened.page.locator("#copy-words:not(:empty)").wait_for()
    return opened.page.inner_text("#copy-words")


def test_a_copy_is_taken_over_elsewhere_even_by_the_sheet_made_anew(
    opened: Opened, browser: Any, tmp_path: Path
) -> None:
    opened.go(FIRST)
    opened.type("patients profile", "lives alone")
    opened.page.click('[data-adds="tasks"]')
    opened.type("tasks action", "visit her")
    held = json.loads(saved_copy(opened, tmp_path).read_text(encoding="utf-8"))
    older = tmp_path / "older.json"
    older.write_text(json.dumps(held | {"sheet_id": "S-OLDER"}), encoding="utf-8")
    elsewhere = Opened(browser.new_context(), opened.file).open()

    said = take_over(elsewhere, older)
    elsewhere.go(FIRST)

    assert said == "The answers were taken over."
    assert elsewhere.field("patients profile").locator("textarea").input_value() == "lives alone"
    assert elsewhere.field("tasks action").locator("textarea").input_value() == "visit her"
    elsewhere.context.close()


def test_a_file_of_another_call_is_not_taken_over(opened: Opened, tmp_path: Path) -> None:
    held = json.loads(saved_copy(opened, tmp_path).read_text(encoding="utf-8"))
    path = tmp_path / "other.json"
    path.write_text(json.dumps(held | {"call_date": "2026-12-01"}), encoding="utf-8")
    opened.page.reload()

    assert "Nothing was taken over" in take_over(opened, path)


def test_paper_replaces_the_screen_in_print(opened: Opened) -> None:
    opened.page.emulate_media(media="print")

    assert opened.page.is_hidden(".live")
    assert opened.page.is_visible(".paper h3 >> nth=0")
    assert opened.page.locator(".paper .rule").count() > 30
    assert len(opened.page.pdf(format="Letter")) > 10_000


def test_the_keyboard_reaches_the_end_of_every_screen_and_leaves_it(opened: Opened) -> None:
    for screen in SCREENS:
        opened.go(screen)
        reached = False
        for _ in range(300):
            opened.page.keyboard.press("Tab")
            if opened.page.evaluate("document.activeElement === document.body"):
                reached = True
                break
        assert reached, screen


def test_shortcuts_move_through_the_call(opened: Opened) -> None:
    at = "document.getElementById('screen-title').textContent"
    opened.page.keyboard.press("Control+Enter")
    forth = opened.page.evaluate(at)
    opened.page.keyboard.press("Alt+t")
    focused = opened.page.evaluate("document.activeElement.closest('[data-cell]').dataset.cell")
    opened.page.keyboard.press("Control+Shift+Enter")

    assert forth.endswith("Ana Lopez")
    assert focused == "tasks action"
    assert opened.page.evaluate(at) == "Who takes part"


def test_someone_urgent_is_taken_at_once(context: Any, tmp_path: Path) -> None:
    urgent = people.agenda().with_columns(
        tier=pl.when(pl.col("case_id") == "C-02").then(pl.lit("urgent")).otherwise("tier")
    )
    opened = Opened(context, pages.written_page(tmp_path, agenda=urgent)).open()

    opened.page.click("#urgent-open")
    opened.page.locator("#urgent .goes-to button").first.click()

    assert opened.page.inner_text("#screen-title").endswith("Bert Quill")
    assert "urgent" in opened.page.inner_text(".who").lower()
