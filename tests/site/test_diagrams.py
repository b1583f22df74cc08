"""Pictures show what runs: declared names, real writes, every state and move; with words beside."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tandem_flows.rules.states.model import STATES
from tandem_flows.steps.catalogue import all_steps
from tandem_site.blocks import declared_blocks
from tandem_site.drawing.lettering import text_width, wrapped
from tandem_site.drawing.shapes import arrow
from tandem_site.edition import Edition, read_edition
from tandem_validators.guideline.model import STEPS

FORMS = ("wide", "narrow")
NAMES = ["rhythm", "process", "states", *(f"step-{word}" for word in STEPS)]


@pytest.fixture(scope="module")
def edition(agreeing: Path) -> Edition:
    return read_edition(agreeing)


@pytest.fixture(scope="module")
def drawn(edition: Edition) -> dict[str, BeautifulSoup]:
    blocks = declared_blocks()
    return {name: BeautifulSoup(blocks[name](edition), "html.parser") for name in NAMES}


def _form(picture: BeautifulSoup, form: str) -> Tag:
    svg = picture.select_one(f"svg.dg-{form}")
    assert svg is not None
    return svg


def _words(part: Tag | None) -> list[str]:
    assert part is not None
    return [text.get_text() for text in part.select("text")]


def _declared(word: str, way: str) -> set[str]:
    return {
        name for step in all_steps().values() if step.word == word for name in getattr(step, way)
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_has_a_title_a_description_and_the_same_in_words(
    drawn: dict[str, BeautifulSoup], name: str
) -> None:
    for svg in drawn[name].select("svg"):
        named = str(svg["aria-labelledby"]).split()

        assert svg["role"] == "img"
        assert [tag["id"] for tag in svg.select("title, desc")] == named
        assert all(tag.get_text().strip() for tag in svg.select("title, desc"))
    assert drawn[name].select_one("details li") is not None


@pytest.mark.parametrize("form", FORMS)
def test_the_process_marks_each_table_where_it_is_written_and_read(
    drawn: dict[str, BeautifulSoup], edition: Edition, form: str
) -> None:
    svg = _form(drawn["process"], form)
    names = [words for words in _words(svg) if words in edition.handoffs]

    written = [
        name for name in edition.handoffs if any(name in _declared(w, "writes") for w in STEPS)
    ]
    assert names == written
    legend = 2
    assert len(svg.select("circle.dg-writes")) - legend == sum(
        len(_declared(word, "writes")) for word in STEPS
    )


@pytest.mark.parametrize("form", FORMS)
def test_every_state_and_every_move_is_drawn(drawn: dict[str, BeautifulSoup], form: str) -> None:
    svg = _form(drawn["states"], form)
    going = [state for state in STATES if not state.is_terminal]
    open_names = {state.name for state in going}
    said = " ".join(_words(svg)).lower()

    moves = [name for state in going for name in state.leaves_to if name in open_names]
    assert len(svg.select("polygon.dg-head")) == len(moves)
    assert [s.name for s in STATES if s.name.replace("_", " ") not in said] == []


def test_the_rhythm_says_the_values_that_are_in_force(drawn: dict[str, BeautifulSoup]) -> None:
    said = " ".join(_words(_form(drawn["rhythm"], "narrow")))

    for words in (
        "every 7 days",
        "at least 1 day before",
        "30 minutes",
        "within 1 day",
        "6 months",
    ):
        assert words in said


def test_another_value_moves_the_rhythm(repository: Path) -> None:
    page = repository / "guidelines/summary.md"
    page.write_text(page.read_text("utf-8").replace("    value: 1\n", "    value: 3\n"), "utf-8")

    picture = declared_blocks()["rhythm"](read_edition(repository))

    assert "within 3 days" in picture
    assert "within 1 day" not in picture


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_no_words_leave_their_picture(
    drawn: dict[str, BeautifulSoup], name: str, form: str
) -> None:
    svg = _form(drawn[name], form)
    width = float(str(svg["viewbox" if "viewbox" in svg.attrs else "viewBox"]).split()[2])

    upright = [text for text in svg.select("text") if not text.find_parent("g", transform=True)]
    out = [
        text.get_text()
        for text in upright
        if text.get("text-anchor") is None
        and float(str(text["x"])) + text_width(text.get_text(), 12) > width
    ]
    assert out == []


def test_words_break_where_the_room_ends() -> None:
    lines = wrapped("Goal, lead and next steps for each patient", 90, 12)

    assert " ".join(lines) == "Goal, lead and next steps for each patient"
    assert [line for line in lines if text_width(line, 12) > 90] == []
    assert [(a, b) for a, b in pairwise(lines) if text_width(f"{a} {b.split()[0]}", 12) <= 90] == []


def test_an_arrow_ends_at_its_point() -> None:
    points = re.findall(r'points="([^"]*)"', arrow([(0, 0), (0, 50)]))

    assert points[0] == "0,0 0,43"
    assert points[1].startswith("0,50 ")
