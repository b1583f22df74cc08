"""The pictures of the operations pages: which are there, and which a page shows."""

from __future__ import annotations

import re
from pathlib import Path

from tests.orchestrate.serving import REPOSITORY

OPERATE = REPOSITORY / "guidelines" / "operate"
PICTURES = OPERATE / "pictures"
_SHOWN = re.compile(r"!\[(?P<alt>[^\]]*)\]\(pictures/(?P<name>[a-z-]+)\.png\)")


def shown() -> dict[str, str]:
    """Return the alternative texts of all pictures that the pages show, by their names."""
    return {
        match["name"]: match["alt"]
        for page in sorted(OPERATE.glob("*.md"))
        for match in _SHOWN.finditer(page.read_text(encoding="utf-8"))
    }


def names_shown() -> list[str]:
    return list(shown())


def there() -> dict[str, Path]:
    """Return the files of the pictures, by their names."""
    return {path.stem: path for path in PICTURES.iterdir()}
