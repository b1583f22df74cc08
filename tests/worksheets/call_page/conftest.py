"""What the tests of the page share."""

from tests.worksheets.call_page.browsers import blank, browser

__all__ = ["blank", "browser"]
