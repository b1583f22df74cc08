"""One thing that is wrong with a returned sheet, and the cell it stands in.

The problem is told in words to whoever sent the sheet; the place is what the fresh copy marks.
"""

from __future__ import annotations

from dataclasses import dataclass

from tandem_validators.errors import Problem


@dataclass(frozen=True)
class Finding:
    """A problem with its tab, its row as the screen counts it, and its column.

    `sent_at` is the index of the row among those that were sent, when it is one of them. What was
    `mended` is right in the fresh copy already, such as a locked value that was put back. What has
    no row of its own says whom it is `about`.
    """

    problem: Problem
    tab: str = ""
    row: int | None = None
    column: str | None = None
    sent_at: int | None = None
    is_mended: bool = False
    about: str = ""
