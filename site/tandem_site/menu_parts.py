"""The parts of the menu that many pages share, written once: a menu is most of a build's work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any


class MenuParts:
    """The parts that were written, by their place in the menu and the folder that links to them."""

    def __init__(self) -> None:
        self._written: dict[tuple[str, PurePosixPath], str] = {}

    def remembered(self, place: str, page: Any, is_active: bool, caller: Callable[[], str]) -> str:
        """Return the part at `place`, written by `caller` unless a page beside this one had it.

        A part that holds the page itself is its own and always written; so is the menu of the
        theme's pages that are none of ours, such as the one for a missing page.
        """
        if is_active or page is None:
            return caller()
        key = (place, PurePosixPath(page.url).parent)
        if key not in self._written:
            self._written[key] = caller()
        return self._written[key]
