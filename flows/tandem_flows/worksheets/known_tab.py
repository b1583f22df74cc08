"""The tab of the call that is only read: the quick check of each patient and the plan's claims."""

from __future__ import annotations

import polars as pl

from tandem_flows.rules.call_sheet import CHECKS, CLAIMS, CONTACT
from tandem_flows.worksheets.patients import who
from tandem_flows.worksheets.tab import Tab, locked

_READ_OUT = (*CONTACT, *CLAIMS)


def known_tab(patients: pl.DataFrame, known: pl.DataFrame) -> Tab:
    """Return the tab; `known` has case_id and the columns it shows."""
    shown = known.select("case_id", *CHECKS, *_READ_OUT)
    return Tab(
        name="known",
        title="What the plan knows: confirm it, then go through the claims",
        handoff=None,
        columns=(
            *who(),
            *(locked("prework", name) for name in CHECKS),
            *(locked("background", name) for name in _READ_OUT),
        ),
        prefilled=patients.join(shown, on="case_id", how="left", maintain_order="left"),
        key=("case_id",),
        instruction="Nothing to fill in: whether it was confirmed goes under Patients.",
    )
