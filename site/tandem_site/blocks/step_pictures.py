"""The picture of each step: for whom it waits, what it does, what it hands on and to whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from tandem_site.blocks.step_graph import DeclaredStep, declared_graph
from tandem_site.drawing import panels
from tandem_site.drawing.card import Card
from tandem_site.drawing.figure import figure
from tandem_site.drawing.panels import Panel
from tandem_site.templating import filled, way_words
from tandem_validators.guideline.model import STEPS, Page

if TYPE_CHECKING:
    from tandem_site.edition import Edition

_BRINGS = {"practice": "the practice sends", "both": "both sides send"}


def step_pictures() -> Mapping[str, Callable[[Edition], str]]:
    """Return what draws each step, by the name of its block."""
    return {f"step-{word}": partial(step_picture, word) for word in STEPS}


def step_picture(word: str, edition: Edition) -> str:
    """Return the picture of the step `word`."""
    step = declared_graph()[word]
    title = _pages(edition)[word].title
    read, written = _read(step, edition), _written(step, edition)
    does = tuple(Card(words, kind="dg-does") for words in step.does)
    drawn = [
        Panel("Waits for", read, part="reads"),
        Panel("Does", does, part="does", share=0.7),
        Panel("Hands on", written, part="writes"),
    ]
    told = (
        f"The step reads {', '.join(step.reads) or 'no table'} and writes {', '.join(step.writes)}."
    )
    words = filled("picture-step.html.j2", step=step, read=read, written=written)
    forms = {"wide": panels.wide(drawn, 740), "narrow": panels.narrow(drawn)}
    return figure(f"step-{word}", f"{title}: what comes in and what goes on", told, forms, words)


def _pages(edition: Edition) -> dict[str, Page]:
    return {page.name: page for page in edition.steps}


def _read(step: DeclaredStep, edition: Edition) -> tuple[Card, ...]:
    """Return a card for people, one for the plan's data, and one for each step waited for."""
    brings = {edition.handoffs[name].sender for name in step.writes} & _BRINGS.keys()
    cards = [Card("People", (f"What {_BRINGS[who]} in.",)) for who in sorted(brings)]
    if step.needs_source:
        cards.append(Card("The plan's own data", ("Members, claims and coverage.",)))
    return (*cards, *_by_step(step, edition))


def _by_step(step: DeclaredStep, edition: Edition) -> Iterable[Card]:
    for word, page in _pages(edition).items():
        names = [name for name in step.reads if edition.handoffs[name].step == word]
        if names and word == step.word:
            yield Card("What it wrote before", tuple(names), kind="dg-own")
        elif names:
            yield Card(page.title, tuple(names), page.order)


def _written(step: DeclaredStep, edition: Edition) -> tuple[Card, ...]:
    """Return a card for each way on which something is handed on, and one for who reads it."""
    ways: dict[str, list[str]] = {}
    for name in step.writes:
        ways.setdefault(way_words(edition.handoffs[name]), []).append(name)
    cards = [Card(way, tuple(names), kind="dg-way") for way, names in ways.items()]
    readers = _readers(step, edition)
    return (*cards, Card("Read by", tuple(readers), kind="dg-own")) if readers else tuple(cards)


def _readers(step: DeclaredStep, edition: Edition) -> list[str]:
    pages, written = _pages(edition), set(step.writes)
    reading = [other for other in declared_graph().values() if written & set(other.reads)]
    return [f"{pages[s.word].order} {pages[s.word].title}" for s in reading if s.word != step.word]
