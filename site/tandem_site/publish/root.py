"""What lies beside the versions: the way in, the permanent addresses, and the page for no page."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from tandem_site.generate import placed
from tandem_site.publish.clause_pages import clause_pages
from tandem_site.releases.history import History
from tandem_site.templating import filled
from tandem_validators.guideline.releases import DRAFT

LATEST = "latest"
_ASSETS = Path(__file__).resolve().parents[2] / "assets"
_USED = ("colours.css", "text.css", "clauses.css", "versions.css", "mark.svg", "mark-on-page.svg")


def write_root(folder: Path, history: History) -> None:
    """Write everything into the published folder that belongs to no single version."""
    first = history.current.place if history.current else DRAFT
    _write(folder / "versions.json", _versions_json(history))
    context = {"first": first, "version": history.current, "title": history.draft.manifest.title}
    pages = clause_pages(history)
    pages["index.html"] = filled("root_index.html.j2", **context)
    # it answers for addresses of every depth, so its style is in it and its links are worked out
    pages["404.html"] = filled("root_404.html.j2", places=(*history.places, LATEST, "clause"))
    for path, text in pages.items():
        _write(folder / path, placed(text, path))
    if history.current:
        _write_latest(folder, history.current.place)
    _copy_assets(folder / "assets")


def _versions_json(history: History) -> str:
    """Return the versions as mike lists them, for the selector of the theme."""
    current = history.current
    entries = [
        {
            "version": version.place,
            "title": version.name + (" (in force)" if version is current else ""),
            "aliases": [LATEST] if version is current else [],
        }
        for version in (*reversed(history.released), history.draft)
    ]
    return json.dumps(entries, indent=1) + "\n"


def _write_latest(folder: Path, place: str) -> None:
    """Write a page for each page of the version in force that leads to it, with its anchor."""
    for path in sorted((folder / place).rglob("*.html")):
        page = path.relative_to(folder / place).as_posix()
        up = "../" * (page.count("/") + 1)
        text = filled("latest.html.j2", address=f"{up}{place}/{page}", version=place)
        _write(folder / LATEST / page, text)


def _copy_assets(folder: Path) -> None:
    folder.mkdir()
    for name in _existing(_USED):
        shutil.copyfile(_ASSETS / name, folder / name)


def _existing(names: Iterable[str]) -> list[str]:
    return [name for name in names if (_ASSETS / name).is_file()]


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
