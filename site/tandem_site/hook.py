"""What MkDocs calls while it builds: check, add the generated pages, write the machine's copy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel

from tandem_site.agreement import disagreements
from tandem_site.edition import Edition, read_edition
from tandem_site.generate import listing_pages, site_pages
from tandem_site.machine import FILE, machine_copy
from tandem_site.navigation import navigation_problems, read_navigation
from tandem_validators.errors import Problem

_ASSETS = Path(__file__).resolve().parents[1] / "assets"


def on_config(config: Any) -> Any:
    """Stop the build while guideline, code, schemas and tests disagree."""
    repository = Path(config.config_file_path).resolve().parent
    _stop_at(disagreements(repository))
    edition = read_edition(repository)
    pages = site_pages(edition)
    entries = read_navigation(Path(config.docs_dir))
    _stop_at(navigation_problems(entries, pages))
    config.extra |= {"edition": edition, "pages": pages}
    config.nav = entries
    return config


def _stop_at(problems: list[Problem]) -> None:
    if problems:
        listed = "\n".join(f"- {problem}" for problem in problems)
        raise PluginError(f"guideline and code disagree in {len(problems)} places\n{listed}")


def on_files(files: Any, config: Any) -> Any:
    """Add what is generated, and the style sheet and scripts of the site."""
    edition: Edition = config.extra["edition"]
    for path, text in config.extra["pages"].items():
        _put(files, File.generated(config, path, content=text))
    for path, text in listing_pages(edition).items():
        hidden = InclusionLevel.NOT_IN_NAV
        _put(files, File.generated(config, path, content=text, inclusion=hidden))
    for asset in (path for path in sorted(_ASSETS.rglob("*")) if path.is_file()):
        path = f"assets/{asset.relative_to(_ASSETS).as_posix()}"
        _put(files, File.generated(config, path, abs_src_path=str(asset)))
    _put(files, File.generated(config, FILE, content=machine_copy(edition)))
    return files


def on_post_build(config: Any) -> None:
    """Remove the theme's own 404 page: its absolute paths are dead in a folder and offline."""
    (Path(config.site_dir) / "404.html").unlink(missing_ok=True)


def _put(files: Any, file: Any) -> None:
    """Put `file` in the place of one that has its path."""
    old = files.get_file_from_path(file.src_uri)
    if old is not None:
        files.remove(old)
    files.append(file)
