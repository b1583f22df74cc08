"""The guideline for machines: `guideline.json`, one object a clause, with its evidence."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from tandem_site.described import DescribedHandoff
from tandem_site.edition import Edition
from tandem_site.glossary import Term
from tandem_validators.guideline.model import Clause, Parameter, Reading

FILE = "guideline.json"


def machine_copy(edition: Edition) -> str:
    """Return the edition as JSON; equal editions give equal bytes."""
    guideline = edition.guideline
    content = {
        "title": guideline.title,
        "version": guideline.version,
        "status": guideline.status,
        "reviewed": guideline.reviewed,
        "digest": guideline.digest,
        "clauses": [_clause(clause, edition) for clause in guideline.clauses.values()],
        "parameters": [_parameter(parameter) for parameter in guideline.parameters.values()],
        "readings": [_reading(reading, edition) for reading in guideline.readings],
        "glossary": [_term(term) for term in edition.glossary],
        "handoffs": [_handoff(handoff) for handoff in edition.handoffs.values()],
        "clauses_to_come": [{"id": name, "page": page} for name, page in edition.to_come.items()],
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _clause(clause: Clause, edition: Edition) -> dict[str, Any]:
    behind = edition.evidence[clause.id]
    return {
        "id": clause.id,
        "strength": clause.strength,
        "kind": clause.kind,
        "actor": clause.actor,
        "source": clause.source,
        "text": clause.text,
        "page": f"{clause.page}.html",
        "anchor": clause.anchor,
        "code": [f"{mark.file}:{mark.line}" for mark in behind.code],
        "columns": [f"{column.handoff}.{column.column}" for column in behind.columns],
        "tests": [{"test": proof.id, "outcome": proof.outcome} for proof in behind.proofs],
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "value": parameter.value,
        "unit": parameter.unit,
        "min": parameter.minimum,
        "max": parameter.maximum,
        "options": list(parameter.options),
        "origin": parameter.origin,
        "source": parameter.source,
        "meaning": parameter.meaning,
        "clauses": list(parameter.clauses),
        "page": f"{parameter.page}.html",
    }


def _term(term: Term) -> dict[str, Any]:
    return {
        "term": term.term,
        "aliases": list(term.aliases),
        "definition": term.definition,
        "clauses": list(term.clauses),
        "page": "glossary.html",
        "anchor": term.anchor,
    }


def _handoff(handoff: DescribedHandoff) -> dict[str, Any]:
    return {
        "name": handoff.name,
        "meaning": handoff.meaning,
        "step": handoff.step,
        "scope": handoff.scope,
        "sender": handoff.sender,
        "receiver": handoff.receiver,
        "columns": [asdict(column) for column in handoff.columns],
    }


def _reading(reading: Reading, edition: Edition) -> dict[str, Any]:
    return {
        "number": reading.number,
        "title": reading.title,
        "clauses": list(reading.clauses),
        "pages": [page.replace(".md", ".html") for page in edition.shown[reading.number]],
    }
