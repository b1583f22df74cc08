"""The kinds of sheet there are, and the tabs each is made of."""

from __future__ import annotations

from tandem_flows.worksheets.call_tabs import call_tabs
from tandem_flows.worksheets.follow_up_tabs import FOLLOW_UP
from tandem_flows.worksheets.prework_tabs import prework_tabs

PREWORK_PLAN, PREWORK_PRACTICE, CALL = "prework_plan", "prework_practice", "call"
KINDS = (PREWORK_PLAN, PREWORK_PRACTICE, CALL, FOLLOW_UP)

__all__ = [
    "CALL",
    "FOLLOW_UP",
    "KINDS",
    "PREWORK_PLAN",
    "PREWORK_PRACTICE",
    "call_tabs",
    "prework_tabs",
]
