"""An empty page, to run parts of the program in."""

import pytest


@pytest.fixture
def blank(browser):
    page = browser.new_page()
    yield page
    page.close()
