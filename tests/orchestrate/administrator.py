"""What an administrator does on Prefect's pages: log in, fill in a form, read what came of it.

Only clicks, keys and reading; nothing is asked of the server behind the pages' back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page

WIDTH, HEIGHT = 1280, 900
_ENDED = re.compile(r"^(Completed|Failed|Crashed)$")
_RUN_MS, _PAGE_MS = 180_000, 60_000


@dataclass(frozen=True)
class Run:
    """A run as its page tells of it."""

    name: str
    state: str
    words: str


@dataclass
class Administrator:
    """Someone with a browser and the one line of `prefect/auth`."""

    page: Page
    address: str
    login_line: str
    requests: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)

    def open_pages(self) -> None:
        """Open the address that `tandem serve` shows, and wait for the box of the login."""
        self.page.goto(f"{self.address}/v2")
        self.page.get_by_placeholder("admin:pass").wait_for()

    def log_in(self) -> None:
        self.page.get_by_placeholder("admin:pass").fill(self.login_line)
        self.page.get_by_role("button", name="Login").click()
        self.page.get_by_role("link", name="Deployments").wait_for()

    def list_of(self, what: str) -> None:
        """Choose one of the lists in the menu on the left."""
        self.page.get_by_role("link", name=what, exact=True).first.click()
        self.page.wait_for_load_state("networkidle")

    def list_diary(self) -> None:
        """Show the list of runs without those that are planned."""
        self.list_of("Runs")
        self.page.get_by_placeholder("Search by flow run name").wait_for()
        self.page.get_by_text("All run states").click()
        self.page.get_by_text("All except scheduled").first.click()
        self.page.keyboard.press("Escape")
        self.page.get_by_text("Scheduled", exact=True).first.wait_for(state="detached")

    def open_form(self, deployment: str) -> None:
        """Find a deployment in the list, and open its form."""
        self.list_of("Deployments")
        self.page.get_by_placeholder("Search deployments").fill(deployment)
        # what is typed goes into the address a moment later; a click before that is lost
        self.page.wait_for_url(re.compile(rf"={deployment}(&|$)"))
        self.page.wait_for_load_state("networkidle")
        link = self.page.locator("a[href*='/deployments/deployment/']")
        link.get_by_text(deployment, exact=True).first.click()
        self.page.get_by_role("button", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Custom run").click()
        self.page.get_by_role("button", name="Submit").wait_for()

    def fill_in(self, fields: Mapping[str, str | date]) -> None:
        """Fill in the form: a day by its picker, anything else from its list."""
        for label, value in fields.items():
            self.page.get_by_label(label).click()
            if isinstance(value, date):
                self._pick(value)
            else:
                self.page.get_by_role("option", name=value, exact=True).click()

    def _pick(self, day: date) -> None:
        box = self.page.get_by_label("Date (yyyy-MM-dd)")
        box.fill(day.isoformat())
        self.page.keyboard.press("Escape")
        box.wait_for(state="detached")

    def submit(self) -> Run:
        """Start the run, go to its page, and wait for its end."""
        self.page.get_by_role("button", name="Submit").click()
        self.page.get_by_role("button", name="View run").click()
        # a note under the pointer stays; the next one must be alone
        self.page.mouse.move(0, 0)
        self.page.get_by_role("button", name="View run").wait_for(state="detached")
        self.page.get_by_role("tab", name="Details").wait_for()
        state = self.page.get_by_text(_ENDED).first
        state.wait_for(timeout=_RUN_MS)
        return Run(self._name_of_run(), state.inner_text().strip(), self._state_message())

    def look_again(self) -> None:
        """Load the page of a run anew, until it shows the parts of the run too."""
        self.page.reload()
        self.page.get_by_text(re.compile(r"^\d+ Task runs?$")).first.wait_for()
        self.page.get_by_role("tab", name="Details").click()
        self.page.get_by_text("State Message", exact=True).wait_for()

    def start(self, deployment: str, fields: Mapping[str, str | date]) -> Run:
        self.open_form(deployment)
        self.fill_in(fields)
        return self.submit()

    def open_artifact(self, key: str, title: str) -> str:
        """Open an artifact of the run whose page is shown; return its text once its title shows."""
        self.page.get_by_role("tab", name="Artifacts").click()
        self.page.get_by_text(key, exact=True).first.click()
        self.page.locator("a[href*='/artifacts/artifact/']").first.click()
        self.page.get_by_role("tab", name="Raw").wait_for()
        # its text is drawn later than the page around it
        self.page.get_by_role("heading", name=title).first.wait_for()
        self.page.wait_for_load_state("networkidle")
        text = self.page.inner_text("body")
        self.read.append(text)
        return text

    @contextmanager
    def report(self) -> Iterator[Page]:
        """Follow the link of a refusal's page; the browser asks for the login once more."""
        link = self.page.locator("a[href*='/reports/P-']").get_attribute("href")
        user, password = self.login_line.split(":", 1)
        browser = self.page.context.browser
        assert link and browser
        own = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT},
            http_credentials={"username": user, "password": password},
        )
        page = own.new_page()
        page.goto(urljoin(self.address, link))
        yield page
        own.close()

    def _name_of_run(self) -> str:
        crumbs = self.page.get_by_label("breadcrumb").get_by_role("listitem")
        return crumbs.last.inner_text().splitlines()[0].strip()

    def _state_message(self) -> str:
        self.page.get_by_role("tab", name="Details").click()
        label = self.page.get_by_text("State Message", exact=True)
        label.wait_for()
        words = label.locator("xpath=following-sibling::*[1]").inner_text()
        self.read.append(self.page.inner_text("body"))
        return words.strip()


@contextmanager
def administrator(browser: Browser, address: str, login_line: str) -> Iterator[Administrator]:
    """Give an administrator a window of her own, and note whatever it asks for."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce", locale="en-US"
    )
    context.set_default_timeout(_PAGE_MS)
    someone = Administrator(context.new_page(), address, login_line)
    context.on("request", lambda request: someone.requests.append(request.url))
    yield someone
    context.close()
