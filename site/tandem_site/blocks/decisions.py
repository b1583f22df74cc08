"""The blocks that tell what the flow decides or suggests: names, and who makes each text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem_site.blocks import agenda, duties, lead, membership, reports, states, tracking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tandem_site.blocks import Block


def decision_blocks() -> Mapping[str, Block]:
    """Return what makes each decision table, by name, and the decision aid."""
    return {
        "agenda-table": agenda.agenda_table,
        "decision-table": states.decision_table,
        "lead-aid": lead.lead_aid,
        "lead-table": lead.lead_table,
        "membership-table": membership.membership_table,
        "reports-table": reports.reports_table,
        "states-table": states.states_table,
        "tasks-table": duties.tasks_table,
        "tracking-entry-table": tracking.entry_table,
        "tracking-leaving-table": tracking.leaving_table,
    }
