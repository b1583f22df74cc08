"""Files that came back and were refused: each is put on record once, with no word of its content.

Here: the one way to that record, for every step that takes files in. Not here: why a file is
refused, which its sender is told in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tandem_flows.desk import Desk
from tandem_flows.inbox import opened
from tandem_flows.inbox.opened import HeldFile, InboxFile
from tandem_validators.errors import InputRefused, RuleRefused

REFUSAL = "refusal"
SHEET_REFUSED, FILE_UNREADABLE = "sheet_refused", "file_unreadable"


def record_refusal(desk: Desk, code: str, source_hash: str, places: int) -> None:
    """Record that a file was refused at so many places, unless its content was before.

    Of a sheet that came sealed the sealed file is named too, so that it is known where it lies.
    """
    store, message = desk.store, _message_of(desk, source_hash)
    is_known = not message or store.content_of_message(message) == source_hash
    if is_known and REFUSAL in store.actions_on(source_hash):
        return
    facts: dict[str, Any] = {"details": {"message": message}} if message else {}
    call_date = desk.job.call_date
    note = desk.note(
        REFUSAL, code=code, count=places, source_hash=source_hash, call_date=call_date, **facts
    )
    store.record([note], desk.circumstances)


def _message_of(desk: Desk, source_hash: str) -> str | None:
    """Return the hash of the sealed file in which this content came, if it came in one."""
    arrival = desk.opened.get(source_hash)
    return str(arrival.details["message"]) if arrival else None


@contextmanager
def refusals_on_record(desk: Desk, code: str, file: InboxFile | str) -> Iterator[None]:
    """Put it on record when what is done inside refuses `file`; the refusal goes on.

    A file that was read before is named by the hash of its content.
    """
    try:
        yield
    except (InputRefused, RuleRefused) as refused:
        if isinstance(file, str):
            record_refusal(desk, code, file, len(refused.problems))
        elif isinstance(file, HeldFile) or file.is_file():
            record_refusal(desk, code, opened.source_hash(file), len(refused.problems))
        raise
