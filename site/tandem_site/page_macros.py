"""The six macros of a page: `clause`, `ref`, `parameter`, `reading`, `handoff` and `block`."""

from __future__ import annotations

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from tandem_site.edition import Edition
from tandem_site.evidence import Evidence
from tandem_site.templating import filled, way_words
from tandem_site.words import (
    KIND_WORDS,
    SCOPE_WORDS,
    STRENGTH_WORDS,
    actor_words,
    bare_words,
    source_words,
    value_words,
)
from tandem_validators.counts import counted
from tandem_validators.guideline.model import Page


class PageMacros:
    """Fills in a page of one edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.bodies = Environment(undefined=StrictUndefined, autoescape=False)
        self.texts = Environment(undefined=StrictUndefined, autoescape=True)
        stated = edition.guideline.parameters
        self.linked = {name: self._linked_value(name) for name in stated}
        self.units = {name: parameter.counted_unit for name, parameter in stated.items()}
        self.words = {name: bare_words(parameter.value) for name, parameter in stated.items()}

    def body(self, page: Page) -> str:
        """Return the body of `page` as Markdown without macros."""
        return self.bodies.from_string(page.body).render(
            page=page,
            p=self.words,
            clause=self.clause,
            ref=self.edition.clause_link,
            parameter=self.parameter,
            reading=self.reading,
            handoff=self.handoff,
            block=self.block,
        )

    def clause(self, name: str) -> str:
        """Return the box of a clause; its id in lower case is its permanent anchor."""
        clause = self.edition.guideline.clauses[name]
        evidence = self.edition.evidence[name]
        return filled(
            "clause.html.j2",
            clause=clause,
            strength=STRENGTH_WORDS[clause.strength],
            actor=actor_words(clause.actor),
            kind=KIND_WORDS[clause.kind],
            source=source_words(clause.source),
            text=self._text(clause.template),
            evidence=evidence,
            summary=_summary(evidence),
            has_sources=self.edition.sources is not None,
        )

    def parameter(self, name: str) -> str:
        """Return the value of a parameter in words, linked to its row in the table."""
        words = value_words(self.edition.guideline.parameters[name])
        return f"[{words}](@root/parameters.md#{name}){{ .value }}"

    def reading(self, number: int) -> str:
        """Return how a gap of the source is read, tied to its clauses."""
        reading = next(r for r in self.edition.guideline.readings if r.number == number)
        return filled(
            "reading.html.j2",
            reading=reading,
            question=self._text(reading.question),
            answer=self._text(reading.reading),
            clauses=self.edition.guideline.clauses,
        )

    def handoff(self, name: str) -> str:
        """Return what a handoff holds, linked to its place in the data dictionary."""
        spec = self.edition.handoffs[name]
        return filled(
            "handoff.html.j2",
            spec=spec,
            way=way_words(spec),
            scope=SCOPE_WORDS[spec.scope],
            phi=sum(column.is_phi for column in spec.columns),
        )

    def block(self, name: str) -> str:
        """Return what the code says under this name, such as a decision table."""
        return self.edition.blocks[name](self.edition)

    def _text(self, template: str) -> Markup:
        """Return a text of the guideline; each value in it leads to its parameter."""
        filled_in = self.texts.from_string(template).render(p=self.linked, u=self.units)
        return Markup(filled_in.strip())

    def _linked_value(self, name: str) -> Markup:
        words = bare_words(self.edition.guideline.parameters[name].value)
        link = '<a class="value" href="@root/parameters.html#{}">{}</a>'
        return Markup(link).format(name, words)


def _summary(evidence: Evidence) -> str:
    parts = [
        counted(len(evidence.code), "function") if evidence.code else "",
        counted(len(evidence.columns), "column") if evidence.columns else "",
        counted(len(evidence.proofs), "test") if evidence.proofs else "no test yet",
    ]
    return "Evidence: " + ", ".join(part for part in parts if part)
