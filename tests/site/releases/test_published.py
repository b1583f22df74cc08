"""The published folder: every version with its own tables, and the root that leads to them."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tandem_flows.cli.site import site_server
from tandem_site.publish.archive import zip_folder
from tandem_site.publish.whole import publish_site
from tandem_validators.errors import GuidelineRefused
from tests.site.releases.trial import pass_tests, replace


def text_of(page: Path) -> str:
    """Return the words of a page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.read_text("utf-8")).split())


def test_each_version_shows_its_own_tables(site: Path) -> None:
    first, second = ((site / v / "dictionary.html").read_text("utf-8") for v in ("0.1.0", "0.2.0"))

    assert 'id="agenda-ground"' in first
    assert 'id="agenda-reason"' not in first
    assert 'id="agenda-reason"' in second


def test_each_version_shows_its_own_number(site: Path) -> None:
    assert "15 points" in text_of(site / "0.1.0/parameters.html")
    assert "16 points" in text_of(site / "0.2.0/parameters.html")


def test_a_page_of_an_older_version_leads_to_itself_in_the_version_in_force(site: Path) -> None:
    page = (site / "0.1.0/share.html").read_text("utf-8")

    assert "Version 0.1.0 is superseded." in page
    assert '<a href="../0.2.0/share.html">Read this page in version 0.2.0</a>' in page
    assert '<a href="../0.2.0/changes/0.2.0.html">What changed</a>' in page


def test_a_page_that_the_version_in_force_lacks_leads_to_its_home(
    twice: Path, tmp_path: Path
) -> None:
    from tandem_site.publish.placement import Placement
    from tandem_site.publish.standing import standing
    from tandem_site.releases.editions import edition_of_release
    from tandem_site.releases.history import read_history
    from tandem_site.releases.places import Places

    edition = edition_of_release(twice / "guidelines/releases/0.1.0")
    history = read_history(twice / "guidelines", edition)
    placement = Placement(edition, Places(history, "0.1.0", is_published=True), {})

    told = standing("about/gone.html", placement)

    assert told.current_address == "../../0.2.0/index.html"
    assert not told.has_page


def test_the_version_in_force_and_the_draft_say_so(site: Path) -> None:
    assert "Version 0.2.0 is in force." in text_of(site / "0.2.0/share.html")
    draft = text_of(site / "draft/share.html")
    assert "Version 0.3.0-draft is a draft: sentences can still change." in draft
    assert "Version 0.2.0 is in force" in draft


def test_the_page_of_changes_tells_words_values_tables_and_reasons(site: Path) -> None:
    page = site / "0.2.0/changes/0.2.0.html"
    html, text = page.read_text("utf-8"), text_of(page)

    assert "by <del>a</del> <ins>an agreed</ins> channel" in html
    assert "Readers took the channel for the plan&#39;s choice alone." in html
    assert "15 points 16 points Changed in meaning: Fewer pairs were worth" in text
    assert re.search(r"<code>reason</code></td>\s*<td>—</td>", html)
    assert re.search(r"<code>ground</code></td>\s*<td>[^<]+</td>\s*<td>—</td>", html)


def test_the_directory_lists_every_version_with_its_standing(site: Path) -> None:
    text = text_of(site / "0.1.0/versions.html")

    for words in ("0.3.0-draft Draft", "0.2.0 In force", "0.1.0 Superseded"):
        assert words in text


def test_a_clause_has_a_permanent_address_with_every_wording(site: Path) -> None:
    page = (site / "clause/SHR-01.html").read_text("utf-8")

    assert "by <del>a</del> <ins>an agreed</ins> channel" in page
    assert 'href="../0.2.0/share.html#shr-01"' in page
    assert 'href="../0.1.0/share.html#shr-01"' in page


def test_the_selector_finds_the_versions(site: Path) -> None:
    listed = json.loads((site / "versions.json").read_text("utf-8"))

    assert [(entry["version"], entry["aliases"]) for entry in listed] == [
        ("0.2.0", ["latest"]),
        ("0.1.0", []),
        ("draft", []),
    ]
    assert '"version": {"provider": "mike"}' in (site / "0.1.0/share.html").read_text("utf-8")


def test_the_way_in_is_a_page_and_needs_no_links_of_the_file_system(site: Path) -> None:
    assert 'href="0.2.0/index.html"' in (site / "index.html").read_text("utf-8")
    latest = (site / "latest/share.html").read_text("utf-8")
    assert 'href="../0.2.0/share.html"' in latest
    assert not [path for path in site.rglob("*") if path.is_symlink()]


def test_every_link_of_the_folder_leads_to_a_file(site: Path) -> None:
    dead = [
        f"{page.relative_to(site)} -> {link}"
        for page in site.rglob("*.html")
        if page.name != "404.html"
        for link in re.findall(r'<a [^>]*href="([^"#:]+)[^":]*"', page.read_text("utf-8"))
        if not (page.parent / link).resolve().is_file()
    ]

    assert dead == []


def test_no_version_carries_what_nobody_can_use(site: Path) -> None:
    names = {path.relative_to(site).as_posix() for path in site.rglob("*")}

    assert [name for name in names if name.endswith((".map", "sitemap.xml", ".gz"))] == []
    assert [name for name in names if "/lunr/" in name] == []
    assert [name for name in names if name.endswith("404.html")] == ["404.html"]


def test_the_digests_of_a_version_are_those_of_its_files(site: Path) -> None:
    for version in ("0.1.0", "0.2.0", "draft"):
        folder = site / version
        lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
        sums = dict(reversed(line.split("  ", 1)) for line in lines)

        assert sums == {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.rglob("*")
            if path.is_file() and path.name != "SHA256SUMS"
        }


PUBLISH = """
import sys
from pathlib import Path
from tandem_site.publish.whole import publish_site
publish_site(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_building_again_gives_the_same_bytes(site: Path, twice: Path, tmp_path: Path) -> None:
    again = tmp_path / "site"
    # another process, in which sets have another order
    other = os.environ | {"PYTHONHASHSEED": "7"}

    command = [sys.executable, "-c", PUBLISH, str(twice), str(again)]
    subprocess.run(command, env=other, check=True, capture_output=True)

    archives = [
        zip_folder(folder, tmp_path / f"{n}.zip", "s") for n, folder in enumerate((site, again))
    ]
    assert files_of(again) == files_of(site)
    assert archives[0].read_bytes() == archives[1].read_bytes()


def files_of(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_a_failed_test_stops_the_build_and_the_old_folder_stays(
    released_once: Path, tmp_path: Path
) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / "old.html").write_text("old", encoding="utf-8")
    pass_tests(released_once, but="SHR-02")

    with pytest.raises(GuidelineRefused, match="clause SHR-02: names a test that failed"):
        publish_site(released_once, out)

    assert (out / "old.html").is_file()


def test_a_changed_release_stops_the_build(released_once: Path, tmp_path: Path) -> None:
    replace(released_once / "guidelines/releases/0.1.0/share.md", "channel", "way")

    with pytest.raises(GuidelineRefused, match=r"releases/0\.1\.0: was changed after it was"):
        publish_site(released_once, tmp_path / "site")


@pytest.fixture
def connection(site: Path) -> Iterator[HTTPConnection]:
    with site_server(site, 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield HTTPConnection("127.0.0.1", server.server_port)
        server.shutdown()
        thread.join()


def test_a_missing_page_is_answered_with_the_sites_own(connection: HTTPConnection) -> None:
    connection.request("GET", "/0.1.0/nothing.html")

    answer = connection.getresponse()

    assert answer.status == 404
    assert b"There is no page at this address" in answer.read()
