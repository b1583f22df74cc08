"""The page of the invented call, opened from disk as a person would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.worksheets.call_page.pages import written_page

FIRST = "case-C-01"


class Opened:
    """One window on the page, with the few moves that tests make."""

    def __init__(self, context: Any, file: Path) -> None:
        self.context, self.file = context, file
        self.page = context.new_page()
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", lambda dialog: dialog.accept())

    def open(self) -> Opened:
        self.page.goto(self.file.as_uri())
        self.page.wait_for_selector("#overview button")
        return self

    def go(self, screen: str) -> None:
        self.page.click(f'[data-screen="{screen}"]')

    def field(self, cell: str, index: int = 0) -> Any:
        return self.page.locator(f'[data-cell="{cell}"]').nth(index)

    def type(self, cell: str, text: str, index: int = 0) -> None:
        self.field(cell, index).locator("input, textarea").first.fill(text)
        self.page.keyboard.press("Tab")

    def choose(self, cell: str, label: str, index: int = 0) -> None:
        box = self.field(cell, index)
        if box.locator("select").count():
            box.locator("select").select_option(label)
        else:
            box.locator("label.chip", has_text=label).first.click()

    def state(self, screen: str) -> str:
        return self.page.locator(f'[data-screen="{screen}"] .state').inner_text()

    def listed(self) -> str:
        """What the page says is still open for the patient in sight."""
        assert self.errors == []
        return self.page.inner_text("#still-open")

    def draft(self) -> str | None:
        """What the browser holds on disk, once a save had time to end."""
        self.page.wait_for_timeout(600)
        return self.page.evaluate("Object.values({...localStorage}).join(' ') || null")

    def finished(self) -> Any:
        with self.page.expect_download() as saved:
            self.page.click("#finish")
        return saved.value


@pytest.fixture
def context(browser):
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def opened(context, tmp_path: Path) -> Opened:
    return Opened(context, written_page(tmp_path)).open()
