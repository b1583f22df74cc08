"""The pictures of the process as a whole: its rhythm, what passes between steps, a case's states.

Drawn from the parameters, the declared steps and the table of states; nothing is typed twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem_site.blocks.step_graph import declared_graph
from tandem_site.drawing import moves, panels, passing
from tandem_site.drawing.card import Card
from tandem_site.drawing.figure import figure
from tandem_site.drawing.panels import Panel
from tandem_site.drawing.passing import Passed
from tandem_site.rhythm import Phase, phases
from tandem_site.templating import filled
from tandem_site.words import value_words
from tandem_validators.counts import counted

if TYPE_CHECKING:
    from tandem_flows.rules.states.model import CaseState
    from tandem_site.edition import Edition
    from tandem_validators.guideline.model import Page

# What a step owes and by when; the braces are parameters.
_OWED = {
    "ready": "Contacts shared, call times set.",
    "identify": "About {list_size} on each list. New lists after {round_months}.",
    "share": "Up to {max_patients_per_call} marked for the call.",
    "prework": "Done at least {prework_lead_days} before the call.",
    "call": "{call_minutes}. Goal, lead and next steps for each patient.",
    "summary": "Sent within {summary_within_days}.",
    "tracking": "The plan reports every {tracking_report_months}.",
    "evaluation": "Staff are asked every {staff_survey_months}, patients after "
    "{patient_survey_months}.",
}
_WEEK = ("before", "call", "after")


def rhythm(edition: Edition) -> str:
    """Return the rhythm of the work: the start, the round from call to call, the seldom duties."""
    parts = phases(edition.guideline.parameters)
    start, week, seldom = parts[0], [p for p in parts if p.name in _WEEK], parts[-1]
    interval = value_words(edition.guideline.parameters["call_interval_days"])
    called = Phase("week", f"From call to call: every {interval}", ())
    drawn = [
        _panel(start, [start], edition, 1.0),
        _panel(called, week, edition, 3.5, f"again after {interval}"),
        _panel(seldom, [seldom], edition, 1.0),
    ]
    told = f"After the start, four steps repeat every {interval}; two come every few months."
    words = filled(
        "picture-rhythm.html.j2", phases=parts, pages=_pages(edition), owed=_owed(edition)
    )
    forms = {"wide": panels.wide(drawn, 900), "narrow": panels.narrow(drawn)}
    return figure("rhythm", "The rhythm of the work", told, forms, words)


def _panel(
    phase: Phase, parts: list[Phase], edition: Edition, share: float, again: str = ""
) -> Panel:
    pages, owed = _pages(edition), _owed(edition)
    cards = tuple(
        Card(pages[word].title, (owed[word],), pages[word].order, f"dg-{part.name}")
        for part in parts
        for word in part.steps
    )
    return Panel(phase.title, cards, again, share)


def _pages(edition: Edition) -> dict[str, Page]:
    return {page.name: page for page in edition.steps}


def _owed(edition: Edition) -> dict[str, str]:
    stated = edition.guideline.parameters
    values = {name: value_words(parameter) for name, parameter in stated.items()}
    return {word: words.format(**values) for word, words in _OWED.items()}


def process(edition: Edition) -> str:
    """Return which step writes and which steps read each handoff, as declared."""
    graph = declared_graph()
    order = list(graph)
    rows = [row for name in edition.handoffs if (row := _passed(name, order)).writers]
    titles = [_pages(edition)[word].title for word in order]
    told = (
        f"{counted(len(rows), 'table')} pass between {len(order)} steps. A filled dot is the step "
        "that writes a table, a ring a step that reads it."
    )
    words = filled("picture-process.html.j2", rows=rows, titles=titles)
    forms = {"wide": passing.wide(titles, rows), "narrow": passing.narrow(titles, rows)}
    return figure("process", "What passes between the steps", told, forms, words)


def _passed(name: str, order: list[str]) -> Passed:
    graph = declared_graph()
    writers = frozenset(at for at, word in enumerate(order) if name in graph[word].writes)
    readers = frozenset(at for at, word in enumerate(order) if name in graph[word].reads)
    return Passed(name, writers, readers)


def states(edition: Edition) -> str:
    """Return the states of a case and the moves between them, as the rules have them."""
    from tandem_flows.rules.states.model import ANY_TIME, STATES

    going = [state for state in STATES if not state.is_terminal]
    drawn = [moves.State(state.name, _state_card(state), _goes(state)) for state in going]
    ended = [state for state in STATES if state.is_terminal]
    drawn.append(moves.State("", _end_card(ended, ANY_TIME), ()))
    told = (
        f"A case has one of {len(STATES)} states. {len(going)} have an owner and a next date; in "
        "the others the case has ended for this round."
    )
    words = filled("picture-states.html.j2", states=STATES, any_time=ANY_TIME)
    forms = {"wide": moves.column(drawn, 620), "narrow": moves.column(drawn, 340)}
    return figure("states", "The states of a case", told, forms, words)


def _goes(state: CaseState) -> tuple[str, ...]:
    from tandem_flows.rules.states.model import is_terminal

    return tuple(name for name in state.leaves_to if not is_terminal(name))


def _end_card(ended: list[CaseState], any_time: tuple[str, ...]) -> Card:
    lines = [
        f"{_words(state.name)}: {state.meaning[0].lower()}{state.meaning[1:]}." for state in ended
    ]
    always = " or ".join(_words(name) for name in any_time)
    return Card("Ended for this round", (*lines, f"At any time: {always}."), kind="dg-own")


def _state_card(state: CaseState) -> Card:
    goes = _goes(state)
    ends = [_words(name) for name in state.leaves_to if name not in goes]
    lines = [f"{state.meaning}.", f"Owner: {state.owner}. Next date: {state.next_date}."]
    lines += [f"Can end as: {', '.join(ends)}."] if ends else []
    return Card(_words(state.name).capitalize(), tuple(lines))


def _words(name: str) -> str:
    return name.replace("_", " ")
