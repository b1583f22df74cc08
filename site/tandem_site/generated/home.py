"""The home page: what this is, where to begin, when what happens, and where to look things up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tandem_site.edition import Edition
from tandem_site.roles import ORGANISATIONS, ROLES
from tandem_site.step_bar import step_bar
from tandem_site.templating import filled
from tandem_site.words import STRENGTH_MEANINGS, STRENGTH_WORDS


@dataclass(frozen=True)
class Start:
    """Where one kind of reader begins; pages that an edition does not have are left out."""

    heading: str
    told: str
    links: Mapping[str, str]


_STARTS = (
    Start(
        "You think about starting",
        "See what plan and practice would do, and what it takes.",
        {
            "start/ten-minutes": "One call, in ten minutes",
            "adopt/is-it-for-you": "Is it for you?",
            "adopt/first-90-days": "The first 90 days",
            "adopt/choose-your-values": "Choose your values",
        },
    ),
    Start(
        "You have a call next week",
        "Look up the step you stand in, or your own part.",
        {
            "prework": "Before the call",
            "call": "In the call",
            "summary": "After the call",
            "who-leads": "Who leads: the decision aid",
        },
    ),
    Start(
        "You check what was done",
        "Follow one sentence to its code, its records and its tests.",
        {
            "audit/one-call": "Audit one call",
            "traceability": "Every sentence and its evidence",
            "parameters": "Every number and its range",
            "reference/concordance": "From the sources to the sentences",
        },
    ),
)
# what a reader who knows nothing asks first, by the heading that answers it
_ANSWERS = "start/ten-minutes"
_QUESTIONS = {
    "what-would-my-practice-do-next-tuesday": "What would my practice do next Tuesday?",
    "what-does-the-plan-owe-us-and-by-when": "What does the plan owe us, and by when?",
    "what-do-we-need-before-we-start": "What do we need before we start?",
    "which-number-may-we-change-and-how": "Which number may we change, and how?",
}
_GENERATED = {"traceability", "parameters"}


def home_page(edition: Edition) -> dict[str, str]:
    """Return the home page."""
    text = filled(
        "index.md.j2",
        guideline=edition.guideline,
        questions=_questions(edition),
        starts=[_with_pages(start, edition) for start in _STARTS],
        rhythm=edition.blocks["rhythm"](edition),
        steps=step_bar(edition),
        roles=_by_organisation(edition),
        strengths=STRENGTH_WORDS,
        meanings=STRENGTH_MEANINGS,
        handoffs=len(edition.handoffs),
        to_come=len(edition.to_come),
    )
    return {"index.md": text}


def _with_pages(start: Start, edition: Edition) -> Start:
    pages = {*edition.guideline.pages, *edition.written, *_GENERATED}
    links = {name: words for name, words in start.links.items() if name in pages}
    return Start(start.heading, start.told, links)


def _questions(edition: Edition) -> dict[str, str]:
    """Return the first questions by the address of their answer, if the edition has that page."""
    if _ANSWERS not in edition.written and _ANSWERS not in edition.guideline.pages:
        return {}
    return {f"{_ANSWERS}.html#{anchor}": words for anchor, words in _QUESTIONS.items()}


def _by_organisation(edition: Edition) -> dict[str, dict[str, str]]:
    """Return title and page of each role below its organisation, as far as the edition has it."""
    shown = [role for role in ROLES if not role.is_written or role.page in edition.written]
    return {
        words: {role.title: role.page for role in shown if role.organisation == organisation}
        for organisation, words in ORGANISATIONS.items()
    }
