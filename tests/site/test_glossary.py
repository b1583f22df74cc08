"""The glossary and the links to it: first use, once, in prose only."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tandem_site.edition import Edition, read_edition
from tandem_site.generated.glossary import glossary_page
from tandem_site.glossary import Term
from tandem_site.glossary_links import with_terms
from tests.site.agreeing import REPOSITORY

TERMS = (
    Term("tracking list", ("list of tracked patients",), "Patients nobody could reach.", ()),
    Term("list", (), 'A "list" of names.', ("IDN-01",), ("list price",)),
    Term("emergency department", ("ED",), "Where one goes in an emergency.", ()),
)
TRACKING = '(@root/glossary.md#tracking-list "Patients nobody could reach."){ .term }'
LIST = "(@root/glossary.md#list \"A 'list' of names.\"){ .term }"
ED = '(@root/glossary.md#emergency-department "Where one goes in an emergency."){ .term }'


@pytest.mark.parametrize(
    ("body", "linked"),
    [
        ("The tracking list.", f"The [tracking list]{TRACKING}."),
        (
            "A Tracking list\nand a tracking list.",
            f"A [Tracking list]{TRACKING}\nand a tracking list.",
        ),
        ("Lists, a list.", f"Lists, a [list]{LIST}."),
        ("An ED visit, used twice: ED.", f"An [ED]{ED} visit, used twice: ED."),
        ("He wanted ed.", "He wanted ed."),
        ("# The list", "# The list"),
        ("Type `list` here.", "Type `list` here."),
        ("[the list](x.md)", "[the list](x.md)"),
        ("| list | ED |", "| list | ED |"),
        ("```\nlist\n```", "```\nlist\n```"),
        ('<div class="clause">\n<p>A list.</p>\n\nlist\n</div>', None),
        ("A check-list and list/7.", "A check-list and list/7."),
        ("A list price, a list.", f"A list price, a [list]{LIST}."),
    ],
    ids=[
        "the longer of two terms",
        "only the first use",
        "no part of a word",
        "a short form in capitals",
        "capitals matter in a short form",
        "not in a heading",
        "not in code",
        "not in a link",
        "not in a table",
        "not in a block of code",
        "not in a clause box",
        "not inside a longer word",
        "not where the word means something else",
    ],
)
def test_a_term_is_linked_where_it_is_first_used_in_prose(body: str, linked: str | None) -> None:
    assert with_terms(body, TERMS) == (body if linked is None else linked)


def test_an_empty_glossary_changes_nothing() -> None:
    assert with_terms("A list.", ()) == "A list."


def test_the_glossary_is_in_alphabetical_order_with_anchors_and_clauses() -> None:
    edition = dataclasses.replace(real_edition(), glossary=TERMS)

    page = glossary_page(edition)["glossary.md"]

    places = [page.index(f'id="{anchor}"') for anchor in ("emergency-department", "list")]
    assert places == sorted(places)
    assert "**emergency department** (also ED)" in page
    assert "[IDN-01](@root/identify.md#idn-01)" in page


def test_without_terms_the_page_says_so() -> None:
    edition = dataclasses.replace(real_edition(), glossary=())

    assert "No word is explained yet." in glossary_page(edition)["glossary.md"]


def test_the_built_pages_lead_to_the_glossary_but_the_glossary_not_to_itself(built: Path) -> None:
    step = (built / "share.html").read_text(encoding="utf-8")
    glossary = (built / "glossary.html").read_text(encoding="utf-8")

    assert 'class="term" href="glossary.html#' in step
    assert 'class="term"' not in glossary


def real_edition() -> Edition:
    return read_edition(REPOSITORY)
