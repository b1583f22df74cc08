"""The sheets of pre-work and call, blank: written by what writes them for a real call."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tandem_site.blocks.values import values_of
from tandem_site.downloads.blank_frames import BlankFrames

if TYPE_CHECKING:
    from tandem_flows.steps.sheets import SheetPlan
    from tandem_site.edition import Edition

_BLANK = "BLANK"
_NOTE = "This is a blank copy to look at, to print or to practise on; it cannot be handed in."


def blank_sheet(plan: SheetPlan, edition: Edition) -> bytes:
    """Return the workbook of a kind of sheet with room for a call's patients."""
    from tandem_flows.worksheets.write import write_sheet

    on = date.fromisoformat(edition.guideline.reviewed)
    frames = BlankFrames(on, values_of(edition).number("max_patients_per_call"))
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{plan.kind}.xlsx"
        lines = (_NOTE, *plan.instructions)
        write_sheet(path, _BLANK, plan.kind, on, plan.title, plan.tabs(frames), lines)
        return path.read_bytes()


def sheet_plans() -> list[SheetPlan]:
    """Return the kinds of sheet that people answer in."""
    from tandem_flows.steps.call import PLAN
    from tandem_flows.steps.prework import PLANS

    return [*PLANS, PLAN]
