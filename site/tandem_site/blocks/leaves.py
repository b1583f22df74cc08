"""What may leave for the practice, by purpose: worked out from the columns of the handoffs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tandem_site.edition import Edition

_HEAD = "| what leaves | facts about a patient in it | clause |\n|---|---|---|"


def what_may_leave(edition: Edition) -> str:
    """Return a table: each purpose, and the patients' facts that its files may hold."""
    from tandem_flows.privacy.purposes import PURPOSES

    rows = [
        f"| {purpose.words} | {_facts(name) or 'None'} | {edition.clause_link(purpose.clause)} |"
        for name, purpose in PURPOSES.items()
    ]
    return "\n".join([_HEAD, *rows])


def _facts(purpose: str) -> str:
    """Return the facts by handoff, in the words of their columns."""
    from tandem_flows.privacy.purposes import PURPOSES, may_leave
    from tandem_validators.handoffs.registry import handoff

    allowed = may_leave(purpose)
    told = []
    for part in PURPOSES[purpose].parts:
        columns = handoff(part.handoff).model.to_schema().columns
        phi = [
            name
            for name, column in columns.items()
            if (part.handoff, name) in allowed and (column.metadata or {}).get("phi")
        ]
        if phi:
            told.append(f"`{part.handoff}`: {', '.join(name.replace('_', ' ') for name in phi)}")
    return "; ".join(told)
