"""The continuum of care management: which of its kinds suit a patient, and why.

A suggestion for pre-work: a ranked set with reasons and overlaps, never one verdict. Nothing here
says who leads, and no fact about money available, payer or product may enter.
"""

from tandem_flows.rules.continuum.facts import Facts
from tandem_flows.rules.continuum.gather import Records, gather_facts
from tandem_flows.rules.continuum.limits import Limits, limits_of
from tandem_flows.rules.continuum.suited import Suited, suited_kinds
from tandem_flows.rules.continuum.table import TableRow, decision_table
from tandem_flows.rules.continuum.triage import suggested_words, triage

__all__ = [
    "Facts",
    "Limits",
    "Records",
    "Suited",
    "TableRow",
    "decision_table",
    "gather_facts",
    "limits_of",
    "suggested_words",
    "suited_kinds",
    "triage",
]
