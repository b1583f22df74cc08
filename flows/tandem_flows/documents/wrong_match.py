"""The notice that two patients were taken for one in files that went out: to both sides.

It names cases and files, no patient.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

_TEXT = """\
Two patients were taken for one. This was found on {found_on}.

From now on they are two cases: {case_id} and {new_case}.
In these files the two stand as one patient, {case_id}:

{files}

What to do
- Do not rely on what these files say of {case_id}: facts of one person can stand under the other.
- The practice: delete or mark these files, and what was copied from them. Wait for the next list.
- Both: tell your privacy officer. Judge together whether this is a breach that must be reported.
"""


def wrong_match_notice(
    case_id: str, new_case: str, files: Sequence[tuple[str, date, str]], found_on: date
) -> str:
    """Return the notice; `files` are those that went out, each with its day and channel."""
    lines = [f"- {name}, sent {sent_on} by {channel}" for name, sent_on, channel in files]
    return _TEXT.format(
        found_on=found_on, case_id=case_id, new_case=new_case, files="\n".join(lines)
    )
