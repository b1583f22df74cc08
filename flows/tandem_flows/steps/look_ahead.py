"""One look into the plan source for what the runs of several practices are about to ask it.

Each run asks for its own practice alone. Over a thousand practices most of the time would go into
reading the same claims a thousand times. Not here: what a run asks, and what is due.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tandem_flows.source.gathered import expect
from tandem_flows.source.members import make_lists_ahead
from tandem_flows.steps.advance import DueRun
from tandem_flows.steps.catalogue import step_named
from tandem_flows.workspace.folder import Workspace

_FEWEST_PRACTICES = 2


def look_ahead(workspace: Workspace, due: Mapping[str, Sequence[DueRun]], as_of: date) -> None:
    """Let the workspace's source know whom the due runs of several practices will ask about.

    Raises InputRefused when the source cannot be opened. What runs find is the same without this.
    """
    steps = {name: [run.step for run in runs] for name, runs in due.items()}
    asking = [name for name, of in steps.items() if any(step_named(s).needs_source for s in of)]
    if len(asking) < _FEWEST_PRACTICES:
        return
    for store in (workspace.store(name) for name in asking):
        if store.path.is_file():
            listed = store.read("combined_list").frame["person_id"].drop_nulls()
            expect(workspace.source.connection, listed.to_list())
    identifying = [name for name in asking if "identify" in steps[name]]
    if len(identifying) >= _FEWEST_PRACTICES:
        values, definition = workspace.values(as_of), workspace.profile.plan_risk_definition
        make_lists_ahead(workspace.source, identifying, as_of, values, definition)
