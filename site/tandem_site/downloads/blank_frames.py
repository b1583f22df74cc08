"""What a blank sheet is made from: as many unnamed patients as a call has room for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

_PATIENT_FRAMES = ("background", "suggestions")
_ONE_ROW_A_PATIENT = {"next_agenda": "agenda", "agenda": "agenda"}
_EMPTY = {"open_tasks": "tasks", "prefilled": "prework"}


class BlankFrames(Mapping[str, "pl.DataFrame"]):
    """The frames of a sheet by name; a frame that is not about the call's patients has no rows."""

    def __init__(self, call_date: date, patients: int) -> None:
        self.call_date = call_date
        self.cases = [f"Patient {number}" for number in range(1, patients + 1)]

    def __getitem__(self, name: str) -> pl.DataFrame:
        from tandem_validators.handoffs.frames import filled_in

        if name in _ONE_ROW_A_PATIENT:
            return self._agenda()
        if name in _PATIENT_FRAMES:
            return filled_in(name, [{"case_id": case_id} for case_id in self.cases])
        if name == "planned_call":
            return filled_in("calls", [{"call_date": self.call_date}])
        if name == "known":
            return self._known()
        if name == "kinds":
            return self["background"].select("case_id", suggested_kinds="primary_language")
        return filled_in(_EMPTY.get(name, name))

    def __iter__(self) -> Iterator[str]:
        return iter((*_ONE_ROW_A_PATIENT, *_PATIENT_FRAMES, *_EMPTY))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def _agenda(self) -> pl.DataFrame:
        from tandem_validators.handoffs.frames import filled_in

        rows = [
            {"call_date": self.call_date, "position": place, "case_id": case_id}
            for place, case_id in enumerate(self.cases, start=1)
        ]
        return filled_in("agenda", rows)

    def _known(self) -> pl.DataFrame:
        """Return what is read out in the call: the quick check beside the background."""
        from tandem_validators.handoffs.frames import filled_in

        checks = filled_in("prework", [{"case_id": case_id} for case_id in self.cases])
        asked = checks.select("case_id", "still_patient", "still_covered")
        return self["background"].join(asked, on="case_id")
