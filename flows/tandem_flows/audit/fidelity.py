"""Process fidelity (M12) of some partnerships for the auditor's period: the index and its parts.

What a duty is and when it counts as on time stands in `rules.measures`; here it is only asked, of
the same records, for another period. Reads no claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tandem_flows.rules.measures.duties import Duty, duties
from tandem_flows.rules.measures.fidelity import fidelity
from tandem_flows.rules.measures.figure import Figure
from tandem_flows.rules.measures.periods import Period
from tandem_flows.steps.look import reading
from tandem_flows.steps.measuring import READ, recorded
from tandem_flows.workspace.folder import Workspace


@dataclass(frozen=True)
class Fidelity:
    """The index of all partnerships together, its parts by clause, and each partnership's index.

    Each figure has the number on time, the number due and the share between them; `waived` stands
    in its exclusions, and its note tells how many were done at all.
    """

    index: Figure
    parts: Sequence[Figure]
    by_practice: Sequence[tuple[str, Figure]]


def process_fidelity(
    workspace: Workspace, practice_ids: Sequence[str], period: tuple[date, date]
) -> Fidelity:
    """Return M12 of `practice_ids` over the duties that fell due in `period`.

    Every duty weighs the same, whichever partnership it belongs to.
    """
    waivers = {waiver.clause: waiver.since for waiver in workspace.profile.waivers}
    days, as_of = Period(*period), period[1]
    asked = {name: _duties(workspace, name, as_of) for name in practice_ids}
    every = [one for found in asked.values() for one in found]
    index, *parts = fidelity(every, waivers, days, as_of)
    own = [(name, fidelity(found, waivers, days, as_of)[0]) for name, found in asked.items()]
    return Fidelity(index, [part for part in parts if _says_something(part)], own)


def _says_something(part: Figure) -> bool:
    return bool(part.denominator or part.exclusions)


def _duties(workspace: Workspace, practice_id: str, as_of: date) -> list[Duty]:
    desk = reading(workspace, practice_id, as_of, READ)
    return duties(recorded(desk), as_of, desk.values)
