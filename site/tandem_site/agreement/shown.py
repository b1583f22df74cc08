"""Every clause, reading and handoff is shown on one page, and pages show only what exists."""

from __future__ import annotations

from collections import Counter

from tandem_site.blocks import declared_blocks
from tandem_site.facts import Facts
from tandem_validators.errors import Problem
from tandem_validators.guideline.model import Reading


def shown_problems(facts: Facts) -> list[Problem]:
    """Return what no page shows, what two places show, and what does not exist."""
    clauses = list(facts.guideline.clauses)
    readings = {str(reading.number): reading for reading in facts.guideline.readings}
    handoffs = [handoff.name for handoff in facts.handoffs]
    return [
        *_unknown(facts, "clause", clauses),
        *_unknown(facts, "ref", [*clauses, *facts.to_come]),
        *_unknown(facts, "block", list(declared_blocks())),
        *_unknown(facts, "reading", list(readings)),
        *_unknown(facts, "handoff", handoffs),
        *_counted(facts, "clause", clauses),
        *_counted(
            facts, "reading", [number for number in readings if _is_due(facts, readings[number])]
        ),
        *_counted(facts, "handoff", handoffs),
        *_on_another_page(facts),
    ]


def _is_due(facts: Facts, reading: Reading) -> bool:
    """A reading waits until the first of its clauses has a page."""
    return any(name in facts.guideline.clauses for name in reading.clauses)


def _unknown(facts: Facts, macro: str, known: list[str]) -> list[Problem]:
    remedy = f"Correct the name, or declare the {macro} first."
    return [
        Problem(call.where, f"shows the unknown {macro} {call.named}", remedy)
        for call in facts.named(macro)
        if call.named not in known
    ]


def _counted(facts: Facts, macro: str, expected: list[str]) -> list[Problem]:
    counts = Counter(call.named for call in facts.named(macro))
    problems = []
    for name in expected:
        if counts[name] == 0:
            remedy = f"Write `{_macro(macro, name)}` where a reader looks for it."
            problems.append(Problem(f"{macro} {name}", "is shown on no page", remedy))
        if counts[name] > 1:
            places = ", ".join(c.where for c in facts.named(macro) if c.named == name)
            what = f"is shown {counts[name]} times ({places})"
            problems.append(Problem(f"{macro} {name}", what, "Show it once and link to it."))
    return problems


def _on_another_page(facts: Facts) -> list[Problem]:
    """A clause is shown on the page that states it, so that its anchor never moves."""
    clauses = facts.guideline.clauses
    astray = [
        call
        for call in facts.named("clause")
        if call.named in clauses and f"{clauses[call.named].page}.md" != call.file
    ]
    return [
        Problem(
            call.where,
            f"shows clause {call.named}, which {clauses[call.named].page}.md states",
            "Move it to that page and link to it from here.",
        )
        for call in astray
    ]


def _macro(macro: str, name: str) -> str:
    quoted = name if macro == "reading" else f'"{name}"'
    return f"{{{{ {macro}({quoted}) }}}}"
