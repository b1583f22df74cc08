"""What MkDocs calls while it builds: check, add the generated pages, write the machine's copy.

MkDocs alone builds the draft. The publisher puts a placement into `extra` to build a release.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel

from tandem_site.downloads import downloads
from tandem_site.edition import Edition
from tandem_site.generate import listing_pages
from tandem_site.listings import listing_html
from tandem_site.machine import FILE, machine_copy
from tandem_site.menu_parts import MenuParts
from tandem_site.navigation import Entry, navigation_problems, paths_in, read_navigation
from tandem_site.publish.checked import checked_draft
from tandem_site.publish.menu import existing, with_changes
from tandem_site.publish.placement import Placement
from tandem_site.publish.standing import standing
from tandem_site.releases.places import changes_page
from tandem_validators.counts import counted
from tandem_validators.errors import GuidelineRefused, Problem

_ASSETS = Path(__file__).resolve().parents[1] / "assets"
# the theme's own, of no use here: absolute paths, other languages, addresses of no known host
_DROPPED = ("404.html", "sitemap.xml", "sitemap.xml.gz", "assets/javascripts/lunr")

_LINE = re.compile(r'id="(L-\d+)"')


def on_config(config: Any) -> Any:
    """Stop the build while guideline, code, schemas and tests disagree."""
    placement: Placement = config.extra.get("placement") or _checked(config)
    config.nav = _navigation(config, placement)
    config.extra |= {"placement": placement, "edition": placement.edition}
    return config


def _checked(config: Any) -> Placement:
    """Return the draft, if all agree."""
    try:
        return checked_draft(Path(config.config_file_path).resolve().parent)
    except GuidelineRefused as refused:
        raise _stopped(refused.problems) from None


def _navigation(config: Any, placement: Placement) -> list[Entry]:
    entries = read_navigation(Path(config.docs_dir))
    changes = [changes_page(version) for version in placement.places.shown]
    if placement.is_draft:
        problems = navigation_problems(entries, placement.pages.keys() - set(changes))
        if problems:
            raise _stopped(problems)
    return with_changes(existing(entries, placement.pages), changes)


def _stopped(problems: Sequence[Problem]) -> PluginError:
    """Return what stops the build, with every problem on a line of its own."""
    listed = "\n".join(f"- {problem}" for problem in problems)
    places = counted(len(problems), "place")
    return PluginError(f"guideline and code disagree in {places}\n{listed}")


def on_files(files: Any, config: Any) -> Any:
    """Add what is generated, and the style sheet and scripts of the site."""
    edition = config.extra["edition"]
    hidden = InclusionLevel.NOT_IN_NAV
    listed = set(paths_in(config.nav))
    for path, text in config.extra["placement"].pages.items():
        level = InclusionLevel.UNDEFINED if path in listed else hidden
        _put(files, File.generated(config, path, content=text, inclusion=level))
    for path, text in listing_pages(edition).items():
        _put(files, File.generated(config, path, content=text, inclusion=hidden))
    for asset in (path for path in sorted(_ASSETS.rglob("*")) if path.is_file()):
        path = f"assets/{asset.relative_to(_ASSETS).as_posix()}"
        _put(files, File.generated(config, path, abs_src_path=str(asset)))
    _put(files, File.generated(config, FILE, content=machine_copy(edition)))
    for path, content in downloads(edition).items():
        _put(files, File.generated(config, path, content=content))
    return files


def on_env(env: Any, config: Any, files: Any) -> Any:
    """Let the menu's template remember the parts that pages share."""
    env.globals["remembered"] = MenuParts().remembered
    return env


def on_page_content(html: str, page: Any, config: Any, files: Any) -> str:
    """Say of tables' headings that they head columns, and set source text into its page."""
    headed = html.replace("<th>", '<th scope="col">').replace("<th style", '<th scope="col" style')
    return headed + _listing(page, config.extra["edition"])


def _listing(page: Any, edition: Edition) -> str:
    """Return the source text that the page shows; most show none. Its lines become anchors."""
    file = page.meta.get("listing")
    if not file or edition.sources is None:
        return ""
    listing = listing_html(file, edition.sources)
    page.present_anchor_ids |= set(_LINE.findall(listing))
    return listing


def on_page_context(context: Any, page: Any, config: Any, nav: Any) -> Any:
    """Tell the page how its version stands."""
    return context | {"standing": standing(page.url, config.extra["placement"])}


def on_post_build(config: Any) -> None:
    """Remove what the theme adds and nobody can use."""
    site = Path(config.site_dir)
    for dropped in (site / name for name in _DROPPED):
        if dropped.is_dir():
            shutil.rmtree(dropped)
        dropped.unlink(missing_ok=True)
    for source_map in site.rglob("*.map"):
        source_map.unlink()


def _put(files: Any, file: Any) -> None:
    """Put `file` in the place of one that has its path."""
    old = files.get_file_from_path(file.src_uri)
    if old is not None:
        files.remove(old)
    files.append(file)
