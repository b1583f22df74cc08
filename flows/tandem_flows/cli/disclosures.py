"""`tandem disclosures`: a patient's account of what went out about them."""

from __future__ import annotations

from typing import Annotated

import typer

from tandem_flows.cli.options import JsonOption, PracticeOption, WorkspaceOption
from tandem_flows.cli.output import Table, print_table

_COLUMNS = ("sent_on", "file", "to", "channel", "clauses", "as_case", "record_entry", "note")


def disclosures(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case's id.")],
    practice: PracticeOption,
    workspace: WorkspaceOption,
    as_json: JsonOption = False,
) -> None:
    """List what went out about a patient.

    Each file with its day, receiver, channel and the clauses under which it went. What was said
    or sent outside the program is not in it. It can be asked after the patient was erased too.

    \b
    Example:
      tandem disclosures C-7KQ2MWXA --workspace W --practice lakeside
    """
    from tandem_flows.privacy.disclosures import disclosures_of
    from tandem_flows.workspace.folder import Workspace

    opened = Workspace(workspace)
    receiver = opened.practice(practice).name
    told = disclosures_of(opened.store(practice).ledger(), case, receiver)
    rows = tuple(
        (one.sent_on, one.file, one.to, one.channel, one.clauses, one.as_case, one.record_entry,
         one.note)
        for one in told
    )  # fmt: skip
    print_table(Table(_COLUMNS, rows), as_json=as_json, empty="Nothing went out.")
