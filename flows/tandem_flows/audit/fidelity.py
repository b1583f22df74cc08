"""Process fidelity (M12) of some partnerships for the auditor's period: the index and its parts.

What a duty is and when it counts as on time stands in `rules.measures`; here it is only asked, of
the same records, for another period. Reads no claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from tandem_flows.desk import Desk, Job
from tandem_flows.rules.measures.duties import Duty, duties
from tandem_flows.rules.measures.fidelity import fidelity
from tandem_flows.rules.measures.figure import Figure
from tandem_flows.rules.measures.periods import Period
from tandem_flows.rules.measures.records import CARE, LISTED, RANDOM_ORDER, Records
from tandem_flows.steps.definition import Result, Step
from tandem_flows.steps.measuring import READ
from tandem_flows.workspace.folder import Workspace
from tandem_validators.handoffs.registry import handoff


def _nothing(_desk: Desk) -> Result:
    return Result("nothing was changed")


_LOOK = Step(
    name="look",
    word="look",
    title="Look without changing",
    reads=READ,
    writes=(),
    needs_source=False,
    needs_call=False,
    run=_nothing,
)


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
    index, *parts = fidelity([one for found in asked.values() for one in found], waivers, days,
                             as_of)  # fmt: skip
    own = [(name, fidelity(found, waivers, days, as_of)[0]) for name, found in asked.items()]
    return Fidelity(index, [part for part in parts if _says_something(part)], own)


def _says_something(part: Figure) -> bool:
    return bool(part.denominator or part.exclusions)


def _duties(workspace: Workspace, practice_id: str, as_of: date) -> list[Duty]:
    desk = Desk(_LOOK, Job(practice_id, as_of), workspace)
    desk.load()
    return duties(_records(desk), as_of, desk.values)


def _records(desk: Desk) -> Records:
    """Return the records that duties are read from; lists and claims are none of them."""
    read: dict[str, pl.DataFrame] = {name: _rows(desk, name) for name in READ}
    return Records(
        practice_id=desk.practice.practice_id,
        plan_id=desk.workspace.profile.plan_name,
        listed=pl.DataFrame(schema=LISTED),
        care=pl.DataFrame(schema=CARE),
        closed_days=desk.closed_days,
        random_order=pl.DataFrame(schema=RANDOM_ORDER),
        waivers={},
        **read,
    )


def _rows(desk: Desk, name: str) -> pl.DataFrame:
    is_register = handoff(name).scope == "partnership"
    return desk.read(name) if is_register else desk.every_round(name)
