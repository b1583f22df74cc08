"""The invented words that both sides use: what drives the risk, and patients' goals."""

from __future__ import annotations

DRIVERS = ("two hospital stays", "many medicines", "housing", "missed visits", "heart failure")
# A goal, and how one will know.
GOALS = (
    ("See the clinic every month", "Visits kept"),
    ("Manage the medicines at home", "Refills on time"),
    ("Find stable housing", "A signed lease"),
    ("Walk to the shop again", "Steps in the diary"),
)
