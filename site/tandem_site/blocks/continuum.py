"""Which kinds of care management suit: the table that the triage itself reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tandem_site.blocks.values import values_of

if TYPE_CHECKING:
    from tandem_site.edition import Edition


def continuum_table(edition: Edition) -> str:
    """Return one row a kind: whom it suits, what moves it up, how much, what it overlaps with."""
    from tandem_flows.rules.continuum import decision_table

    head = "| Kind | Suits patients with | Moves up with | How much | Look for overlap with |"
    rows = [
        f"| {edition.clause_link(row.clause)} {row.title}<br>*{row.base}* "
        f"| {_groups(row.suits)} | {_listed(row.raised_by)} "
        f"| {' to '.join(dict.fromkeys((row.amounts[0], row.amounts[-1])))} "
        f"| {_listed(row.overlaps)} |"
        for row in decision_table(values_of(edition))
    ]
    return "\n".join([head, "|---|---|---|---|---|", *rows])


def _groups(groups: Sequence[Sequence[str]]) -> str:
    """Return conditions that must all hold, each with the entries of which one is enough."""
    return "<br>**and** ".join(" *or* ".join(group) for group in groups) or "everyone"


def _listed(words: Sequence[str]) -> str:
    return "<br>".join(words) or "—"
