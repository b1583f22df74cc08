"""The built folder, page by page, whatever made it: links, structure, nothing from elsewhere."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.site.crawled import Folder, Page, crawled, dead_links, fetched_from_elsewhere


@pytest.fixture(scope="module")
def folder(built: Path) -> Folder:
    return crawled(built.resolve())


def test_every_link_and_fragment_leads_somewhere_also_in_raw_html(folder: Folder) -> None:
    assert dead_links(folder) == []


def test_nothing_is_loaded_from_elsewhere(folder: Folder) -> None:
    assert fetched_from_elsewhere(folder) == []


def test_every_page_has_one_main_heading(folder: Folder) -> None:
    mains = {name(page): [h.level for h in page.headings].count(1) for page in pages(folder)}

    assert {page: count for page, count in mains.items() if count != 1} == {}


def test_headings_go_down_one_level_at_a_time(folder: Folder) -> None:
    skipped = [
        f"{name(page)}: {later.text.strip()}"
        for page in pages(folder)
        for earlier, later in zip(page.headings, page.headings[1:], strict=False)
        if later.level > earlier.level + 1
    ]

    assert skipped == []


def test_every_page_says_its_language_title_and_description(folder: Folder) -> None:
    silent = [
        name(page)
        for page in pages(folder)
        if not (page.lang == "en" and page.title.strip() and page.description.strip())
    ]

    assert silent == []


def test_no_two_pages_have_the_same_title(folder: Folder) -> None:
    titles = Counter(page.title.strip() for page in pages(folder))

    assert [title for title, count in titles.items() if count > 1] == []


def test_ids_are_unique_on_a_page(folder: Folder) -> None:
    doubled = [
        f"{name(page)}: {id_}"
        for page in pages(folder)
        for id_, count in Counter(page.ids).items()
        if count > 1
    ]

    assert doubled == []


def test_every_control_has_a_label(folder: Folder) -> None:
    assert [
        f"{name(page)}: {control}" for page in pages(folder) for control in page.unlabelled()
    ] == []


def test_every_table_heading_says_what_it_heads(folder: Folder) -> None:
    assert [name(page) for page in pages(folder) if page.heads_without_scope] == []


def test_every_image_has_a_text_alternative(folder: Folder) -> None:
    assert [
        f"{name(page)}: {source}" for page in pages(folder) for source in page.images_without_alt
    ] == []


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<a href="there.html#nowhere">x</a>', "here.html: there.html#nowhere"),
        ('<a href="gone.html">x</a>', "here.html: gone.html"),
        ('<a href="#gone">x</a>', "here.html: #gone"),
        ('<img src="gone.svg" alt="">', "here.html: gone.svg"),
        ('<a href="there.html#place">x</a><a href="https://example.org/">y</a>', None),
    ],
    ids=["dead fragment", "dead page", "dead place on the page", "dead image", "sound"],
)
def test_the_crawler_finds_what_is_dead(tmp_path: Path, markup: str, found: str | None) -> None:
    (tmp_path / "here.html").write_text(markup, encoding="utf-8")
    (tmp_path / "there.html").write_text('<p id="place">x</p>', encoding="utf-8")

    dead = dead_links(crawled(tmp_path))

    assert dead == ([found] if found else [])


def test_the_crawler_finds_what_is_loaded_from_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<script src="https://x.example/a.js"></script>', "utf-8")
    (tmp_path / "a.css").write_text("p{background:url(//x.example/a.png)}", "utf-8")

    found = fetched_from_elsewhere(crawled(tmp_path))

    assert found == ["a.html: https://x.example/a.js", "a.css: url(//x.example/a.png"]


def pages(folder: Folder) -> list[Page]:
    return list(folder.pages.values())


def name(page: Page) -> str:
    return page.path.name
