"""A browser for the page of the call; tests that need one are skipped where there is none."""

import shutil

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser():
    """Chromium, without a window."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: the page cannot be opened")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def blank(browser):
    """An empty page, to run parts of the program in."""
    page = browser.new_page()
    yield page
    page.close()
