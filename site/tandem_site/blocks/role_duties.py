"""What the guideline asks of the roles that people wrote a page for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tandem_site.roles import ROLES, Role

if TYPE_CHECKING:
    from tandem_site.blocks import Block
    from tandem_site.edition import Edition


def duty_blocks() -> dict[str, Block]:
    """Return a block for each role that has a written page: `duties-administrator`."""
    return {f"duties-{role.name}": partial(_duties, role) for role in ROLES if role.is_written}


def _duties(role: Role, edition: Edition) -> str:
    from tandem_site.duties import duties_of
    from tandem_site.templating import filled
    from tandem_site.words import STRENGTH_WORDS

    found = duties_of(role, edition)
    if not found:
        return f"No sentence of the guideline asks something of the {role.title.lower()}."
    return filled("duties.md.j2", duties=found, strengths=STRENGTH_WORDS).strip()
