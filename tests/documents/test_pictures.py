"""Charts: the same for the same numbers, readable without colour or sight."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest

from tandem_flows.documents.pictures.bars import Bar, Target, bars
from tandem_flows.documents.pictures.runs import Month, run_chart
from tandem_flows.documents.pictures.spans import Span, spans

TITLE, TOLD = "What <was> done & said", "Listed: 46; discussed: 38"
_SVG = "{http://www.w3.org/2000/svg}"


def funnel(name="funnel"):
    rows = [Bar("Listed", 46, "46"), Bar("Hidden", None, "hidden"), Bar("Apart", 9, "9", True)]
    return bars(name, TITLE, TOLD, rows, Target(30, "target 30"))


def run(name="run"):
    months = [Month(date(2026, month, 28), None if month == 2 else 50.0) for month in range(1, 7)]
    return run_chart(name, TITLE, TOLD, months, 60.0)


def range_of(name="range"):
    rows = [Span("Raw", 38_880.0, 10_000.0, 67_000.0, "$38,880", True),
            Span("Matched", None, None, None, "not known")]  # fmt: skip
    return spans(name, TITLE, TOLD, rows, "nothing saved")


KINDS = pytest.mark.parametrize("draw", [funnel, run, range_of])


@KINDS
def test_the_same_numbers_give_the_same_bytes(draw):
    assert draw() == draw()
    assert not re.search(r"20\d\d-\d\d-\d\dT", draw().svg)


@KINDS
def test_a_picture_says_what_it_shows_to_those_who_do_not_see_it(draw):
    root = ElementTree.fromstring(draw().svg)

    assert root.attrib["role"] == "img"
    names = root.attrib["aria-labelledby"].split()
    told = {child.attrib.get("id"): child.text for child in root}
    assert [told[name] for name in names] == [TITLE, TOLD]


@KINDS
def test_a_picture_has_no_script_style_sheet_or_outside_reference(draw):
    svg = draw().svg

    assert not {"<script", "<style", "<metadata", "<text"} & set(re.findall(r"<\w+", svg))
    linked = re.findall(r'href="([^"]+)"', svg)
    assert all(link.startswith("#") for link in linked)


@KINDS
def test_ids_of_two_pictures_on_a_page_differ(draw):
    ids = [re.findall(r'\bid="([^"]+)"', draw(name).svg) for name in ("one", "two")]

    assert set(ids[0]) & set(ids[1]) == set()
    assert len(ids[0]) == len(set(ids[0]))


@KINDS
def test_every_reference_inside_a_picture_leads_somewhere(draw):
    svg = draw().svg
    ids = set(re.findall(r'\bid="([^"]+)"', svg))

    wanted = set(re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', svg))
    assert {name for pair in wanted for name in pair if name} <= ids


def test_a_bar_that_stands_apart_is_hatched_not_only_coloured():
    assert "<pattern" in funnel().svg
    assert "<pattern" not in bars("plain", TITLE, TOLD, [Bar("Listed", 4, "4")]).svg


def test_nothing_known_still_draws():
    assert bars("none", TITLE, TOLD, [Bar("Listed", None, "not known")]).svg.endswith("</svg>")
