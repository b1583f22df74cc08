"""Which sheets in the inbox wait to be taken back: told by what they hold, whatever their names.

Here: a look, which puts nothing on record and refuses nothing. Not here: taking a sheet back, which
the step does that becomes due by it (`returned_sheets`).
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from tandem_flows.desk import Desk
from tandem_flows.inbox.opened import InboxFile, source_hash
from tandem_flows.steps.arrivals import ENDINGS, OWN_FOLDER, looked_into, travels_sealed
from tandem_flows.steps.waiting import (
    lying_files,
    may_be_sheet,
    refuse_what_is_no_file_here,
    sheets_in,
)
from tandem_validators.errors import InputRefused


def calls_to_take_back(desk: Desk, kind: str) -> list[date]:
    """Return the calls of which a sheet of the kind came back, in order.

    A sheet counts until its content was recorded or refused once.
    """
    settled = desk.store.settled()
    new = (path for path in lying_files(desk) if source_hash(path) not in settled)
    return sorted({call_on for path in new if (call_on := _call_of(desk, path, kind))})


def content_of(desk: Desk, path: Path) -> str:
    """Return the hash of what a file says; of a sealed one that is new, of the file as it lies."""
    as_it_lies = source_hash(path)
    return desk.store.content_of_message(as_it_lies) or as_it_lies


def _call_of(desk: Desk, path: Path, kind: str) -> date | None:
    """Return the call of the sheet at `path` if it is of the kind; its name tells if it is closed.

    What cannot be read and bears the name of such a sheet is for the step to refuse.
    """
    try:
        refuse_what_is_no_file_here(desk, path)
        sheets = sheets_in(_opened(desk, path))
    except InputRefused:
        return _call_in_name(path, kind)
    return next((sheet.call_date for sheet in sheets if sheet.kind == kind), None)


def _opened(desk: Desk, path: Path) -> InboxFile:
    is_sealed = travels_sealed(desk) and path.parent.name != OWN_FOLDER
    is_opened = is_sealed and path.suffix.lower() in ENDINGS and may_be_sheet(path.stem)
    return looked_into(desk, path) if is_opened else path


def _call_in_name(path: Path, kind: str) -> date | None:
    named = re.match(rf"(?:to-correct-)?{kind}-(\d{{4}}-\d{{2}}-\d{{2}})-", path.name)
    try:
        return date.fromisoformat(named[1]) if named else None
    except ValueError:
        return None
