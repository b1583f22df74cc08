"""One row of a returned tab as it was read: a value without any judgement of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tandem_flows.worksheets.layout import cell_words, shown_text


@dataclass(frozen=True)
class AnsweredRow:
    """One row: its number on the screen, the row that was sent if it is one, and its answers.

    `sent_at` is the index of the row that was sent; `unreadable` holds what stands in cells that
    could not be read, by column.
    """

    number: int
    sent: Mapping[str, object] | None
    answers: Mapping[str, object]
    unreadable: Mapping[str, str]
    sent_at: int | None = None

    @property
    def is_answered(self) -> bool:
        """Whether a person wrote anything that was not there when the sheet was sent."""
        before = self.sent or {}
        written = any(
            shown_text(value) != cell_words(before.get(name))
            for name, value in self.answers.items()
        )
        return written or bool(self.unreadable)
