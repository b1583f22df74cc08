"""The fresh copy of a refused sheet on its way out, from where the sheet itself once went.

A refusal commits nothing, so a copy goes out at once; to the practice it is a disclosure like every
other. Here: its name, its way and its entry. Not here: what stands in it (`worksheets.fresh_copy`).
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tandem_flows.delivery import Delivery, deliver
from tandem_flows.desk import Desk
from tandem_flows.documents.file import About
from tandem_flows.steps.sheets import Frames, SheetPlan, cases_of
from tandem_flows.worksheets.check import Look
from tandem_flows.worksheets.fresh_copy import fresh_copy
from tandem_flows.worksheets.layout import copy_file_name
from tandem_flows.worksheets.returned import ReturnedSheet
from tandem_flows.worksheets.write import write_copy


def deliver_copy(
    desk: Desk, plan: SheetPlan, sheet: ReturnedSheet, look: Look, sent: Frames
) -> str:
    """Write the fresh copy of `sheet` into the outbox and return its name there.

    `sent` is what the sheet was made from, `look` what the check saw of it. What was typed into the
    page of a call was typed by the plan, so its copy stays there.
    """
    replaces = (*sheet.head.replaces, sheet.source_hash)
    head = replace(sheet.head, practice=desk.practice.practice_id, replaces=replaces)
    copy = fresh_copy(look, tuple(plan.tabs(sent)))
    name = copy_file_name(sheet.head, sheet.source_hash)

    def write(path: Path, about: About) -> None:
        write_copy(path, head, plan.title, copy, (*plan.instructions, *about.lines[2:]))

    if not plan.for_practice or sheet.is_from_page:
        name = f"internal/{name}"
        deliver(desk, Delivery(name, write, None, name_tells_contents=True))
        return name
    cases = sorted(cases_of(sent))
    told = {"cases": " ".join(cases)}
    facts = {"organisation": "practice", "count": len(cases), "details": told}
    note = desk.note("disclosure", "SHR-21", "PRE-08", **facts)
    deliver(desk, Delivery(name, write, note))
    return name
